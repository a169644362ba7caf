package dev.tapeless.runtime.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Writes a header: the texts first if there are any, then the tensors in their map's order, without
 * spaces except those at the end that make the data begin at a multiple of 8 bytes. Equal contents
 * give equal bytes.
 */
final class HeaderWriter {
    private final StringBuilder json = new StringBuilder("{");

    private HeaderWriter() {}

    /**
     * The length and the header, as they stand at the beginning of a file.
     *
     * @param tensors the tensors by name
     * @param dataOrder their names in the order of their bytes
     * @param metadata the texts beside them
     * @return the bytes before the data
     * @throws IllegalArgumentException if a name or text is not valid Unicode, or the header gets
     *     too long
     */
    static ByteBuffer header(
            Map<String, StoredTensor> tensors,
            List<String> dataOrder,
            Map<String, String> metadata) {
        Map<String, Long> begins = new LinkedHashMap<>();
        long offset = 0;
        for (String name : dataOrder) {
            begins.put(name, offset);
            offset += tensors.get(name).byteCount();
        }
        HeaderWriter writer = new HeaderWriter();
        writer.metadata(metadata);
        tensors.forEach((name, tensor) -> writer.tensor(name, tensor, begins.get(name)));
        return writer.finished();
    }

    private void metadata(Map<String, String> metadata) {
        if (metadata.isEmpty()) {
            return;
        }
        member(TensorHeader.METADATA_KEY);
        json.append('{');
        metadata.forEach(
                (key, value) -> {
                    member(key);
                    string(value);
                });
        json.append('}');
    }

    private void tensor(String name, StoredTensor tensor, long begin) {
        member(name);
        StringJoiner shape = new StringJoiner(",", "[", "]");
        for (long dimension : tensor.shape()) {
            shape.add(Long.toString(dimension));
        }
        json.append("{\"dtype\":\"")
                .append(tensor.type())
                .append("\",\"shape\":")
                .append(shape)
                .append(",\"data_offsets\":[")
                .append(begin)
                .append(',')
                .append(begin + tensor.byteCount())
                .append("]}");
    }

    private void member(String key) {
        if (json.charAt(json.length() - 1) != '{') {
            json.append(',');
        }
        string(key);
        json.append(':');
    }

    private void string(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private ByteBuffer finished() {
        json.append('}');
        ByteBuffer encoded;
        try {
            encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(json));
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException(
                    "a tensor's name or a text of the metadata has half of a surrogate pair, which"
                            + " UTF-8 cannot write");
        }
        int length = (encoded.remaining() + 7) / 8 * 8;
        if (length > TensorHeader.LONGEST) {
            throw new IllegalArgumentException(
                    "the header takes "
                            + length
                            + " bytes, expected at most "
                            + TensorHeader.LONGEST
                            + "; shorten names or metadata");
        }
        ByteBuffer header =
                ByteBuffer.allocate(Long.BYTES + length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(length)
                        .put(encoded);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.flip();
    }
}
