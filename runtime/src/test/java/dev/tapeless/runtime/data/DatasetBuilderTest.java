package dev.tapeless.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.RowPart;
import dev.tapeless.runtime.TanhNetwork;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.lang.reflect.Proxy;
import java.util.List;

class DatasetBuilderTest {

    private static final List<RowPart> INPUTS =
            List.of(RowPart.of("image", 0, 1, 2), RowPart.ofIntegers("words", 2, 2));

    private static final List<RowPart> OUTPUTS =
            List.of(RowPart.of("digit", 0, 3), RowPart.of("seen", 3, 1), RowPart.of("angle", 4, 1));

    /** A model that has names and nothing else. */
    @SuppressWarnings("unchecked")
    private static <R> Model<R> model() {
        return (Model<R>)
                Proxy.newProxyInstance(
                        DatasetBuilderTest.class.getClassLoader(),
                        new Class<?>[] {Model.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("inputs") ? INPUTS : OUTPUTS);
    }

    private static DatasetBuilder<float[]> floats() {
        return DatasetBuilder.ofFloats(model());
    }

    @Test
    void rowsAreJoinedInTheOrderOfTheModel() {
        Dataset<float[]> dataset =
                floats().target("angle", new float[][] {{0.5f}, {0.25f}})
                        .input("words", new int[][] {{7, 8}, {9, 10}})
                        .target("digit", 2, 0)
                        .input("image", new float[][] {{1, 2}, {3, 4}})
                        .build();
        assertEquals(2, dataset.size());
        assertArrayEquals(new float[] {1, 2, 7, 8}, dataset.input(0));
        assertArrayEquals(new float[] {3, 4, 9, 10}, dataset.input(1));
        assertArrayEquals(new float[] {2, 0.5f}, dataset.target(0));
        assertArrayEquals(new float[] {0, 0.25f}, dataset.target(1));
        assertFalse(dataset.isLabelled());
    }

    @Test
    void doublesAndSharesToo() {
        Dataset<double[]> dataset =
                DatasetBuilder.ofDoubles(DatasetBuilderTest.<double[]>model())
                        .input("image", new double[][] {{1, 2}})
                        .input("words", new double[][] {{7, 8}})
                        .target("digit", new double[][] {{0.5, 0.25, 0.25}})
                        .build();
        assertArrayEquals(new double[] {1, 2, 7, 8}, dataset.input(0));
        assertArrayEquals(new double[] {0.5, 0.25, 0.25}, dataset.target(0));
    }

    @Test
    void classesOfTheOnlyOutputAreLabels() {
        assertTrue(
                DatasetBuilder.ofFloats(new TanhNetwork(2, 3, 2, 1))
                        .input("input", new float[][] {{1, 2}})
                        .target("output", 1)
                        .build()
                        .isLabelled());
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(RuntimeException.class, call).getMessage());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(
                "input: found the name \"imag\", expected one of \"image\", \"words\"",
                () -> floats().input("imag", new float[1][2]));
        refused(
                "output: found the name \"image\", expected one of \"digit\", \"seen\", \"angle\"",
                () -> floats().target("image", new float[1][2]));
        refused(
                "input \"image\" of sample 1: found 3 elements, expected 2, the shape [1, 2]",
                () -> floats().input("image", new float[][] {{1, 2}, {1, 2, 3}}));
        refused(
                "input \"words\" of sample 0 is null, expected 2",
                () -> floats().input("words", new int[][] {null}));
        refused(
                "input \"words\" of sample 0: found 0.5, expected whole numbers",
                () -> floats().input("words", new float[][] {{1, 0.5f}}));
        refused(
                "found 3 rows of \"digit\" and 2 of \"image\", expected as many of both",
                () -> floats().input("image", new float[2][2]).target("digit", 0, 1, 2));
        refused(
                "\"image\" was given before",
                () -> floats().input("image", new float[1][2]).input("image", new float[1][2]));
        refused(
                "target \"digit\" of sample 1 is the class 3, expected one from 0 to 2",
                () -> floats().target("digit", 0, 3));
        refused(
                "target \"digit\" of sample 0: found 2 elements, expected 3",
                () -> floats().target("digit", new float[1][2]));
        refused(
                "found no rows of the input \"words\"",
                () -> floats().input("image", new float[1][2]).target("digit", 0).build());
        refused(
                "found no targets, expected those of one output at least: call target(...)",
                () ->
                        floats().input("image", new float[1][2])
                                .input("words", new int[1][2])
                                .build());
        refused(
                "input of sample 1: words[0] is 20000000, expected at most 16777216, up to which"
                        + " every whole number is a float",
                () ->
                        floats().input("image", new float[2][2])
                                .input("words", new int[][] {{0, 0}, {20_000_000, 0}})
                                .target("digit", 0, 0)
                                .build());
    }
}
