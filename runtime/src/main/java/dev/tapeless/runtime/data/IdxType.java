package dev.tapeless.runtime.data;

import java.nio.ByteBuffer;

/** The element types of the IDX format. All are stored big-endian. */
public enum IdxType {
    /** Unsigned bytes, code 0x08. */
    UNSIGNED_BYTE(0x08, 1),
    /** Signed bytes, code 0x09. */
    BYTE(0x09, 1),
    /** 16-bit integers, code 0x0B. */
    SHORT(0x0B, 2),
    /** 32-bit integers, code 0x0C. */
    INT(0x0C, 4),
    /** Single precision, code 0x0D. */
    FLOAT(0x0D, 4),
    /** Double precision, code 0x0E. */
    DOUBLE(0x0E, 8);

    private final int code;
    private final int bytes;

    IdxType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /**
     * The size of an element.
     *
     * @return bytes, 1 to 8
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Whether the elements are whole numbers, which an {@code int} holds.
     *
     * @return false for floats and doubles
     */
    public boolean isInteger() {
        return this != FLOAT && this != DOUBLE;
    }

    /**
     * The type of a code.
     *
     * @param code the third byte of a file
     * @return the type, or null if the format has no such code
     */
    static IdxType ofCode(int code) {
        for (IdxType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }

    /**
     * Reads one element.
     *
     * @param elements the elements, big-endian
     * @param index the element's number
     * @return its value, exactly
     */
    double value(ByteBuffer elements, int index) {
        return switch (this) {
            case UNSIGNED_BYTE -> elements.get(index) & 0xff;
            case BYTE -> elements.get(index);
            case SHORT -> elements.getShort(2 * index);
            case INT -> elements.getInt(4 * index);
            case FLOAT -> elements.getFloat(4 * index);
            case DOUBLE -> elements.getDouble(8 * index);
        };
    }
}
