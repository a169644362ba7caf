package dev.tapeless.runtime.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contents of a safetensors file: named tensors in an order, and named texts. Immutable.
 *
 * <p>The format is Hugging Face's: 8 bytes with the length of a JSON header, the header with each
 * tensor's type, shape and place, then the numbers, little-endian and row-major. Reading is strict;
 * what the format's description forbids is refused, also where the reference implementation lets it
 * pass: names used twice, a header that does not begin with a brace or ends in anything but spaces,
 * unknown members, texts that are no strings.
 *
 * <pre>{@code
 * Map<String, StoredTensor> tensors = new LinkedHashMap<>();
 * tensors.put("mean", StoredTensor.ofFloats(new int[] {784}, means));
 * tensors.put("step", StoredTensor.ofLongs(new int[0], 4700));
 * TensorFile.of(tensors, Map.of("dataset", "digits")).write(path);
 *
 * float[] means = TensorFile.read(path).tensor("mean").toFloats();
 * }</pre>
 */
public final class TensorFile {
    private final Map<String, StoredTensor> tensors;
    private final Map<String, String> metadata;

    private TensorFile(Map<String, StoredTensor> tensors, Map<String, String> metadata) {
        this.tensors = Collections.unmodifiableMap(tensors);
        this.metadata = Collections.unmodifiableMap(metadata);
    }

    /**
     * Contents to be written.
     *
     * @param tensors the tensors by name, copied in the map's order
     * @param metadata texts beside them, copied in the map's order; may be empty
     * @return the contents
     * @throws IllegalArgumentException if a tensor is called {@code __metadata__}
     */
    public static TensorFile of(Map<String, StoredTensor> tensors, Map<String, String> metadata) {
        if (tensors.containsKey(TensorHeader.METADATA_KEY)) {
            throw new IllegalArgumentException(
                    "a tensor is called "
                            + TensorHeader.METADATA_KEY
                            + ", which the format keeps for texts; give it another name");
        }
        return new TensorFile(new LinkedHashMap<>(tensors), new LinkedHashMap<>(metadata));
    }

    /**
     * Reads a file, all of it.
     *
     * @param file the file
     * @return its contents, in the order of its header
     * @throws TensorFileException if it is not a valid safetensors file, or a tensor in it is
     *     larger than an array
     * @throws IOException if it cannot be read
     */
    public static TensorFile read(Path file) throws IOException {
        try (TensorSource source = TensorSource.open(file)) {
            Map<String, StoredTensor> tensors = new LinkedHashMap<>();
            for (TensorEntry entry : source.header().entries().values()) {
                tensors.put(entry.name(), source.tensor(entry));
            }
            return new TensorFile(tensors, source.header().metadata());
        }
    }

    /**
     * Writes a file atomically: a reader, or a crash, finds either the old file or all of the new
     * one.
     *
     * <p>The header lists the tensors in this object's order. In the data the larger element types
     * come first, so that each number lies at a multiple of its size. Equal contents give equal
     * bytes.
     *
     * @param file the file, replaced if it exists; its folder must exist
     * @throws IllegalArgumentException if a name or text is not valid Unicode, or the header would
     *     exceed 100,000,000 bytes
     * @throws IOException if it cannot be written; the old file then stays, and no other file is
     *     left
     */
    public void write(Path file) throws IOException {
        List<String> dataOrder = new ArrayList<>(tensors.keySet());
        dataOrder.sort(
                Comparator.comparingInt((String name) -> tensors.get(name).type().bits())
                        .reversed());
        ByteBuffer header = HeaderWriter.header(tensors, dataOrder, metadata);
        AtomicFile.write(
                file,
                channel -> {
                    writeAll(channel, header.duplicate());
                    for (String name : dataOrder) {
                        writeAll(channel, tensors.get(name).buffer());
                    }
                });
    }

    private static void writeAll(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /**
     * The tensors by name.
     *
     * @return an unmodifiable map in the file's order
     */
    public Map<String, StoredTensor> tensors() {
        return tensors;
    }

    /**
     * One tensor.
     *
     * @param name its name
     * @return the tensor
     * @throws IllegalArgumentException if there is none; the message lists the names there are
     */
    public StoredTensor tensor(String name) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "found no "
                            + Wording.tensor(name)
                            + ", expected one of: "
                            + Wording.names(tensors.keySet()));
        }
        return tensor;
    }

    /**
     * The texts beside the tensors.
     *
     * @return an unmodifiable map in the file's order, empty if there are none
     */
    public Map<String, String> metadata() {
        return metadata;
    }
}
