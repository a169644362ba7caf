package dev.tapeless.runtime.io;

/** One line of a file's header: a tensor's name, type and shape, and where its bytes lie. */
final class TensorEntry {
    private final String name;
    private final TensorType type;
    private final long[] shape;
    private final long begin;
    private final long end;

    /**
     * An entry, not checked yet.
     *
     * @param name the tensor's name
     * @param type the element type
     * @param shape the dimensions, each at least 0, not copied
     * @param begin the first byte, counted from the end of the header
     * @param end the byte after the last
     */
    TensorEntry(String name, TensorType type, long[] shape, long begin, long end) {
        this.name = name;
        this.type = type;
        this.shape = shape;
        this.begin = begin;
        this.end = end;
    }

    /**
     * The tensor's name.
     *
     * @return the name
     */
    String name() {
        return name;
    }

    /**
     * The element type.
     *
     * @return the type
     */
    TensorType type() {
        return type;
    }

    /**
     * The dimensions, outermost first.
     *
     * @return the live array
     */
    long[] shape() {
        return shape;
    }

    /**
     * The first byte, counted from the end of the header.
     *
     * @return an offset of at least 0
     */
    long begin() {
        return begin;
    }

    /**
     * The byte after the last one.
     *
     * @return an offset of at least {@link #begin()} once checked
     */
    long end() {
        return end;
    }

    /**
     * Says what is wrong with this entry alone: whether type, shape and offsets agree.
     *
     * @return the problem, or null
     */
    String problem() {
        if (begin > end) {
            return "data_offsets " + offsets() + " end before they begin";
        }
        String described = type + " " + Wording.shape(shape);
        long bytes;
        try {
            bytes = byteCount(type, shape);
        } catch (ArithmeticException tooLarge) {
            return "shape " + described + " has more elements than a file can hold";
        }
        if (bytes < 0) {
            return described + " does not fill whole bytes";
        }
        if (bytes != end - begin) {
            return described
                    + " takes "
                    + bytes
                    + " bytes, but data_offsets "
                    + offsets()
                    + " span "
                    + (end - begin);
        }
        return null;
    }

    /**
     * The bytes that a tensor takes.
     *
     * @param type the element type
     * @param shape the dimensions
     * @return the number of bytes, or -1 if the last byte is not filled (possible below 8 bits an
     *     element)
     * @throws ArithmeticException if the number of bits exceeds a long
     */
    static long byteCount(TensorType type, long[] shape) {
        long elements = 1;
        for (long dimension : shape) {
            elements = Math.multiplyExact(elements, dimension);
        }
        long bits = Math.multiplyExact(elements, (long) type.bits());
        return bits % 8 == 0 ? bits / 8 : -1;
    }

    private String offsets() {
        return "[" + begin + ", " + end + "]";
    }
}
