package dev.tapeless.runtime.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads well-formed JSON of the shared data into maps, lists, strings and doubles. */
public final class Json {
    private final String text;
    private int position;

    private Json(String text) {
        this.text = text;
    }

    /** The value in a file. */
    public static Object read(Path file) throws IOException {
        return new Json(Files.readString(file)).value();
    }

    /** A value known to be an object. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    /** A value known to be an array. */
    @SuppressWarnings("unchecked")
    public static List<Object> array(Object value) {
        return (List<Object>) value;
    }

    /** A list of numbers; not-a-number and infinities are strings there. */
    public static double[] doubles(Object value) {
        return array(value).stream().mapToDouble(e -> Double.parseDouble(e.toString())).toArray();
    }

    private Object value() {
        switch (next()) {
            case '{':
                Map<String, Object> object = new LinkedHashMap<>();
                position++;
                while (next() != '}') {
                    if (text.charAt(position) == ',') {
                        position++;
                        next();
                    }
                    String key = string();
                    next();
                    position++; // the colon
                    object.put(key, value());
                }
                position++;
                return object;
            case '[':
                List<Object> array = new ArrayList<>();
                position++;
                while (next() != ']') {
                    if (text.charAt(position) == ',') {
                        position++;
                    }
                    array.add(value());
                }
                position++;
                return array;
            case '"':
                return string();
            default:
                int start = position;
                while (position < text.length()
                        && "+-.eE0123456789".indexOf(text.charAt(position)) >= 0) {
                    position++;
                }
                return Double.valueOf(text.substring(start, position));
        }
    }

    private char next() {
        while (Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return text.charAt(position);
    }

    private String string() {
        int end = text.indexOf('"', position + 1); // the shared data has no escapes
        String result = text.substring(position + 1, end);
        position = end + 1;
        return result;
    }
}
