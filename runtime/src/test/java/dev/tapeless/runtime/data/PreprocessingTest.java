package dev.tapeless.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.TanhNetwork;
import dev.tapeless.runtime.io.SafeTensors;
import dev.tapeless.runtime.io.StoredTensor;
import dev.tapeless.runtime.io.TensorFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class PreprocessingTest {
    private static final double[][] ROWS = {{1, 5, 1e9}, {3, 5, 1e9 + 1}, {8, 5, 1e9 + 2}};

    @TempDir private Path folder;

    @Test
    void meanZeroAndDeviationOne() {
        Standardization scaling = Standardization.of(ROWS);
        assertArrayEquals(new double[] {4, 5, 1e9 + 1}, scaling.means());
        assertArrayEquals(
                new double[] {Math.sqrt(26 / 3.0), 1, Math.sqrt(2 / 3.0)},
                scaling.deviations(),
                1e-15);
        assertEquals(3, scaling.size());
        double sum = 0;
        double squares = 0;
        for (double[] row : ROWS) {
            double[] scaled = scaling.apply(row);
            sum += scaled[0];
            squares += scaled[2] * scaled[2];
            assertEquals(0, scaled[1]);
            assertArrayEquals(row, scaling.invert(scaled), 1e-6);
        }
        assertEquals(0, sum, 1e-15);
        assertEquals(3, squares, 1e-14);
        float[] own = {8, 7, 1e9f};
        scaling.apply(own, own);
        assertEquals((float) (4 / Math.sqrt(26 / 3.0)), own[0]);
        assertEquals(2, own[1]);
    }

    @Test
    void isFittedOnOnePartAndAppliedToOthers() {
        Dataset<double[]> train = Dataset.of(ROWS, new int[] {0, 1, 1});
        Dataset<double[]> test = Dataset.of(new double[][] {{4, 4, 1e9}}, new int[] {1});
        Standardization inputs = Standardization.ofInputs(train);
        Dataset<double[]> scaled = inputs.onInputs(test);
        assertArrayEquals(new double[] {0, -1, -Math.sqrt(1.5)}, scaled.input(0), 1e-15);
        assertSame(test.target(0), scaled.target(0));
        assertTrue(scaled.isLabelled());
        assertEquals(4, test.input(0)[0]);

        Dataset<double[]> regression = Dataset.of(ROWS, new double[][] {{1}, {2}, {3}});
        Dataset<double[]> targets = Standardization.ofTargets(regression).onTargets(regression);
        assertEquals(-Math.sqrt(1.5), targets.target(0)[0], 1e-15);
        assertSame(ROWS[0], targets.input(0));
    }

    @Test
    void isSavedWithTheWeights() throws IOException {
        Path file = folder.resolve("net.safetensors");
        TanhNetwork network = new TanhNetwork(2, 3, 2, 1);
        Standardization scaling = Standardization.of(ROWS);
        CategoryEncoding encoding = CategoryEncoding.of(List.of("red", "grün", "", "red"));
        Map<String, StoredTensor> beside = new LinkedHashMap<>(scaling.tensors("data/input"));
        beside.putAll(encoding.tensors("data/colour"));
        SafeTensors.save(file, network, beside);

        SafeTensors.load(file, new TanhNetwork(2, 3, 2, 2));
        TensorFile contents = TensorFile.read(file);
        Standardization read = Standardization.read(contents, "data/input");
        assertArrayEquals(scaling.means(), read.means());
        assertArrayEquals(scaling.deviations(), read.deviations());
        assertEquals(
                List.of("", "grün", "red"),
                CategoryEncoding.read(contents, "data/colour").categories());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Standardization scaling = Standardization.of(ROWS);
        refused(
                "found a row of 2 elements, expected 3 as in the rows that were fitted",
                () -> scaling.apply(new float[2]));
        refused(
                "element 1 of row 1 is NaN, expected a finite number",
                () -> Standardization.of(new double[][] {{1, 2}, {3, Double.NaN}}));
        refused("found no rows, expected at least one", () -> Standardization.of(new float[0][]));
        Map<String, StoredTensor> tensors = new LinkedHashMap<>(scaling.tensors("s"));
        tensors.put("s.deviation", StoredTensor.ofDoubles(new int[] {2}, 1, 2));
        refused(
                "tensor \"s.mean\" is F64 [3] and tensor \"s.deviation\" is F64 [2], expected"
                        + " numbers of one and the same length",
                () -> Standardization.read(TensorFile.of(tensors, Map.of()), "s"));
        tensors.put("s.deviation", StoredTensor.ofDoubles(new int[] {3}, 1, 0, 2));
        refused(
                "tensor \"s.deviation\": found 0.0, expected numbers above 0",
                () -> Standardization.read(TensorFile.of(tensors, Map.of()), "s"));
    }

    @Test
    void categoriesHaveIndices() {
        CategoryEncoding encoding = CategoryEncoding.of(List.of("red", "green", "red", "blue"));
        assertEquals("[blue, green, red]", encoding.toString());
        assertEquals(3, encoding.size());
        assertEquals(1, encoding.index("green"));
        assertArrayEquals(new int[] {2, 0}, encoding.indices(List.of("red", "blue")));
        float[] row = {9, 9, 9, 9, 9};
        encoding.oneHot("red", row, 1);
        assertArrayEquals(new float[] {9, 0, 0, 1, 9}, row);
        assertTrue(encoding.contains("blue"));
        assertEquals(0, CategoryEncoding.inOrder(List.of("low", "high")).index("low"));
        refused(
                "found the category \"pink\", expected one of those in the training data: [blue,"
                        + " green, red]",
                () -> encoding.oneHot("pink", row, 1));
        assertArrayEquals(new float[] {9, 0, 0, 1, 9}, row);
        assertThrows(IndexOutOfBoundsException.class, () -> encoding.oneHot("red", row, 3));
        assertArrayEquals(new float[] {9, 0, 0, 1, 9}, row);
        refused("found no values, expected at least one", () -> CategoryEncoding.of(List.of()));
        refused(
                "found the category \"a\" twice, expected it once",
                () -> CategoryEncoding.inOrder(List.of("a", "a")));
    }

    @Test
    void damagedCategoriesAreRefused() {
        Map<String, StoredTensor> tensors =
                new LinkedHashMap<>(CategoryEncoding.of(List.of("ab", "c")).tensors("s"));
        String start = "tensors \"s.lengths\" and \"s.utf8\": found ";
        String end = ", expected the lengths (I64) and the bytes (U8) of categories in UTF-8";
        for (long[] lengths : new long[][] {{2, 2}, {-1, 1}, {Long.MAX_VALUE, 1}, {1, 1}}) {
            tensors.put("s.lengths", StoredTensor.ofLongs(new int[] {2}, lengths));
            String message =
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () ->
                                            CategoryEncoding.read(
                                                    TensorFile.of(tensors, Map.of()), "s"))
                            .getMessage();
            assertTrue(message.startsWith(start) && message.endsWith(end), message);
        }
        tensors.put("s.lengths", StoredTensor.ofFloats(new int[] {1}, 2));
        refused(
                start + "F32 [1] and U8 [3]" + end,
                () -> CategoryEncoding.read(TensorFile.of(tensors, Map.of()), "s"));
    }

    private static void refused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
