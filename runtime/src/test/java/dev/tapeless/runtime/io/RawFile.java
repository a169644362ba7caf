package dev.tapeless.runtime.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes files of any header and any data, also those that this library would not write. */
final class RawFile {
    private RawFile() {}

    /** A file of a header's text and a number of zero bytes. */
    static Path write(Path folder, String header, int dataLength) throws IOException {
        return write(folder, header.getBytes(StandardCharsets.UTF_8), new byte[dataLength]);
    }

    /** A file of a header's bytes and data. */
    static Path write(Path folder, byte[] header, byte[] data) throws IOException {
        return Files.write(folder.resolve("raw.safetensors"), bytes(header.length, header, data));
    }

    /** A file with a header length that need not be true. */
    static byte[] bytes(long headerLength, byte[] header, byte[] data) {
        return ByteBuffer.allocate(Long.BYTES + header.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(headerLength)
                .put(header)
                .put(data)
                .array();
    }
}
