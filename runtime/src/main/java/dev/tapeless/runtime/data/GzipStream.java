package dev.tapeless.runtime.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip data (RFC 1952) strictly: each member's checksum and length are compared, and what
 * follows the last member must be nothing. {@link java.util.zip.GZIPInputStream} lets bytes after
 * the data pass.
 */
final class GzipStream extends InputStream {
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean finished;

    /**
     * Reads the header of the first member.
     *
     * @param file the file, for messages
     * @param in its bytes, from the first one on
     * @throws IdxException if they are not gzip data
     * @throws IOException if they cannot be read
     */
    GzipStream(Path file, InputStream in) throws IOException {
        this.file = file;
        this.in = in;
        memberHeader();
    }

    /**
     * Whether a file's first bytes are those of gzip.
     *
     * @param bytes the first two bytes
     * @return true for 1f 8b
     */
    static boolean isMagic(byte[] bytes) {
        return bytes.length == 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!finished) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                memberTrailer();
            } else if (inflater.needsDictionary()) {
                throw damaged("the deflated data asks for a preset dictionary", null);
            } else if (inflater.needsInput()) {
                position = limit;
                if (!fill()) {
                    throw damaged("it ends inside the deflated data", null);
                }
                inflater.setInput(buffer, position, limit - position);
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IdxException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException problem) {
            throw damaged("the deflated data is not valid", problem);
        }
    }

    private void memberHeader() throws IOException {
        int first = required("header");
        int second = required("header");
        if (first != 0x1f || second != 0x8b) {
            throw damaged("found bytes after the compressed data", null);
        }
        int method = required("header");
        int flags = required("header");
        if (method != DEFLATE || (flags & RESERVED) != 0) {
            throw damaged("found compression method " + method + " and flags " + flags, null);
        }
        skip(6); // time, extra flags, operating system
        if ((flags & EXTRA) != 0) {
            skip(required("header") | required("header") << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            skip(2);
        }
        checksum.reset();
        inflater.reset();
        inflater.setInput(buffer, position, limit - position);
    }

    private void memberTrailer() throws IOException {
        position = limit - inflater.getRemaining();
        long expectedChecksum = littleEndianInt();
        long expectedLength = littleEndianInt();
        if (expectedChecksum != checksum.getValue()) {
            throw damaged("the checksum does not match", null);
        }
        if (expectedLength != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw damaged(
                    "found " + inflater.getBytesWritten() + " bytes, expected " + expectedLength,
                    null);
        }
        if (position < limit || fill()) {
            memberHeader();
        } else {
            finished = true;
        }
    }

    private long littleEndianInt() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= (long) required("trailer") << shift;
        }
        return value;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            required("header");
        }
    }

    private void skipText() throws IOException {
        int c = required("header");
        while (c != 0) {
            c = required("header");
        }
    }

    private int required(String part) throws IOException {
        if (position == limit && !fill()) {
            throw damaged("it ends inside the " + part, null);
        }
        return buffer[position++] & 0xff;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = in.readNBytes(buffer, 0, buffer.length);
        return limit > 0;
    }

    private IdxException damaged(String problem, DataFormatException cause) {
        return new IdxException(file, "damaged gzip data: " + problem, cause);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
