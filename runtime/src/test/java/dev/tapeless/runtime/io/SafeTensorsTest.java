package dev.tapeless.runtime.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters to a file and back, and what is refused. */
class SafeTensorsTest {

    @TempDir private Path folder;
    private Path file;
    private final TinyNetwork model = new TinyNetwork();

    @BeforeEach
    void fillAndName() {
        file = folder.resolve("weights.safetensors");
        TinyNetwork.fill(model.parameters());
    }

    /** The tensors of a file that fits the model, to be changed by a test. */
    private Map<String, StoredTensor> fittingTensors() throws IOException {
        SafeTensors.save(file, model);
        return new LinkedHashMap<>(TensorFile.read(file).tensors());
    }

    /** Writes tensors, loads them in vain, and gives the message. */
    private String refusal(Map<String, StoredTensor> tensors) throws IOException {
        TensorFile.of(tensors, Map.of()).write(file);
        String before = TinyNetwork.values(model.parameters());
        TensorFileException problem =
                assertThrows(TensorFileException.class, () -> SafeTensors.load(file, model));
        assertEquals(before, TinyNetwork.values(model.parameters()));
        assertTrue(problem.getMessage().startsWith(file + ": "), problem.getMessage());
        return problem.getMessage().substring(file.toString().length() + 2);
    }

    @Test
    void savesPyTorchNamesAndNaturalShapes() throws IOException {
        SafeTensors.save(file, model);
        TensorFile read = TensorFile.read(file);
        assertEquals(
                List.of("fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias"),
                new ArrayList<>(read.tensors().keySet()));
        assertEquals("F64 [5, 4]", read.tensor("fc1.weight").toString());
        assertEquals("F64 [3]", read.tensor("fc2.bias").toString());
        assertEquals(
                model.parameters().get("fc1.weight").get(3, 2),
                read.tensor("fc1.weight").toDoubles()[14]);
        assertEquals(Map.of("format", "pt"), read.metadata());

        SafeTensors.save(file, model.parameters(), Map.of("epochs", "5"));
        assertEquals(Map.of("epochs", "5"), TensorFile.read(file).metadata());
    }

    @Test
    void doublesComeBackBitForBit() throws IOException {
        model.parameters()
                .get("fc1.bias")
                .setAll(Double.NaN, -0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, 0.1);
        SafeTensors.save(file, model);
        TinyNetwork other = new TinyNetwork();
        SafeTensors.load(file, other);
        for (Parameter<?> parameter : model.parameters()) {
            assertArrayEquals(
                    parameter.values(), other.parameters().get(parameter.name()).values());
        }
    }

    @Test
    void floatsComeBackBitForBit() throws IOException {
        Parameters<float[]> floats = TinyNetwork.floatParameters();
        TinyNetwork.fill(floats);
        floats.get("fc1.bias")
                .setAll(Double.NaN, -0.0, Float.MIN_VALUE, Double.NEGATIVE_INFINITY, 0.1f);
        SafeTensors.save(file, floats);
        assertEquals("F32 [5, 4]", TensorFile.read(file).tensor("fc1.weight").toString());
        Parameters<float[]> others = TinyNetwork.floatParameters();
        SafeTensors.load(file, others);
        for (int p = 0; p < floats.size(); p++) {
            for (int block = 0; block < floats.get(p).blocks().length; block++) {
                assertArrayEquals(floats.get(p).blocks()[block], others.get(p).blocks()[block]);
            }
        }
    }

    @Test
    void convertsBetweenPrecisions() throws IOException {
        SafeTensors.save(file, model);
        Parameters<float[]> floats = TinyNetwork.floatParameters();
        SafeTensors.load(file, floats);
        assertEquals(
                (float) model.parameters().get("fc2.weight").get(2, 4),
                floats.get("fc2.weight").get(2, 4));

        SafeTensors.save(file, floats);
        SafeTensors.load(file, model);
        assertEquals(TinyNetwork.values(floats), TinyNetwork.values(model.parameters()));

        Map<String, StoredTensor> tensors = fittingTensors();
        tensors.put(
                "fc2.bias",
                StoredTensor.ofBytes(
                        TensorType.F16, new long[] {3}, new byte[] {0, 0x3c, 0, 0x40, 1, 0}));
        tensors.put(
                "fc1.bias",
                StoredTensor.ofBytes(
                        TensorType.BF16,
                        new long[] {5},
                        new byte[] {
                            (byte) 0x80, 0x3f, 0, 0x40, 0, (byte) 0xc0, 0, 0, 0, (byte) 0x80
                        }));
        TensorFile.of(tensors, Map.of()).write(file);
        SafeTensors.load(file, model);
        assertArrayEquals(
                new double[] {1, 2, 0x1p-24}, model.parameters().get("fc2.bias").values());
        assertArrayEquals(
                new double[] {1, 2, -2, 0, -0.0}, model.parameters().get("fc1.bias").values());
    }

    @Test
    void refusesDoublesThatNoFloatHolds() throws IOException {
        model.parameters()
                .get("fc2.bias")
                .setAll(Double.POSITIVE_INFINITY, Double.NaN, Float.MAX_VALUE);
        SafeTensors.save(file, model);
        Parameters<float[]> floats = TinyNetwork.floatParameters();
        SafeTensors.load(file, floats);
        assertEquals(Double.POSITIVE_INFINITY, floats.get("fc2.bias").get(0));

        model.parameters().get("fc2.bias").set(-1e39, 1);
        SafeTensors.save(file, model);
        String before = TinyNetwork.values(floats);
        TensorFileException problem =
                assertThrows(TensorFileException.class, () -> SafeTensors.load(file, floats));
        assertTrue(
                problem.getMessage()
                        .contains(
                                "tensor \"fc2.bias\": found the value -1.0E39, expected at most"
                                        + " 3.40"),
                problem.getMessage());
        assertEquals(before, TinyNetwork.values(floats));
    }

    @Test
    void refusesAMissingTensor() throws IOException {
        Map<String, StoredTensor> tensors = fittingTensors();
        tensors.remove("fc2.bias");
        assertEquals(
                """
                does not fit the network: found no tensor "fc2.bias", expected one of shape [3]
                  in the file: "fc1.weight", "fc1.bias", "fc2.weight"
                  in the network: "fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias\"\
                """,
                refusal(tensors));
    }

    @Test
    void refusesOrIgnoresTensorsOfNoParameter() throws IOException {
        Map<String, StoredTensor> tensors = fittingTensors();
        tensors.put("fc3.bias", StoredTensor.ofFloats(new int[] {2}, 1, 2));
        tensors.put("steps", StoredTensor.ofLongs(new int[0], 1));
        assertEquals(
                """
                does not fit the network
                  tensor "fc3.bias" [2] belongs to no parameter of the network
                  tensor "steps" [] belongs to no parameter of the network
                  in the file: "fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias", "fc3.bias", "steps"
                  in the network: "fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias\"\
                """,
                refusal(tensors));
        TinyNetwork other = new TinyNetwork();
        SafeTensors.load(file, other.parameters(), ExtraTensors.IGNORE);
        assertEquals(
                TinyNetwork.values(model.parameters()), TinyNetwork.values(other.parameters()));
    }

    @Test
    void letsPytorchCountBatchesBesideRunningStatistics() throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("unit1.normal.running_mean", StoredTensor.ofFloats(new int[] {2}, 3, 4));
        tensors.put("unit1.normal.num_batches_tracked", StoredTensor.ofLongs(new int[0], 250));
        TensorFile.of(tensors, Map.of()).write(file);
        Parameter<float[]> mean =
                Parameter.ofFloats(
                        "unit1.normal.running_mean",
                        new int[] {2},
                        new int[] {0},
                        new float[][] {{0, 0}},
                        new float[][] {{0, 0}});
        SafeTensors.load(file, Parameters.of(List.of(mean)));
        assertArrayEquals(new double[] {3, 4}, mean.values());

        tensors.put("unit2.normal.num_batches_tracked", StoredTensor.ofLongs(new int[0], 250));
        TensorFile.of(tensors, Map.of()).write(file);
        String message =
                assertThrows(
                                TensorFileException.class,
                                () -> SafeTensors.load(file, Parameters.of(List.of(mean))))
                        .getMessage();
        assertTrue(
                message.contains(
                        "tensor \"unit2.normal.num_batches_tracked\" [] belongs to no parameter"),
                message);
    }

    @Test
    void refusesOtherShapesAndSeesTransposedOnes() throws IOException {
        Map<String, StoredTensor> tensors = fittingTensors();
        tensors.put("fc1.weight", StoredTensor.ofDoubles(new int[] {4, 5}, new double[20]));
        assertEquals(
                "does not fit the network: tensor \"fc1.weight\": found shape [4, 5], expected [5,"
                    + " 4]; the file has it exactly transposed, a dense weight is [units, inputs]",
                refusal(tensors));
        tensors.put("fc1.weight", StoredTensor.ofDoubles(new int[] {20}, new double[20]));
        assertEquals(
                "does not fit the network: tensor \"fc1.weight\": found shape [20], expected [5,"
                        + " 4]",
                refusal(tensors));
        tensors.put("fc1.weight", StoredTensor.ofDoubles(new int[] {2, 10}, new double[20]));
        assertEquals(
                "does not fit the network: tensor \"fc1.weight\": found shape [2, 10], expected [5,"
                        + " 4]",
                refusal(tensors));
    }

    @Test
    void refusesTypesThatAreNoFloats() throws IOException {
        Map<String, StoredTensor> tensors = fittingTensors();
        tensors.put("fc2.bias", StoredTensor.ofLongs(new int[] {3}, 1, 2, 3));
        tensors.put(
                "fc1.bias", StoredTensor.ofBytes(TensorType.F8_E5M2, new long[] {5}, new byte[5]));
        assertEquals(
                """
                does not fit the network
                  tensor "fc1.bias": found type F8_E5M2, expected F32, F64, F16 or BF16
                  tensor "fc2.bias": found type I64, expected F32, F64, F16 or BF16\
                """,
                refusal(tensors));
    }

    @Test
    void cutsVeryLongLists() throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            tensors.put("x" + i, StoredTensor.ofFloats(new int[0], i));
        }
        String message = refusal(tensors);
        assertTrue(message.contains("and 984 more differences"), message);
        assertTrue(message.contains("and 980 more\n  in the network: \"fc1.weight\""), message);
    }
}
