package dev.tapeless.runtime.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: what it holds and where. An instance is always checked: every
 * entry's type, shape and offsets agree, and the entries cover the data from its first byte to its
 * last, with no hole and no overlap.
 */
final class TensorHeader {

    /** The longest header of the format, in bytes. */
    static final int LONGEST = 100_000_000;

    /** The key of the text beside the tensors; no tensor may be called so. */
    static final String METADATA_KEY = "__metadata__";

    private final Map<String, TensorEntry> entries;
    private final Map<String, String> metadata;

    private TensorHeader(Map<String, TensorEntry> entries, Map<String, String> metadata) {
        this.entries = Collections.unmodifiableMap(entries);
        this.metadata = Collections.unmodifiableMap(metadata);
    }

    /**
     * Checks what a header says against itself and against the length of the data.
     *
     * @param file the file, for messages
     * @param entries the tensors by name, in the header's order, not copied
     * @param metadata the text beside them, in the header's order, not copied
     * @param dataLength the number of bytes after the header
     * @return the checked header
     * @throws TensorFileException if anything does not fit
     */
    static TensorHeader checked(
            Path file,
            Map<String, TensorEntry> entries,
            Map<String, String> metadata,
            long dataLength)
            throws TensorFileException {
        List<TensorEntry> byOffset = new ArrayList<>(entries.values());
        for (TensorEntry entry : byOffset) {
            String problem = entry.problem();
            if (problem != null) {
                throw new TensorFileException(file, Wording.tensor(entry.name()) + ": " + problem);
            }
        }
        byOffset.sort(
                Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        long covered = 0;
        for (TensorEntry entry : byOffset) {
            if (entry.begin() != covered) {
                throw new TensorFileException(
                        file,
                        Wording.tensor(entry.name())
                                + " begins at byte "
                                + entry.begin()
                                + " of the data, expected "
                                + covered
                                + ", where the tensors before it end ("
                                + (entry.begin() < covered
                                        ? "they overlap)"
                                        : "the bytes between belong to no tensor)"));
            }
            covered = entry.end();
        }
        if (covered != dataLength) {
            throw new TensorFileException(
                    file,
                    "found "
                            + dataLength
                            + " bytes of data, expected "
                            + covered
                            + (byOffset.isEmpty()
                                    ? ", as there is no tensor"
                                    : ", where the last tensor "
                                            + Wording.quoted(
                                                    byOffset.get(byOffset.size() - 1).name())
                                            + " ends")
                            + (covered > dataLength ? "; the file is cut short" : ""));
        }
        return new TensorHeader(entries, metadata);
    }

    /**
     * The tensors by name, in the header's order.
     *
     * @return an unmodifiable map
     */
    Map<String, TensorEntry> entries() {
        return entries;
    }

    /**
     * The text beside the tensors, in the header's order.
     *
     * @return an unmodifiable map, empty if there is none
     */
    Map<String, String> metadata() {
        return metadata;
    }
}
