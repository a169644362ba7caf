package dev.tapeless.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.io.SharedData;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** IDX files plain and compressed, and what is refused. */
class IdxFileTest {

    @TempDir private Path folder;

    private static byte[] idx(int type, byte[] elements, int... shape) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * shape.length + elements.length);
        buffer.put((byte) 0).put((byte) 0).put((byte) type).put((byte) shape.length);
        for (int dimension : shape) {
            buffer.putInt(dimension);
        }
        return buffer.put(elements).array();
    }

    /** A gzip member with the given flags and all the parts that they announce. */
    private static byte[] gzip(byte[] bytes, int flags) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 1, 2, 3, 4, 0, 3});
        if ((flags & 4) != 0) {
            out.write(new byte[] {3, 0, 'a', 'b', 0});
        }
        if ((flags & 8) != 0) {
            out.write("train-images\0".getBytes(StandardCharsets.ISO_8859_1));
        }
        if ((flags & 16) != 0) {
            out.write("a comment\0".getBytes(StandardCharsets.ISO_8859_1));
        }
        if ((flags & 2) != 0) {
            out.write(new byte[] {7, 7});
        }
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater)) {
            deflated.write(bytes);
        } finally {
            deflater.end();
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        out.write(trailer.putInt((int) checksum.getValue()).putInt(bytes.length).array());
        return out.toByteArray();
    }

    private static byte[] joined(byte[] first, byte... second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private IdxFile read(byte[] bytes) throws IOException {
        return IdxFile.read(Files.write(folder.resolve("file"), bytes));
    }

    private String refusal(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("file"), bytes);
        IdxException problem = assertThrows(IdxException.class, () -> IdxFile.read(file));
        assertTrue(problem.getMessage().startsWith(file + ": "), problem.getMessage());
        return problem.getMessage().substring(file.toString().length() + 2);
    }

    @Test
    void readsEveryElementType() throws IOException {
        byte[] doubles = ByteBuffer.allocate(16).putDouble(0.1).putDouble(-1e300).array();
        byte[] floats =
                ByteBuffer.allocate(8).putFloat(0.1f).putFloat(Float.NEGATIVE_INFINITY).array();
        byte[] ints = ByteBuffer.allocate(8).putInt(Integer.MIN_VALUE).putInt(123456789).array();
        byte[] shorts = ByteBuffer.allocate(4).putShort((short) -2).putShort((short) 300).array();
        byte[] bytes = {-1, 127};
        assertArrayEquals(new double[] {0.1, -1e300}, column(read(idx(0x0E, doubles, 2))));
        assertArrayEquals(
                new double[] {0.1f, Double.NEGATIVE_INFINITY}, column(read(idx(0x0D, floats, 2))));
        assertArrayEquals(
                new double[] {Integer.MIN_VALUE, 123456789}, column(read(idx(0x0C, ints, 2))));
        assertArrayEquals(new double[] {-2, 300}, column(read(idx(0x0B, shorts, 2))));
        assertArrayEquals(new double[] {-1, 127}, column(read(idx(0x09, bytes, 2))));
        assertArrayEquals(new double[] {255, 127}, column(read(idx(0x08, bytes, 2))));
        assertArrayEquals(
                new int[] {Integer.MIN_VALUE, 123456789}, read(idx(0x0C, ints, 2)).labels());
        assertArrayEquals(new int[] {-2, 300}, read(idx(0x0B, shorts, 2)).labels());
        assertArrayEquals(new int[] {-1, 127}, read(idx(0x09, bytes, 2)).labels());
        assertArrayEquals(new int[] {255, 127}, read(idx(0x08, bytes, 2)).labels());
    }

    private static double[] column(IdxFile file) {
        return Arrays.stream(file.doubleRows(1)).mapToDouble(row -> row[0]).toArray();
    }

    @Test
    void givesScaledRowsOfSamples() throws IOException {
        IdxFile file =
                read(idx(0x08, new byte[] {0, 51, -1, 102, 1, 2, 3, 4, 5, 6, 7, 8}, 3, 2, 2));
        assertArrayEquals(new int[] {3, 2, 2}, file.shape());
        assertEquals(IdxType.UNSIGNED_BYTE, file.type());
        assertEquals(3, file.count());
        assertEquals(4, file.rowLength());
        assertEquals("UNSIGNED_BYTE [3, 2, 2]", file.toString());
        float[][] rows = file.floatRows(255);
        assertArrayEquals(new float[] {0, 0.2f, 1, 0.4f}, rows[0]);
        assertArrayEquals(new float[] {5f / 255, 6f / 255, 7f / 255, 8f / 255}, rows[2]);
        assertArrayEquals(new float[] {1, 2, 3, 4}, file.floatRows(1)[1]);
        assertArrayEquals(new double[] {0, 0.2, 1, 0.4}, file.doubleRows(255)[0]);
        file.shape()[0] = 9;
        assertEquals(3, file.count());
        assertThrows(IllegalArgumentException.class, () -> file.floatRows(0));
        assertThrows(IllegalArgumentException.class, () -> file.doubleRows(Double.NaN));
    }

    @Test
    void seesGzipFromItsContents() throws IOException {
        byte[] plain = idx(0x08, new byte[] {5, 0, 4}, 3);
        for (int flags = 0; flags < 32; flags += 2) {
            assertArrayEquals(new int[] {5, 0, 4}, read(gzip(plain, flags)).labels());
        }
        byte[] first = gzip(Arrays.copyOf(plain, 9), 8);
        byte[] second = gzip(Arrays.copyOfRange(plain, 9, plain.length), 0);
        assertArrayEquals(new int[] {5, 0, 4}, read(joined(first, second)).labels());
        assertArrayEquals(
                new int[] {5, 0, 4}, read(joined(gzip(new byte[0], 0), gzip(plain, 0))).labels());
    }

    @Test
    void readsWhatIsLargerThanTheFirstBuffer() throws IOException {
        byte[] elements = new byte[1_000_003];
        new SplittableRandom(5).nextBytes(elements);
        byte[] plain = idx(0x09, elements, elements.length);
        for (byte[] bytes : new byte[][] {plain, gzip(plain, 0)}) {
            int[] labels = read(bytes).labels();
            assertEquals(elements.length, labels.length);
            for (int i = 0; i < labels.length; i++) {
                assertEquals(elements[i], labels[i]);
            }
        }
    }

    @Test
    void readsAFileOfNoSamples() throws IOException {
        IdxFile file = read(idx(0x08, new byte[0], 0, 28, 28));
        assertEquals(0, file.count());
        assertEquals(784, file.rowLength());
        assertEquals(0, file.floatRows(255).length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    '' | it begins with bytes (none), expected 00 00
                    000008 | it begins with bytes 00 00 08, expected 00 00
                    00010801 | it begins with bytes 00 01 08 01, expected 00 00
                    504b0304 | it begins with bytes 50 4b 03 04
                    00000a01000000010000 | found element type code 0a, expected 08 (unsigned byte)
                    0000ff01000000010000 | found element type code ff
                    00000800 | found 0 dimensions, expected at least 1
                    00000802000000010000 | it ends inside the sizes of its 2 dimensions
                    000008ff0000000100000001 | it ends inside the sizes of its 255 dimensions
                    00000801ffffffff | found the size 4294967295 for dimension 0, expected at most 2147483647
                    0000080280000000ffffffff | found the size 2147483648 for dimension 0
                    00000801000000030102 | cut short: found 2 bytes of elements, expected 3 for UNSIGNED_BYTE [3]
                    00000b01000000020102 | cut short: found 2 bytes of elements, expected 4 for SHORT [2]
                    000008010000000301020304 | found bytes after the last element, expected 3 for UNSIGNED_BYTE [3]
                    0000080100000000ff | found bytes after the last element, expected 0 for UNSIGNED_BYTE [0]
                    000008017ffffff700 | cut short: found 1 bytes of elements, expected 2147483639
                    000008017ffffff800 | expected at most 2147483639 bytes of elements
                    00000e010fffffff00 | expected at most 2147483639 bytes of elements
                    00000e017fffffff00 | expected at most 2147483639 bytes of elements
                    0000080300010000000100000001000000 | found UNSIGNED_BYTE [65536, 65536, 65536], expected 1 to
                    00000803000000000001000000010000 | found UNSIGNED_BYTE [0, 65536, 65536], expected 1 to
                    000008027fffffff00000000 | found UNSIGNED_BYTE [2147483647, 0], expected 1 to
                    1f8b | damaged gzip data: it ends inside the header
                    1f8b07000000000000ff | damaged gzip data: found compression method 7 and flags 0
                    1f8b08e0000000000000 | damaged gzip data: found compression method 8 and flags 224
                    1f8b08000000000000ff | damaged gzip data: it ends inside the deflated data
                    1f8b08000000000000ff07 | damaged gzip data: the deflated data is not valid
                    """)
    void isRefused(String hex, String message) throws IOException {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        String found = refusal(bytes);
        assertTrue(found.contains(message), found);
    }

    @Test
    void refusesEveryCutAndEveryTrailingByte() throws IOException {
        byte[] plain = idx(0x0B, new byte[] {1, 2, 3, 4, 5, 6}, 3, 1);
        for (byte[] whole : new byte[][] {plain, gzip(plain, 0), gzip(plain, 4 + 8 + 16 + 2)}) {
            assertEquals(3, read(whole).count());
            for (int length = 0; length < whole.length; length++) {
                refusal(Arrays.copyOf(whole, length));
            }
            refusal(joined(whole, (byte) 0));
            refusal(joined(whole, new byte[100_000]));
        }
        assertTrue(
                refusal(joined(gzip(plain, 0), (byte) 0x1f, (byte) 0))
                        .contains("bytes after the compressed data"));
        byte[] longer = gzip(joined(plain, (byte) 9), 0);
        assertTrue(refusal(longer).contains("found bytes after the last element"));
    }

    @Test
    void refusesAWrongChecksumOrLength() throws IOException {
        byte[] good = gzip(idx(0x08, new byte[] {5, 0, 4}, 3), 0);
        byte[] badChecksum = good.clone();
        badChecksum[good.length - 6] ^= 1;
        assertEquals("damaged gzip data: the checksum does not match", refusal(badChecksum));
        byte[] badLength = good.clone();
        badLength[good.length - 1] ^= 1;
        assertEquals("damaged gzip data: found 11 bytes, expected 16777227", refusal(badLength));
    }

    /** A header that promises 2 GB: memory is taken for what is there, not for what is promised. */
    @Test
    void refusesPromisesWithoutTakingMemoryForThem() throws IOException {
        byte[] promise = idx(0x08, new byte[100_000], Integer.MAX_VALUE - 8);
        for (byte[] bytes : new byte[][] {promise, gzip(promise, 0)}) {
            assertEquals(
                    "the file is cut short: found 100000 bytes of elements, expected 2147483639 for"
                            + " UNSIGNED_BYTE [2147483639]",
                    refusal(bytes));
        }
    }

    @Test
    void damageGivesALoadOrTheDeclaredException() throws IOException {
        byte[] plain = idx(0x08, new byte[] {5, 0, 4, 1, 9, 2, 1, 3}, 2, 2, 2);
        byte[] compressed = gzip(plain, 8);
        SplittableRandom random = new SplittableRandom(99);
        int refusals = 0;
        for (int i = 0; i < 4000; i++) {
            byte[] bytes = (i % 2 == 0 ? plain : compressed).clone();
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                read(bytes);
            } catch (IdxException refused) {
                refusals++;
            }
        }
        assertTrue(refusals > 1500 && refusals < 4000, refusals + " refusals");
    }

    @Test
    void refusesLabelsThatAreNone() throws IOException {
        IdxFile images = read(idx(0x08, new byte[4], 2, 2));
        IdxException problem = assertThrows(IdxException.class, images::labels);
        assertTrue(
                problem.getMessage()
                        .endsWith(
                                "found UNSIGNED_BYTE [2, 2], expected labels: integers in one"
                                        + " dimension"),
                problem.getMessage());
        IdxFile floats = read(idx(0x0D, new byte[4], 1));
        assertThrows(IdxException.class, floats::labels);
    }

    @Test
    void reportsMissingFilesAsTheSystemDoes() {
        assertThrows(NoSuchFileException.class, () -> IdxFile.read(folder.resolve("none")));
    }

    @Test
    void readsMnist() throws IOException {
        Path mnist = SharedData.find("mnist");
        IdxFile images = IdxFile.read(mnist.resolve("train-images-idx3-ubyte.gz"));
        assertArrayEquals(new int[] {60000, 28, 28}, images.shape());
        float[][] rows = images.floatRows(255);
        assertEquals(60000, rows.length);
        assertEquals(784, rows[59999].length);
        double mean = Arrays.stream(rows).mapToDouble(IdxFileTest::sum).sum() / (60000 * 784.0);
        assertEquals(0.1307, mean, 0.00005); // the published mean of the pixels
        int[] labels = IdxFile.read(mnist.resolve("train-labels-idx1-ubyte.gz")).labels();
        assertEquals(60000, labels.length);
        assertArrayEquals(new int[] {5, 0, 4, 1, 9, 2, 1, 3, 1, 4}, Arrays.copyOf(labels, 10));
        assertEquals(10000, IdxFile.read(mnist.resolve("t10k-images-idx3-ubyte.gz")).count());
        int[] testLabels = IdxFile.read(mnist.resolve("t10k-labels-idx1-ubyte.gz")).labels();
        assertArrayEquals(new int[] {7, 2, 1, 0, 4}, Arrays.copyOf(testLabels, 5));
    }

    private static double sum(float[] row) {
        double sum = 0;
        for (float value : row) {
            sum += value;
        }
        return sum;
    }
}
