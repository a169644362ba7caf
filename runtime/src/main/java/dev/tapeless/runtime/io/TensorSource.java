package dev.tapeless.runtime.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An open file whose header has been read and checked, and whose data is read tensor by tensor. No
 * array is allocated that is longer than the file.
 */
final class TensorSource implements Closeable {
    private final Path file;
    private final FileChannel channel;
    private final TensorHeader header;
    private final long dataStart;

    private TensorSource(Path file, FileChannel channel, TensorHeader header, long dataStart) {
        this.file = file;
        this.channel = channel;
        this.header = header;
        this.dataStart = dataStart;
    }

    /**
     * Opens a file and checks all of its header.
     *
     * @param file the file
     * @return the open file
     * @throws TensorFileException if it is not a valid safetensors file
     * @throws IOException if it cannot be read
     */
    static TensorSource open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(
                    file.toString(), null, "it is a folder, expected a safetensors file");
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return read(file, channel);
        } catch (Throwable problem) {
            channel.close();
            throw problem;
        }
    }

    private static TensorSource read(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new TensorFileException(
                    file,
                    "not a safetensors file: found "
                            + size
                            + " bytes, expected at least the 8 bytes of the header's length");
        }
        long length =
                ByteBuffer.wrap(bytes(file, channel, 0, Long.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong();
        if (length < 0 || length > TensorHeader.LONGEST) {
            throw new TensorFileException(
                    file,
                    "not a safetensors file: found a header length of "
                            + Long.toUnsignedString(length)
                            + " bytes, expected at most "
                            + TensorHeader.LONGEST);
        }
        long dataStart = Long.BYTES + length;
        if (dataStart > size) {
            throw new TensorFileException(
                    file,
                    "found a header length of "
                            + length
                            + " bytes, but only "
                            + (size - Long.BYTES)
                            + " bytes follow; the file is cut short or no safetensors file");
        }
        byte[] json = bytes(file, channel, Long.BYTES, (int) length);
        TensorHeader header = new HeaderParser(file, json, size - dataStart).parse();
        return new TensorSource(file, channel, header, dataStart);
    }

    /**
     * The file's checked header.
     *
     * @return the header
     */
    TensorHeader header() {
        return header;
    }

    /**
     * Reads one tensor.
     *
     * @param entry an entry of this file's header
     * @return the tensor
     * @throws IOException if it cannot be read, or is larger than an array
     */
    StoredTensor tensor(TensorEntry entry) throws IOException {
        long length = entry.end() - entry.begin();
        if (length > StoredTensor.MOST_BYTES) {
            throw new TensorFileException(
                    file,
                    Wording.tensor(entry.name())
                            + " has "
                            + length
                            + " bytes, expected at most "
                            + StoredTensor.MOST_BYTES
                            + ", the most an array holds");
        }
        byte[] bytes = bytes(file, channel, dataStart + entry.begin(), (int) length);
        return new StoredTensor(entry.type(), entry.shape(), bytes);
    }

    private static byte[] bytes(Path file, FileChannel channel, long position, int length)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[length]);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new TensorFileException(file, "became shorter while it was read");
            }
        }
        return buffer.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
