package dev.tapeless.processor.ir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapeless.runtime.RandomStream;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** What a graph is given from outside, scans, and the sizes that do not fit. */
class InterpreterLeavesTest {

    private static final Interpreter.RandomNumbers NONE = (stream, sample, element) -> Double.NaN;

    private final GraphBuilder builder = new GraphBuilder();

    private static double[] run(Node output, int batch, Map<String, double[]> leaves) {
        return Interpreter.run(Graph.of(List.of(), Map.of("y", output)), batch, leaves, NONE)
                .get("y");
    }

    @Test
    void leavesAreGivenByName() {
        final Node x = builder.input("x", Shape.of(2).batched());
        final Node w = builder.parameter("layer.weight", Shape.of(2));
        assertArrayEquals(
                new double[] {1, 2, 3, 4}, run(x, 2, Map.of("x", new double[] {1, 2, 3, 4})));
        assertArrayEquals(
                new double[] {5, 6}, run(w, 2, Map.of("layer.weight", new double[] {5, 6})));
    }

    @Test
    void whatIsGivenIsNotWhatIsReturned() {
        final double[] elements = {1, 2};
        final double[] output = run(builder.input("x", Shape.of(2)), 1, Map.of("x", elements));
        output[0] = 9;
        assertEquals(1, elements[0]);
    }

    @Test
    void aMissingOrShortLeafIsTold() {
        final Node x = builder.input("x", Shape.of(2).batched());
        assertEquals(
                "nothing for x of shape [B, 2], expected 6",
                assertThrows(IllegalArgumentException.class, () -> run(x, 3, Map.of()))
                        .getMessage());
        final Map<String, double[]> wrong = Map.of("x", new double[5]);
        assertEquals(
                "5 elements for x of shape [B, 2], expected 6",
                assertThrows(IllegalArgumentException.class, () -> run(x, 3, wrong)).getMessage());
    }

    @Test
    void moreElementsThanAnArrayHoldsAreRefused() {
        final Node huge =
                builder.apply("huge", new Op.Iota(Shape.of(1 << 16, 1 << 16), 0), List.of());
        assertThrows(ArithmeticException.class, () -> run(huge, 1, Map.of()));
        final Node perSample =
                builder.apply("rows", new Op.Iota(Shape.of(1 << 20).batched(), 0), List.of());
        assertThrows(ArithmeticException.class, () -> run(perSample, 1 << 12, Map.of()));
    }

    @Test
    void randomNumbersAreThoseOfTheRuntime() {
        final Interpreter.RandomNumbers runtime =
                (stream, sample, element) ->
                        RandomStream.uniformDouble(
                                RandomStream.key(42, 3, stream, sample), element);
        final Node u = builder.apply("u", new Op.Random(5, Shape.of(2, 2).batched()), List.of());
        final double[] drawn =
                Interpreter.run(Graph.of(List.of(), Map.of("u", u)), 3, Map.of(), runtime).get("u");
        final double[] expected = new double[12];
        for (int k = 0; k < expected.length; k++) {
            expected[k] = RandomStream.uniformDouble(RandomStream.key(42, 3, 5, k / 4), k % 4);
        }
        assertArrayEquals(expected, drawn);
    }

    @Test
    void randomNumbersWithoutABatchAreThoseOfSampleZero() {
        final Node u = builder.apply("u", new Op.Random(1, Shape.of(3)), List.of());
        final double[] drawn =
                Interpreter.run(
                                Graph.of(List.of(), Map.of("u", u)),
                                7,
                                Map.of(),
                                (stream, sample, element) -> 100 * stream + 10 * sample + element)
                        .get("u");
        assertArrayEquals(new double[] {100, 101, 102}, drawn);
    }

    private double[] picked(int member, int length, boolean reverse) {
        final Node scan = Scans.runningSum(builder, length, reverse);
        final Map<String, double[]> leaves =
                Map.of(
                        "start",
                        new double[] {100, 200, 300, 400},
                        "sequence",
                        new double[] {1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60},
                        "factor",
                        new double[] {1, 2, 1, 1});
        return run(builder.apply("y", new Op.Pick(member), List.of(scan)), 2, leaves);
    }

    @Test
    void aScanCarriesItsStateAndStacksWhatItEmits() {
        assertArrayEquals(new double[] {109, 224, 390, 520}, picked(0, 3, false));
        assertArrayEquals(
                new double[] {101, 204, 104, 212, 109, 224, 310, 420, 340, 460, 390, 520},
                picked(1, 3, false));
    }

    @Test
    void aReverseScanLeavesEmissionsAtTheirPositions() {
        assertArrayEquals(new double[] {109, 224, 390, 520}, picked(0, 3, true));
        assertArrayEquals(
                new double[] {109, 224, 108, 220, 105, 212, 390, 520, 380, 500, 350, 460},
                picked(1, 3, true));
    }
}
