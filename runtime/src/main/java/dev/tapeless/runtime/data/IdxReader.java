package dev.tapeless.runtime.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads and checks the bytes of an IDX file, inflated if need be. */
final class IdxReader {
    private static final int FIRST_BUFFER = 1 << 16;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final Path file;
    private final InputStream in;

    /**
     * A reader of one file.
     *
     * @param file the file, for messages
     * @param in its bytes from the first one on
     */
    IdxReader(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /**
     * Reads everything.
     *
     * @return the file's contents
     * @throws IdxException if they are not a valid IDX file
     * @throws IOException if they cannot be read
     */
    IdxFile read() throws IOException {
        byte[] start = in.readNBytes(4);
        if (start.length < 4 || start[0] != 0 || start[1] != 0) {
            throw new IdxException(
                    file,
                    "not an IDX file: it begins with bytes "
                            + hex(start)
                            + ", expected 00 00, a type code and the number of dimensions (or"
                            + " gzip's 1f 8b)");
        }
        IdxType type = IdxType.ofCode(start[2]);
        if (type == null) {
            throw new IdxException(
                    file,
                    "found element type code "
                            + hex(new byte[] {start[2]})
                            + ", expected 08 (unsigned byte), 09 (byte), 0b (short), 0c (int), 0d"
                            + " (float) or 0e (double)");
        }
        int rank = start[3] & 0xff;
        if (rank == 0) {
            throw new IdxException(file, "found 0 dimensions, expected at least 1");
        }
        int[] shape = shape(in.readNBytes(4 * rank), rank);
        int rowLength = rowLength(type, shape);
        long length = byteCount(type, shape, rowLength);
        byte[] bytes = readGrowing((int) length);
        String described = type + " " + Arrays.toString(shape);
        if (bytes.length < length) {
            throw new IdxException(
                    file,
                    "the file is cut short: found "
                            + bytes.length
                            + " bytes of elements, expected "
                            + length
                            + " for "
                            + described);
        }
        if (in.read() >= 0) {
            throw new IdxException(
                    file,
                    "found bytes after the last element, expected " + length + " for " + described);
        }
        return new IdxFile(file, type, shape, rowLength, ByteBuffer.wrap(bytes));
    }

    private int[] shape(byte[] bytes, int rank) throws IdxException {
        if (bytes.length < 4 * rank) {
            throw new IdxException(
                    file,
                    "the file is cut short: it ends inside the sizes of its "
                            + rank
                            + " dimensions");
        }
        int[] shape = new int[rank];
        ByteBuffer.wrap(bytes).asIntBuffer().get(shape);
        for (int d = 0; d < rank; d++) {
            if (shape[d] < 0) {
                throw new IdxException(
                        file,
                        "found the size "
                                + Integer.toUnsignedString(shape[d])
                                + " for dimension "
                                + d
                                + ", expected at most "
                                + Integer.MAX_VALUE);
            }
        }
        return shape;
    }

    private int rowLength(IdxType type, int[] shape) throws IdxException {
        long length = 1;
        for (int d = 1; d < shape.length; d++) {
            length *= shape[d]; // cannot overflow: both factors are below 2^31
            if (length == 0 || length > MOST_BYTES) {
                throw new IdxException(
                        file,
                        "found "
                                + type
                                + " "
                                + Arrays.toString(shape)
                                + ", expected 1 to "
                                + MOST_BYTES
                                + " elements a sample");
            }
        }
        return (int) length;
    }

    private long byteCount(IdxType type, int[] shape, int rowLength) throws IdxException {
        long elements = (long) shape[0] * rowLength;
        if (elements > MOST_BYTES / type.bytes()) {
            throw new IdxException(
                    file,
                    "found "
                            + type
                            + " "
                            + Arrays.toString(shape)
                            + ", expected at most "
                            + MOST_BYTES
                            + " bytes of elements");
        }
        return elements * type.bytes();
    }

    /**
     * Up to a number of bytes, in an array that grows with what is there, not with what was
     * promised.
     */
    private byte[] readGrowing(int length) throws IOException {
        byte[] bytes = new byte[Math.min(length, FIRST_BUFFER)];
        int count = 0;
        while (true) {
            count += in.readNBytes(bytes, count, bytes.length - count);
            if (count < bytes.length || count == length) {
                return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * count));
        }
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(text.length() == 0 ? "" : " ")
                    .append(Character.forDigit(b >> 4 & 0xf, 16))
                    .append(Character.forDigit(b & 0xf, 16));
        }
        return text.length() == 0 ? "(none)" : text.toString();
    }
}
