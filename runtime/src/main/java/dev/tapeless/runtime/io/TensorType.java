package dev.tapeless.runtime.io;

/**
 * The element types of the safetensors format; each constant's name is the format's own {@code
 * dtype}. All are stored little-endian.
 */
public enum TensorType {
    /** Truth values, one byte each. */
    BOOL(8, Kind.INTEGER),
    /** Four-bit floats, packed. */
    F4(4, Kind.OTHER),
    /** Six-bit floats with two exponent bits, packed. */
    F6_E2M3(6, Kind.OTHER),
    /** Six-bit floats with three exponent bits, packed. */
    F6_E3M2(6, Kind.OTHER),
    /** Unsigned bytes. */
    U8(8, Kind.INTEGER),
    /** Signed bytes. */
    I8(8, Kind.INTEGER),
    /** Eight-bit floats with five exponent bits. */
    F8_E5M2(8, Kind.OTHER),
    /** Eight-bit floats with four exponent bits. */
    F8_E4M3(8, Kind.OTHER),
    /** Eight-bit powers of two. */
    F8_E8M0(8, Kind.OTHER),
    /** Eight-bit floats with four exponent bits, without infinities and negative zero. */
    F8_E4M3FNUZ(8, Kind.OTHER),
    /** Eight-bit floats with five exponent bits, without infinities and negative zero. */
    F8_E5M2FNUZ(8, Kind.OTHER),
    /** Signed 16-bit integers. */
    I16(16, Kind.INTEGER),
    /** Unsigned 16-bit integers. */
    U16(16, Kind.INTEGER),
    /** IEEE 754 half precision. */
    F16(16, Kind.FLOATING),
    /** The upper half of a single-precision number. */
    BF16(16, Kind.FLOATING),
    /** Signed 32-bit integers. */
    I32(32, Kind.INTEGER),
    /** Unsigned 32-bit integers. */
    U32(32, Kind.INTEGER),
    /** IEEE 754 single precision, Java's {@code float}. */
    F32(32, Kind.FLOATING),
    /** Complex numbers of two single-precision parts. */
    C64(64, Kind.OTHER),
    /** IEEE 754 double precision, Java's {@code double}. */
    F64(64, Kind.FLOATING),
    /** Signed 64-bit integers, Java's {@code long}. */
    I64(64, Kind.INTEGER),
    /** Unsigned 64-bit integers. */
    U64(64, Kind.INTEGER);

    private enum Kind {
        FLOATING,
        INTEGER,
        OTHER
    }

    private final int bits;
    private final Kind kind;

    TensorType(int bits, Kind kind) {
        this.bits = bits;
        this.kind = kind;
    }

    /**
     * The size of an element.
     *
     * @return bits, 4 to 64
     */
    public int bits() {
        return bits;
    }

    /**
     * Whether this library converts the elements to {@code float} and {@code double}.
     *
     * @return true for F16, BF16, F32 and F64
     */
    public boolean isFloating() {
        return kind == Kind.FLOATING;
    }

    /**
     * Whether this library converts the elements to {@code long}.
     *
     * @return true for BOOL and the signed and unsigned integers
     */
    public boolean isInteger() {
        return kind == Kind.INTEGER;
    }

    /**
     * The type of a name.
     *
     * @param dtype a {@code dtype} of a file
     * @return the type, or null if the format has no such type
     */
    static TensorType named(String dtype) {
        for (TensorType type : values()) {
            if (type.name().equals(dtype)) {
                return type;
            }
        }
        return null;
    }
}
