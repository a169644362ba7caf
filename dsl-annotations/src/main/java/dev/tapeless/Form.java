package dev.tapeless;

/**
 * The form of a network's generated code.
 *
 * <pre>{@code
 * @Network(input = 4, schedule = Form.LOOPS)
 * abstract class Small {
 *     @Dense(8) @Relu Layer hidden;
 *     @Dense(3)       Layer scores;
 * }
 * }</pre>
 *
 * <p>Every form computes the same network. {@link #LOOPS} and {@link #VECTORS} give the same bits;
 * {@link #STRAIGHT_LINE} rounds a product before it is added, where loops round once, and adds some
 * sums in another order, so its results may differ from theirs in the last place.
 */
public enum Form {
    /**
     * What measurements recommend for the shapes: straight-line code for a network of at most 128
     * multiply-adds a sample, otherwise loops, with a second class of kernels in vectors where the
     * compiler sees the module {@code jdk.incubator.vector}. The default.
     */
    AUTO,

    /**
     * One method a pass, for one sample, with a name for every element: the code that one would
     * write by hand; where the compiler sees the module {@code jdk.incubator.vector}, also one with
     * a vector for eight elements, if that is worth it, of the same bits. An error where some
     * operation cannot be written so, and where a method would be larger than what HotSpot
     * compiles.
     */
    STRAIGHT_LINE,

    /** Loops in plain Java, and nothing else, whatever the compiler sees. */
    LOOPS,

    /**
     * Loops, however small the network is, and a second class of kernels in vectors of the JDK's
     * Vector API. An error where the compiler does not see the module {@code jdk.incubator.vector}.
     */
    VECTORS
}
