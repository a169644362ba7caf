package dev.tapeless.runtime.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a header, which is not any JSON but of one fixed form: an object of tensors, each with its
 * {@code dtype}, {@code shape} and {@code data_offsets}, and perhaps an object of texts. Anything
 * else is refused where it begins, so that nesting needs no recursion; the time is linear in the
 * header's length.
 */
final class HeaderParser {
    private static final String DTYPE = "dtype";
    private static final String SHAPE = "shape";
    private static final String DATA_OFFSETS = "data_offsets";

    private final Path file;
    private final HeaderText text;
    private final long dataLength;

    /**
     * A parser of one header.
     *
     * @param file the file, for messages
     * @param json the header's bytes
     * @param dataLength the number of bytes after the header
     */
    HeaderParser(Path file, byte[] json, long dataLength) {
        this.file = file;
        this.text = new HeaderText(file, json);
        this.dataLength = dataLength;
    }

    /**
     * Reads and checks the header.
     *
     * @return the checked header
     * @throws TensorFileException if it is not of the form, or does not fit itself or the data's
     *     length
     */
    TensorHeader parse() throws TensorFileException {
        Map<String, TensorEntry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = null;
        text.begin();
        if (!text.take('}')) {
            do {
                String key = text.string("a tensor's name");
                text.expect(':');
                if (key.equals(TensorHeader.METADATA_KEY)) {
                    if (metadata != null) {
                        throw text.problem("found " + key + " twice, expected it once");
                    }
                    metadata = metadata();
                } else if (entries.put(key, entry(key)) != null) {
                    throw new TensorFileException(
                            file,
                            Wording.tensor(key) + " is there twice; every name may be used once");
                }
            } while (text.take(','));
            text.expect('}');
        }
        text.end();
        return TensorHeader.checked(
                file, entries, metadata == null ? new LinkedHashMap<>() : metadata, dataLength);
    }

    private Map<String, String> metadata() throws TensorFileException {
        Map<String, String> metadata = new LinkedHashMap<>();
        text.expect('{');
        if (!text.take('}')) {
            do {
                String key = text.string("a key of " + TensorHeader.METADATA_KEY);
                text.expect(':');
                String value = text.string("the text of " + Wording.quoted(key));
                if (metadata.put(key, value) != null) {
                    throw text.problem(
                            TensorHeader.METADATA_KEY
                                    + " has the key "
                                    + Wording.quoted(key)
                                    + " twice");
                }
            } while (text.take(','));
            text.expect('}');
        }
        return metadata;
    }

    private TensorEntry entry(String name) throws TensorFileException {
        TensorType type = null;
        long[] shape = null;
        long[] offsets = null;
        text.expect('{');
        if (!text.take('}')) {
            do {
                String key = text.string("dtype, shape or data_offsets");
                text.expect(':');
                boolean repeated;
                switch (key) {
                    case DTYPE -> {
                        repeated = type != null;
                        type = type(name);
                    }
                    case SHAPE -> {
                        repeated = shape != null;
                        shape = text.integers();
                    }
                    case DATA_OFFSETS -> {
                        repeated = offsets != null;
                        offsets = text.integers();
                    }
                    default ->
                            throw text.problem(
                                    Wording.tensor(name)
                                            + " has a member "
                                            + Wording.quoted(key)
                                            + ", expected dtype, shape and data_offsets only");
                }
                if (repeated) {
                    throw text.problem(Wording.tensor(name) + " has its " + key + " twice");
                }
            } while (text.take(','));
            text.expect('}');
        }
        if (type == null || shape == null || offsets == null) {
            String missing = type == null ? DTYPE : shape == null ? SHAPE : DATA_OFFSETS;
            throw new TensorFileException(file, Wording.tensor(name) + " has no " + missing);
        }
        if (offsets.length != 2) {
            throw new TensorFileException(
                    file,
                    Wording.tensor(name)
                            + " has "
                            + offsets.length
                            + " data_offsets, expected two: the first byte and the one after the"
                            + " last");
        }
        return new TensorEntry(name, type, shape, offsets[0], offsets[1]);
    }

    private TensorType type(String name) throws TensorFileException {
        String dtype = text.string("the dtype's name");
        TensorType type = TensorType.named(dtype);
        if (type == null) {
            throw text.problem(
                    Wording.tensor(name)
                            + " has dtype "
                            + Wording.quoted(dtype)
                            + ", expected one of "
                            + Arrays.toString(TensorType.values()));
        }
        return type;
    }
}
