package dev.tapeless.processor.schedule;

/**
 * The measured limits between the forms. Times are per call on JDK 17 and 25, AVX-512, one thread;
 * {@code docs/design-notes.md} has the tables.
 */
final class UnrollPolicy {

    /**
     * Multiply-adds of a sample up to which a whole network is straight-line code. A network of
     * 4-8-3 (56) takes 24-37 ns straight and 40 ns in loops, one of 8-12-4 (144) the same in both,
     * one of 8-24-4 (288) 150-220 ns straight and 90-110 ns in loops.
     */
    static final int STRAIGHT_LINE_MULTIPLY_ADDS = 128;

    /** Elements of all values of a sample up to which a network may be straight-line code. */
    static final int STRAIGHT_LINE_ELEMENTS = 400;

    /**
     * Results of a product up to which each has an accumulator of its own in a register. Wider
     * products run over rows, which C2 vectorises: 128-10 over 128 samples takes 43-64 us with
     * accumulators and 51-82 us over rows, which are too short to fill a vector.
     */
    static final int ACCUMULATORS = 16;

    /** Rows of weights that one pass over a row of results adds: eight spill on JDK 17. */
    static final int ROWS_A_PASS = 4;

    /**
     * Samples below which a gradient of an input reads the weights as they lie. From here on a
     * transposed copy, made once a batch, pays for itself: it lets C2 vectorise the product.
     */
    static final int SAMPLES_WORTH_TRANSPOSING = 8;

    /**
     * Bytes of bytecode that a method may have. HotSpot never compiles one above 8000, and coverage
     * agents add to it.
     */
    static final int METHOD_BYTES = 6500;

    private UnrollPolicy() {}
}
