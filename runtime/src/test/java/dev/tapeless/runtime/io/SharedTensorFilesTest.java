package dev.tapeless.runtime.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The files of shared/data/safetensors do what their index says. */
class SharedTensorFilesTest {

    @TempDir private Path folder;

    @TestFactory
    List<DynamicTest> doWhatTheirIndexSays() throws IOException {
        Path shared = SharedData.find("safetensors/index.json").getParent();
        List<DynamicTest> tests = new ArrayList<>();
        for (Object element : Json.array(Json.read(shared.resolve("index.json")))) {
            Map<String, Object> entry = Json.object(element);
            Path file = shared.resolve((String) entry.get("file"));
            Executable test =
                    switch ((String) entry.get("must")) {
                        case "load" -> () -> loads(file, entry);
                        case "reject" -> () -> isRejected(file);
                        case "unfit" -> () -> isUnfit(file, entry);
                        default -> throw new IOException("unknown demand in " + entry);
                    };
            tests.add(DynamicTest.dynamicTest(entry.get("file") + ": " + entry.get("why"), test));
        }
        return tests;
    }

    private void loads(Path file, Map<String, Object> entry) throws IOException {
        TensorFile read = TensorFile.read(file);
        compare(read, entry);
        Path copy = folder.resolve("copy.safetensors");
        read.write(copy);
        compare(TensorFile.read(copy), entry);
        assertEquals(read.metadata(), TensorFile.read(copy).metadata());
        if (entry.get("network") != null) {
            Map<String, Object> network = Json.object(entry.get("network"));
            TinyNetwork model = new TinyNetwork();
            SafeTensors.load(file, model);
            List<Object> outputs = Json.array(network.get("y_float64"));
            for (int i = 0; i < outputs.size(); i++) {
                double[] input = Json.doubles(Json.array(network.get("x")).get(i));
                assertArrayEquals(Json.doubles(outputs.get(i)), model.predict(input), 1e-14);
            }
        }
    }

    private static void compare(TensorFile read, Map<String, Object> entry) {
        List<Object> tensors = Json.array(entry.get("tensors"));
        assertEquals(tensors.size(), read.tensors().size());
        for (Object element : tensors) {
            Map<String, Object> expected = Json.object(element);
            StoredTensor found = read.tensor((String) expected.get("name"));
            assertEquals(expected.get("dtype"), found.type().name());
            double[] shape = Json.doubles(expected.get("shape"));
            assertEquals(shape.length, found.shape().length);
            for (int d = 0; d < shape.length; d++) {
                assertEquals((long) shape[d], found.shape()[d]);
            }
            if (found.type().isInteger()) {
                long[] longs =
                        Json.array(expected.get("data")).stream()
                                .mapToLong(value -> Long.parseLong(value.toString()))
                                .toArray();
                assertArrayEquals(longs, found.toLongs());
            } else {
                assertArrayEquals(
                        Json.doubles(expected.get("data")),
                        found.toDoubles()); // -0 and NaN by bits
            }
        }
    }

    private static void isRejected(Path file) {
        TinyNetwork model = new TinyNetwork();
        TinyNetwork.fill(model.parameters());
        String before = TinyNetwork.values(model.parameters());
        TensorFileException problem =
                assertThrows(TensorFileException.class, () -> SafeTensors.load(file, model));
        assertEquals(before, TinyNetwork.values(model.parameters()));
        assertTrue(problem.getMessage().startsWith(file + ": "), problem.getMessage());
        assertTrue(problem.getMessage().length() < 1000, problem.getMessage());
        assertThrows(TensorFileException.class, () -> TensorFile.read(file));
    }

    private static void isUnfit(Path file, Map<String, Object> entry) throws IOException {
        compare(TensorFile.read(file), entry);
        assertTrue(Files.exists(file));
        TinyNetwork model = new TinyNetwork();
        TinyNetwork.fill(model.parameters());
        String before = TinyNetwork.values(model.parameters());
        TensorFileException problem =
                assertThrows(TensorFileException.class, () -> SafeTensors.load(file, model));
        assertEquals(before, TinyNetwork.values(model.parameters()));
        assertTrue(
                problem.getMessage().contains(": does not fit the network"), problem.getMessage());
    }
}
