package dev.tapeless.runtime.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The bytes of a header as a sequence of JSON's signs, strings and integers. Every character and
 * every digit is looked at once; a number is not read beyond a long, and bytes that are not UTF-8
 * are refused instead of replaced.
 */
final class HeaderText {
    private final Path file;
    private final byte[] json;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
    private int position;

    /**
     * A text, to be read from its beginning.
     *
     * @param file the file, for messages
     * @param json the header's bytes
     */
    HeaderText(Path file, byte[] json) {
        this.file = file;
        this.json = json;
    }

    /**
     * Goes past the brace that must be the very first byte.
     *
     * @throws TensorFileException if it is not there
     */
    void begin() throws TensorFileException {
        if (json.length == 0 || json[0] != '{') {
            throw new TensorFileException(
                    file,
                    "not a safetensors file: found "
                            + found()
                            + " where the header must begin with '{'");
        }
        position = 1;
    }

    /**
     * Goes to the end, past nothing but spaces.
     *
     * @throws TensorFileException if there is anything else
     */
    void end() throws TensorFileException {
        while (position < json.length) {
            if (json[position] != ' ') {
                throw problem(
                        "found "
                                + found()
                                + ", expected nothing but spaces after the header's last '}'");
            }
            position++;
        }
    }

    /**
     * Reads an array of integers.
     *
     * @return the integers, none of them negative
     * @throws TensorFileException if there is no array of integers of the plainest form
     */
    long[] integers() throws TensorFileException {
        long[] integers = new long[4];
        int count = 0;
        expect('[');
        if (!take(']')) {
            do {
                if (count == integers.length) {
                    integers = Arrays.copyOf(integers, 2 * count);
                }
                integers[count++] = integer();
            } while (take(','));
            expect(']');
        }
        return Arrays.copyOf(integers, count);
    }

    private long integer() throws TensorFileException {
        skipWhitespace();
        int start = position;
        long value = 0;
        while (position < json.length && isDigit(json[position])) {
            int digit = json[position] - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                position = start;
                throw problem("found a number of 2^63 or more, expected at most 2^63 - 1");
            }
            value = 10 * value + digit;
            position++;
        }
        if (position == start) {
            throw problem("found " + found() + ", expected an integer without a sign");
        }
        if (json[start] == '0' && position > start + 1) {
            position = start;
            throw problem("found an integer with a leading zero");
        }
        if (position < json.length && (json[position] == '.' || (json[position] | 0x20) == 'e')) {
            throw problem(
                    "found " + found() + ", expected an integer without fraction and exponent");
        }
        return value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /**
     * Reads a string.
     *
     * @param what what the string should be, for the message if there is none
     * @return its text
     * @throws TensorFileException if there is no string, or it is not valid JSON or UTF-8
     */
    String string(String what) throws TensorFileException {
        skipWhitespace();
        if (position == json.length || json[position] != '"') {
            throw problem("found " + found() + ", expected " + what + " in double quotes");
        }
        position++;
        StringBuilder escaped = null; // what came before the last escape; most strings have none
        int start = position;
        while (true) {
            if (position == json.length) {
                throw problem("found the header's end inside a string");
            }
            byte b = json[position];
            if (b == '"') {
                String tail = decoded(start, position++);
                return escaped == null ? tail : wellFormed(escaped.append(tail));
            }
            if (b == '\\') {
                escaped = escaped == null ? new StringBuilder() : escaped;
                escaped.append(decoded(start, position));
                position++;
                escaped.append(escape());
                start = position;
            } else if (b >= 0 && b < ' ') {
                throw problem("found " + found() + " inside a string, expected it escaped");
            } else {
                position++;
            }
        }
    }

    /** The character of an escape whose backslash has been read. */
    private char escape() throws TensorFileException {
        if (position == json.length) {
            throw problem("found the header's end inside a string");
        }
        char c = (char) (json[position] & 0xff);
        switch (c) {
            case '"', '\\', '/' -> {}
            case 'b' -> c = '\b';
            case 'f' -> c = '\f';
            case 'n' -> c = '\n';
            case 'r' -> c = '\r';
            case 't' -> c = '\t';
            case 'u' -> {
                c = 0;
                for (int i = 0; i < 4; i++) {
                    position++;
                    int digit = position < json.length ? hexDigit(json[position]) : -1;
                    if (digit < 0) {
                        throw problem(
                                "found "
                                        + found()
                                        + ", expected four hexadecimal digits after \\u");
                    }
                    c = (char) (c << 4 | digit);
                }
            }
            default ->
                    throw problem(
                            "found " + found() + " after a backslash, expected a JSON escape");
        }
        position++;
        return c;
    }

    private static int hexDigit(byte b) {
        return b < 0 ? -1 : isDigit(b) || (b | 0x20) >= 'a' ? Character.digit(b, 16) : -1;
    }

    /** Bytes of a string as text; the decoder refuses what is not UTF-8 instead of replacing it. */
    private String decoded(int from, int to) throws TensorFileException {
        try {
            return decoder.decode(ByteBuffer.wrap(json, from, to - from)).toString();
        } catch (CharacterCodingException malformed) {
            position = from;
            throw problem("found a string that is not valid UTF-8");
        }
    }

    /** Escapes can spell half of a surrogate pair, which is no text. */
    private String wellFormed(StringBuilder text) throws TensorFileException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw problem("found half of a surrogate pair in a string");
            }
        }
        return text.toString();
    }

    /**
     * Goes past a sign that must come next.
     *
     * @param c the sign
     * @throws TensorFileException if something else comes
     */
    void expect(char c) throws TensorFileException {
        if (!take(c)) {
            throw problem("found " + found() + ", expected '" + c + "'");
        }
    }

    /**
     * Goes past a sign if it comes next.
     *
     * @param c the sign
     * @return whether it came
     */
    boolean take(char c) {
        skipWhitespace();
        if (position < json.length && json[position] == c) {
            position++;
            return true;
        }
        return false;
    }

    private void skipWhitespace() {
        while (position < json.length) {
            byte b = json[position];
            if (b != ' ' && b != '\n' && b != '\t' && b != '\r') {
                return;
            }
            position++;
        }
    }

    private String found() {
        if (position >= json.length) {
            return "the header's end";
        }
        int b = json[position] & 0xff;
        return b > ' ' && b < 0x7f ? "'" + (char) b + "'" : "byte 0x" + Integer.toHexString(b);
    }

    /**
     * A problem at the place that has been reached.
     *
     * @param problem what was found and what was expected
     * @return the exception to throw
     */
    TensorFileException problem(String problem) {
        return new TensorFileException(file, "byte " + position + " of the header: " + problem);
    }
}
