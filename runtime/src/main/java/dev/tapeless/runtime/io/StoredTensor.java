package dev.tapeless.runtime.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Numbers as a file stores them: an element type, a shape and little-endian bytes in row-major
 * order. Bits are kept as they are, those of NaNs, infinities, negative zeros and subnormals too.
 * Immutable.
 */
public final class StoredTensor {

    /** The most bytes that one array holds on the usual JVMs. */
    static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final TensorType type;
    private final long[] shape;
    private final byte[] bytes;

    /**
     * A tensor of bytes that the caller gives away.
     *
     * @param type the element type
     * @param shape the dimensions, not copied
     * @param bytes the elements, not copied, as many as type and shape take
     */
    StoredTensor(TensorType type, long[] shape, byte[] bytes) {
        this.type = type;
        this.shape = shape;
        this.bytes = bytes;
    }

    /**
     * Floats, stored as F32.
     *
     * @param shape the dimensions, outermost first; empty for a single number
     * @param values the elements in row-major order
     * @return the tensor
     * @throws IllegalArgumentException if the number of values is not the product of the shape
     */
    public static StoredTensor ofFloats(int[] shape, float... values) {
        StoredTensor tensor = allocate(TensorType.F32, shape, values.length);
        tensor.buffer().asFloatBuffer().put(values);
        return tensor;
    }

    /**
     * Doubles, stored as F64.
     *
     * @param shape the dimensions, outermost first; empty for a single number
     * @param values the elements in row-major order
     * @return the tensor
     * @throws IllegalArgumentException if the number of values is not the product of the shape
     */
    public static StoredTensor ofDoubles(int[] shape, double... values) {
        StoredTensor tensor = allocate(TensorType.F64, shape, values.length);
        tensor.buffer().asDoubleBuffer().put(values);
        return tensor;
    }

    /**
     * Integers, stored as I64.
     *
     * @param shape the dimensions, outermost first; empty for a single number
     * @param values the elements in row-major order
     * @return the tensor
     * @throws IllegalArgumentException if the number of values is not the product of the shape
     */
    public static StoredTensor ofLongs(int[] shape, long... values) {
        StoredTensor tensor = allocate(TensorType.I64, shape, values.length);
        tensor.buffer().asLongBuffer().put(values);
        return tensor;
    }

    /**
     * Elements of any type.
     *
     * @param type the element type
     * @param shape the dimensions, outermost first; empty for a single number
     * @param littleEndian the bytes in row-major order, copied
     * @return the tensor
     * @throws IllegalArgumentException if the number of bytes is not what type and shape take
     */
    public static StoredTensor ofBytes(TensorType type, long[] shape, byte[] littleEndian) {
        checkSize(type, shape, littleEndian.length);
        return new StoredTensor(type, shape.clone(), littleEndian.clone());
    }

    private static StoredTensor allocate(TensorType type, int[] shape, int count) {
        long[] dimensions = Arrays.stream(shape).asLongStream().toArray();
        long byteCount = (long) count * (type.bits() / 8);
        checkSize(type, dimensions, byteCount);
        if (byteCount > MOST_BYTES) {
            throw new IllegalArgumentException(
                    type
                            + " "
                            + Wording.shape(dimensions)
                            + " takes "
                            + byteCount
                            + " bytes, expected at most "
                            + MOST_BYTES);
        }
        return new StoredTensor(type, dimensions, new byte[(int) byteCount]);
    }

    private static void checkSize(TensorType type, long[] shape, long found) {
        long expected = -1;
        boolean legal = true;
        for (long dimension : shape) {
            legal &= dimension >= 0;
        }
        if (legal) {
            try {
                expected = TensorEntry.byteCount(type, shape);
            } catch (ArithmeticException tooLarge) {
                expected = -1; // no array has so many elements
            }
        }
        if (found != expected) {
            throw new IllegalArgumentException(
                    "found "
                            + found
                            + " bytes for "
                            + type
                            + " "
                            + Wording.shape(shape)
                            + ", expected "
                            + (expected >= 0
                                    ? expected + " bytes"
                                    : "a shape that fills whole bytes"));
        }
    }

    /**
     * The element type.
     *
     * @return the type
     */
    public TensorType type() {
        return type;
    }

    /**
     * The dimensions, outermost first.
     *
     * @return a copy; empty for a single number
     */
    public long[] shape() {
        return shape.clone();
    }

    /**
     * The number of bytes.
     *
     * @return what type and shape take
     */
    public int byteCount() {
        return bytes.length;
    }

    /**
     * The elements as floats: bit for bit from F32, exactly from F16 and BF16, rounded to nearest
     * from F64.
     *
     * @return the elements in row-major order
     * @throws IllegalStateException if the type is none of the four
     */
    public float[] toFloats() {
        ByteBuffer buffer = buffer();
        float[] values = new float[floatingCount()];
        switch (type) {
            case F32 -> buffer.asFloatBuffer().get(values);
            case F64 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) buffer.getDouble();
                }
            }
            default -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = fromHalf(buffer.getShort());
                }
            }
        }
        return values;
    }

    /**
     * The elements as doubles: bit for bit from F64, exactly from F32, F16 and BF16.
     *
     * @return the elements in row-major order
     * @throws IllegalStateException if the type is none of the four
     */
    public double[] toDoubles() {
        ByteBuffer buffer = buffer();
        double[] values = new double[floatingCount()];
        switch (type) {
            case F64 -> buffer.asDoubleBuffer().get(values);
            case F32 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = buffer.getFloat();
                }
            }
            default -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = fromHalf(buffer.getShort());
                }
            }
        }
        return values;
    }

    /**
     * The elements as longs: 0 and 1 from BOOL, the exact values from signed and unsigned integers;
     * U64 comes as its bits, for {@link Long#toUnsignedString(long)} and its siblings.
     *
     * @return the elements in row-major order
     * @throws IllegalStateException if the elements are no integers
     */
    public long[] toLongs() {
        if (!type.isInteger()) {
            throw new IllegalStateException(
                    "found elements of type " + type + ", expected integers or BOOL");
        }
        ByteBuffer buffer = buffer();
        long[] values = new long[bytes.length / (type.bits() / 8)];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    switch (type) {
                        case I8 -> buffer.get();
                        case I16 -> buffer.getShort();
                        case U16 -> buffer.getShort() & 0xffffL;
                        case I32 -> buffer.getInt();
                        case U32 -> buffer.getInt() & 0xffff_ffffL;
                        case I64, U64 -> buffer.getLong();
                        default -> buffer.get() & 0xffL; // BOOL and U8
                    };
        }
        return values;
    }

    /**
     * The elements as the file stores them.
     *
     * @return a copy of the little-endian bytes in row-major order
     */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /**
     * The bytes for writing.
     *
     * @return a new little-endian view of the live bytes
     */
    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int floatingCount() {
        if (!type.isFloating()) {
            throw new IllegalStateException(
                    "found elements of type " + type + ", expected F64, F32, F16 or BF16");
        }
        return bytes.length / (type.bits() / 8);
    }

    /** The value of 16 bits of F16 or BF16; every one of them is a float. */
    private float fromHalf(short bits) {
        if (type == TensorType.BF16) {
            return Float.intBitsToFloat(bits << 16);
        }
        int sign = bits << 16 & 0x8000_0000;
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0x1f) {
            return Float.intBitsToFloat(sign | 0x7f80_0000 | fraction << 13);
        }
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        return Float.intBitsToFloat(sign | (exponent + (127 - 15)) << 23 | fraction << 13);
    }

    /**
     * Type and shape.
     *
     * @return for example {@code F32 [5, 4]}
     */
    @Override
    public String toString() {
        return type + " " + Wording.shape(shape);
    }
}
