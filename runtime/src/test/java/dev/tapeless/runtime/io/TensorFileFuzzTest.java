package dev.tapeless.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Random damage to a good file: it loads, or is refused with the declared exception and changes
 * nothing.
 */
class TensorFileFuzzTest {
    private static final int MUTATIONS = 4000;

    /** Pieces that are likelier to hurt than random bytes. */
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\u",
        "\\ud800",
        "-",
        "0",
        "1e9",
        "9223372036854775807",
        "99",
        " ",
        "\"F64\"",
        "\"dtype\"",
        "null",
        "__metadata__",
        "fc1.weight",
        "[0,4]",
        "\u00e4",
        "\u0000"
    };

    @TempDir private Path folder;

    @Test
    void givesALoadOrTheDeclaredException() throws IOException {
        TinyNetwork source = new TinyNetwork();
        TinyNetwork.fill(source.parameters());
        Path good = folder.resolve("good.safetensors");
        SafeTensors.save(good, source.parameters(), Map.of("format", "pt"));
        byte[] bytes = Files.readAllBytes(good);
        int headerEnd = (int) (8 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong());

        SplittableRandom random = new SplittableRandom(20240607);
        Path file = folder.resolve("mutated.safetensors");
        TinyNetwork target = new TinyNetwork();
        TinyNetwork.fill(target.parameters());
        target.parameters().get("fc1.bias").set(77, 0);
        String untouched = TinyNetwork.values(target.parameters());
        int loads = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = bytes.clone();
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                mutated = mutate(mutated, Math.min(headerEnd, mutated.length), random);
            }
            Files.write(file, mutated);
            try {
                SafeTensors.load(file, target);
                loads++;
                TensorFile.read(file);
                TinyNetwork.fill(target.parameters());
                target.parameters().get("fc1.bias").set(77, 0);
            } catch (TensorFileException refused) {
                assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
                assertEquals(untouched, TinyNetwork.values(target.parameters()));
            }
        }
        // both ways must have been taken often: changed numbers load, changed structure does not
        assertTrue(loads > MUTATIONS / 50 && loads < MUTATIONS / 2, loads + " loads");
    }

    private static byte[] mutate(byte[] bytes, int headerEnd, SplittableRandom random) {
        int at =
                random.nextInt(10) < 8
                        ? random.nextInt(headerEnd + 1)
                        : random.nextInt(bytes.length + 1);
        byte[] piece = PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
        switch (random.nextInt(7)) {
            case 0: // flip a bit
                bytes[Math.min(at, bytes.length - 1)] ^= (byte) (1 << random.nextInt(8));
                return bytes;
            case 1: // a digit in place of a digit
                for (int i = at; i < headerEnd; i++) {
                    if (bytes[i] >= '0' && bytes[i] <= '9') {
                        bytes[i] = (byte) ('0' + random.nextInt(10));
                        break;
                    }
                }
                return bytes;
            case 2: // overwrite with a piece
                System.arraycopy(
                        piece,
                        0,
                        bytes,
                        Math.min(at, bytes.length - 20),
                        Math.min(piece.length, 20));
                return bytes;
            case 3: // insert a piece, and let the length know
                return spliced(bytes, at, at, piece, true);
            case 4: // insert a piece, and do not
                return spliced(bytes, at, at, piece, false);
            case 5: // remove some bytes
                int until = Math.min(bytes.length, at + random.nextInt(1, 12));
                return spliced(bytes, at, until, new byte[0], random.nextBoolean());
            default: // cut the file
                return Arrays.copyOf(bytes, Math.max(30, random.nextInt(bytes.length + 1)));
        }
    }

    private static byte[] spliced(
            byte[] bytes, int from, int to, byte[] piece, boolean adjustLength) {
        ByteBuffer result =
                ByteBuffer.allocate(bytes.length - (to - from) + piece.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        result.put(bytes, 0, from).put(piece).put(bytes, to, bytes.length - to);
        if (adjustLength && from >= 8 && result.capacity() > 8) {
            result.putLong(0, result.getLong(0) + piece.length - (to - from));
        }
        return result.array();
    }
}
