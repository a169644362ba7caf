package dev.tapeless.runtime.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What is written comes back bit for bit, and the bytes are those of the format. */
class TensorFileTest {

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("tensors.safetensors");
    }

    private static Map<String, StoredTensor> one(String name, StoredTensor tensor) {
        return Map.of(name, tensor);
    }

    @Test
    void aFolderIsNoFile() {
        IOException refused =
                assertThrows(IOException.class, () -> TensorSource.open(folder).close());
        assertEquals(
                folder + ": it is a folder, expected a safetensors file", refused.getMessage());
    }

    @Test
    void keepsNamesOrderMetadataAndValues() throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("step", StoredTensor.ofLongs(new int[0], 1234567890123L));
        tensors.put("z.weight", StoredTensor.ofFloats(new int[] {2, 3}, 1, 2, 3, 4, 5, 6));
        tensors.put(
                "a.bytes",
                StoredTensor.ofBytes(TensorType.U8, new long[] {3}, new byte[] {1, -1, 3}));
        tensors.put("ä \"\\\n/\u0001😀", StoredTensor.ofDoubles(new int[] {1}, 0.1));
        tensors.put("", StoredTensor.ofFloats(new int[] {0, 7}));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put("a \"quoted\" key", "line\nline\t\u0000 ü 😀 \u2028");
        TensorFile.of(tensors, metadata).write(file);

        TensorFile read = TensorFile.read(file);
        assertEquals(new ArrayList<>(tensors.keySet()), new ArrayList<>(read.tensors().keySet()));
        assertEquals(metadata, read.metadata());
        assertEquals(new ArrayList<>(metadata.keySet()), new ArrayList<>(read.metadata().keySet()));
        tensors.forEach(
                (name, tensor) -> {
                    assertEquals(tensor.type(), read.tensor(name).type());
                    assertArrayEquals(tensor.shape(), read.tensor(name).shape());
                    assertArrayEquals(tensor.toBytes(), read.tensor(name).toBytes());
                });
        assertArrayEquals(new long[] {1234567890123L}, read.tensor("step").toLongs());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, read.tensor("z.weight").toFloats());
        assertArrayEquals(new long[] {1, 255, 3}, read.tensor("a.bytes").toLongs());
    }

    @Test
    void writesExactlyTheseBytes() throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("b", StoredTensor.ofFloats(new int[] {1}, 1f));
        tensors.put("a", StoredTensor.ofDoubles(new int[0], -2.0));
        TensorFile.of(tensors, Map.of("k", "v")).write(file);

        String header =
                "{\"__metadata__\":{\"k\":\"v\"},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
                        + "\"a\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]}}";
        header += " ".repeat((8 - header.length() % 8) % 8);
        ByteBuffer data =
                ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putDouble(-2.0).putFloat(1f);
        byte[] headerBytes = header.getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(
                RawFile.bytes(headerBytes.length, headerBytes, data.array()),
                Files.readAllBytes(file));
    }

    @Test
    void writingWhatWasReadGivesTheSameBytes() throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(3);
        for (TensorType type : TensorType.values()) {
            byte[] bytes = new byte[3 * type.bits()];
            random.nextBytes(bytes);
            tensors.put("of " + type, StoredTensor.ofBytes(type, new long[] {2, 3, 4}, bytes));
        }
        TensorFile.of(tensors, Map.of()).write(file);
        Path second = folder.resolve("second.safetensors");
        TensorFile.read(file).write(second);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(second));
        for (TensorType type : TensorType.values()) {
            assertEquals(type, TensorFile.read(second).tensor("of " + type).type());
        }
    }

    @Test
    void keepsEveryKindOfFloatBitForBit() throws IOException {
        int[] bits = {
            0x7fc00000,
            0x7f800001,
            0xffc12345,
            0x7fffffff,
            0x7f800000,
            0xff800000,
            0x80000000,
            0,
            1,
            0x80000001,
            0x007fffff,
            0x7f7fffff,
            0x3dcccccd
        };
        float[] values = new float[bits.length];
        for (int i = 0; i < bits.length; i++) {
            values[i] = Float.intBitsToFloat(bits[i]);
        }
        TensorFile.of(one("f", StoredTensor.ofFloats(new int[] {bits.length}, values)), Map.of())
                .write(file);
        float[] read = TensorFile.read(file).tensor("f").toFloats();
        for (int i = 0; i < bits.length; i++) {
            assertEquals(bits[i], Float.floatToRawIntBits(read[i]));
        }
    }

    @Test
    void keepsEveryKindOfDoubleBitForBit() throws IOException {
        long[] bits = {
            0x7ff8000000000000L,
            0x7ff0000000000001L,
            0xfff8123456789abcL,
            0x7ff0000000000000L,
            0xfff0000000000000L,
            0x8000000000000000L,
            1,
            0x000fffffffffffffL,
            0x7fefffffffffffffL
        };
        double[] values = Arrays.stream(bits).mapToDouble(Double::longBitsToDouble).toArray();
        TensorFile.of(one("d", StoredTensor.ofDoubles(new int[] {bits.length}, values)), Map.of())
                .write(file);
        double[] read = TensorFile.read(file).tensor("d").toDoubles();
        for (int i = 0; i < bits.length; i++) {
            assertEquals(bits[i], Double.doubleToRawLongBits(read[i]));
        }
    }

    @Test
    void convertsAllHalfPrecisionNumbersExactly() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            byte[] bytes = {(byte) bits, (byte) (bits >> 8)};
            float half = StoredTensor.ofBytes(TensorType.F16, new long[0], bytes).toFloats()[0];
            double magnitude;
            int exponent = bits >> 10 & 0x1f;
            int fraction = bits & 0x3ff;
            if (exponent == 0x1f) {
                magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            } else if (exponent == 0) {
                magnitude = Math.scalb((double) fraction, -24);
            } else {
                magnitude = Math.scalb((double) (1024 + fraction), exponent - 25);
            }
            assertEquals((float) (bits >> 15 == 0 ? magnitude : -magnitude), half);

            float brain = StoredTensor.ofBytes(TensorType.BF16, new long[0], bytes).toFloats()[0];
            assertEquals(Float.intBitsToFloat(bits << 16), brain);
        }
        byte[] twoHalves = {0x00, 0x3c, 0x00, (byte) 0xc0};
        assertArrayEquals(
                new double[] {1, -2},
                StoredTensor.ofBytes(TensorType.F16, new long[] {2}, twoHalves).toDoubles());
        assertArrayEquals(
                new double[] {0x1p-125, -2},
                StoredTensor.ofBytes(
                                TensorType.BF16, new long[] {2}, new byte[] {0, 1, 0, (byte) 0xc0})
                        .toDoubles());
    }

    @Test
    void convertsIntegersOfEveryWidth() {
        byte[] bytes = {-1, -1, -1, -1, -1, -1, -1, -128};
        assertArrayEquals(
                new long[] {-1, -1, -1, -1, -1, -1, -1, -128}, longs(TensorType.I8, bytes));
        assertArrayEquals(
                new long[] {255, 255, 255, 255, 255, 255, 255, 128}, longs(TensorType.U8, bytes));
        assertArrayEquals(new long[] {-1, -1, -1, -32513}, longs(TensorType.I16, bytes));
        assertArrayEquals(new long[] {65535, 65535, 65535, 33023}, longs(TensorType.U16, bytes));
        assertArrayEquals(new long[] {-1, -2130706433}, longs(TensorType.I32, bytes));
        assertArrayEquals(new long[] {4294967295L, 2164260863L}, longs(TensorType.U32, bytes));
        assertArrayEquals(new long[] {-9151314442816847873L}, longs(TensorType.I64, bytes));
        assertArrayEquals(new long[] {-9151314442816847873L}, longs(TensorType.U64, bytes));
        assertArrayEquals(new long[] {1, 0}, longs(TensorType.BOOL, new byte[] {1, 0}));
    }

    private static long[] longs(TensorType type, byte[] bytes) {
        long count = bytes.length / (type.bits() / 8);
        return StoredTensor.ofBytes(type, new long[] {count}, bytes).toLongs();
    }

    @Test
    void refusesConversionsItDoesNotDo() {
        StoredTensor integers = StoredTensor.ofLongs(new int[] {1}, 1);
        StoredTensor floats = StoredTensor.ofFloats(new int[] {1}, 1);
        StoredTensor eight = StoredTensor.ofBytes(TensorType.F8_E4M3, new long[] {1}, new byte[1]);
        assertMessage(
                "found elements of type I64, expected F64, F32, F16 or BF16",
                assertThrows(IllegalStateException.class, integers::toFloats));
        assertThrows(IllegalStateException.class, integers::toDoubles);
        assertThrows(IllegalStateException.class, eight::toFloats);
        assertMessage(
                "found elements of type F32, expected integers or BOOL",
                assertThrows(IllegalStateException.class, floats::toLongs));
        assertThrows(IllegalStateException.class, eight::toLongs);
    }

    @Test
    void refusesTensorsWhoseShapeDoesNotFitTheirNumbers() {
        assertMessage(
                "found 12 bytes for F32 [2, 2], expected 16 bytes",
                assertThrows(
                        IllegalArgumentException.class,
                        () -> StoredTensor.ofFloats(new int[] {2, 2}, 1, 2, 3)));
        assertThrows(IllegalArgumentException.class, () -> StoredTensor.ofDoubles(new int[] {-1}));
        assertThrows(
                IllegalArgumentException.class,
                () -> StoredTensor.ofLongs(new int[] {1 << 30, 1 << 30, 1 << 30}));
        assertThrows(
                IllegalArgumentException.class,
                () -> StoredTensor.ofBytes(TensorType.F4, new long[] {1}, new byte[1]));
    }

    @Test
    void isImmutable() {
        byte[] bytes = {1, 2};
        long[] shape = {2};
        StoredTensor tensor = StoredTensor.ofBytes(TensorType.U8, shape, bytes);
        bytes[0] = 9;
        shape[0] = 9;
        tensor.toBytes()[1] = 9;
        tensor.shape()[0] = 9;
        assertArrayEquals(new long[] {1, 2}, tensor.toLongs());
        assertEquals("U8 [2]", tensor.toString());
        TensorFile contents = TensorFile.of(one("a", tensor), Map.of("k", "v"));
        assertThrows(UnsupportedOperationException.class, () -> contents.tensors().clear());
        assertThrows(UnsupportedOperationException.class, () -> contents.metadata().clear());
    }

    @Test
    void readsAnyOrderWhitespaceAndEscapesThatJsonAllows() throws IOException {
        String header =
                "{ \"\\u00e4\\/\\b\\f\\n"
                    + "\\r"
                    + "\\t\\\\\\\"\\ud83d\\ude00\" :\n"
                    + "{\"data_offsets\":[ 4 , 8 ],\r\n"
                    + "\"shape\":[\t],\"dtype\":\"I32\"} ,"
                    + " \"\":{\"shape\":[1],\"dtype\":\"F32\",\"data_offsets\":[0,4]},\"__metadata__\":{"
                    + " } }    ";
        TensorFile read = TensorFile.read(RawFile.write(folder, header, 8));
        assertEquals(List.of("ä/\b\f\n\r\t\\\"😀", ""), new ArrayList<>(read.tensors().keySet()));
        assertEquals("I32 []", read.tensor("ä/\b\f\n\r\t\\\"😀").toString());
    }

    @Test
    void readsEmptyTensorsAnywhereAndNoTensorsAtAll() throws IOException {
        assertTrue(TensorFile.read(RawFile.write(folder, "{}", 0)).tensors().isEmpty());
        String header =
                "{\"first\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},"
                    + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                    + "\"middle\":{\"dtype\":\"F64\",\"shape\":[3,0,99999999999],\"data_offsets\":[4,4]},"
                    + "\"b\":{\"dtype\":\"U8\",\"shape\":[1,1,1],\"data_offsets\":[4,5]},"
                    + "\"last\":{\"dtype\":\"C64\",\"shape\":[0],\"data_offsets\":[5,5]}}";
        TensorFile read = TensorFile.read(RawFile.write(folder, header, 5));
        assertEquals(5, read.tensors().size());
        assertArrayEquals(new long[] {3, 0, 99999999999L}, read.tensor("middle").shape());
        assertEquals(0, read.tensor("middle").toDoubles().length);
        assertEquals(0, read.tensor("last").byteCount());
    }

    @Test
    void readsAndWritesTwentyThousandTensors() throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) {
            tensors.put("layer." + i, StoredTensor.ofFloats(new int[] {1}, i));
        }
        TensorFile.of(tensors, Map.of()).write(file);
        TensorFile read = TensorFile.read(file);
        assertEquals(20_000, read.tensors().size());
        for (int i = 0; i < 20_000; i++) {
            assertEquals(i, read.tensor("layer." + i).toFloats()[0]);
        }
    }

    @Test
    void refusesNamesThatTheFormatCannotHold() {
        StoredTensor tensor = StoredTensor.ofFloats(new int[0], 1);
        assertThrows(
                IllegalArgumentException.class,
                () -> TensorFile.of(one("__metadata__", tensor), Map.of()));
        TensorFile halfPair = TensorFile.of(one("\ud83d", tensor), Map.of());
        assertMessage(
                "half of a surrogate pair",
                assertThrows(IllegalArgumentException.class, () -> halfPair.write(file)));
        assertFalse(Files.exists(file));
    }

    @Test
    void namesWhatThereIsWhenAskedForWhatIsNot() {
        TensorFile contents =
                TensorFile.of(one("a", StoredTensor.ofFloats(new int[0], 1)), Map.of());
        assertMessage(
                "found no tensor \"b\", expected one of: \"a\"",
                assertThrows(IllegalArgumentException.class, () -> contents.tensor("b")));
    }

    @Test
    void reportsMissingFilesAsTheSystemDoes() {
        assertThrows(NoSuchFileException.class, () -> TensorFile.read(folder.resolve("none")));
        assertThrows(IOException.class, () -> TensorFile.read(folder));
    }

    private static void assertMessage(String expected, Exception problem) {
        assertTrue(problem.getMessage().contains(expected), problem.getMessage());
    }
}
