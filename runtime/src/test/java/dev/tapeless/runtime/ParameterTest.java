package dev.tapeless.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class ParameterTest {

    /** All orders of all shapes below, cut into blocks of every length that fits. */
    @Test
    void everyLayoutMapsEveryElement() {
        int layouts = 0;
        for (int[] shape : new int[][] {{}, {1}, {6}, {3, 4}, {1, 5}, {2, 3, 4}, {2, 3, 2, 2}}) {
            int size = 1;
            for (int dimension : shape) {
                size *= dimension;
            }
            for (int[] order : permutations(shape.length)) {
                for (int length = 1; length <= size; length++) {
                    if (size % length == 0) {
                        checkLayout(shape, order, size, length);
                        layouts++;
                    }
                }
            }
        }
        assertEquals(1 + 1 + 4 + 2 * 6 + 2 * 2 + 6 * 8 + 24 * 8, layouts);
    }

    private static void checkLayout(int[] shape, int[] order, int size, int length) {
        float[][] floats = new float[size / length][length];
        float[][] floatGradients = new float[size / length][length];
        double[][] doubles = new double[size / length][length];
        double[][] doubleGradients = new double[size / length][length];
        Parameter<float[]> single = Parameter.ofFloats("p", shape, order, floats, floatGradients);
        Parameter<double[]> twice =
                Parameter.ofDoubles("p", shape, order, doubles, doubleGradients);
        double[] numbers = new double[size];
        for (int k = 0; k < size; k++) {
            numbers[k] = k + 1;
        }
        single.setAll(numbers);
        twice.setAll(numbers);
        assertArrayEquals(numbers, single.values());
        assertArrayEquals(numbers, twice.values());

        // The definition, by counting: the k-th element in storage order is the natural index whose
        // dimensions, taken in storage order, count up row-major.
        int[] index = new int[shape.length];
        for (int k = 0; k < size; k++) {
            int natural = 0;
            for (int d = 0; d < shape.length; d++) {
                natural = natural * shape[d] + index[d];
            }
            assertEquals(natural + 1, floats[k / length][k % length]);
            assertEquals(natural + 1, doubles[k / length][k % length]);
            assertEquals(natural + 1, single.get(index));
            single.set(-natural, index);
            assertEquals(-natural, floats[k / length][k % length]);
            floatGradients[k / length][k % length] = natural * 2;
            doubleGradients[k / length][k % length] = natural * 3;
            assertEquals(natural * 2, single.gradient(index));
            assertEquals(natural * 3, twice.gradient(index));
            for (int position = shape.length - 1; position >= 0; position--) {
                int d = order[position];
                if (++index[d] < shape[d]) {
                    break;
                }
                index[d] = 0;
            }
        }
        for (int k = 0; k < size; k++) {
            assertEquals(k * 2, single.gradients()[k]);
            assertEquals(k * 3, twice.gradients()[k]);
        }
        single.zeroGradient();
        assertArrayEquals(new double[size], single.gradients());
    }

    private static List<int[]> permutations(int rank) {
        List<int[]> result = new ArrayList<>();
        if (rank == 0) {
            result.add(new int[0]);
            return result;
        }
        for (int[] shorter : permutations(rank - 1)) {
            for (int place = 0; place < rank; place++) {
                int[] longer = new int[rank];
                for (int d = 0, from = 0; d < rank; d++) {
                    longer[d] = d == place ? rank - 1 : shorter[from++];
                }
                result.add(longer);
            }
        }
        return result;
    }

    @Test
    void denseWeightIsOneRowAnInput() {
        float[][] rows = new float[3][2];
        Parameter<float[]> weight =
                Parameter.ofFloats(
                        "hidden.weight", new int[] {2, 3}, new int[] {1, 0}, rows, new float[3][2]);
        weight.set(7, 1, 2);
        assertEquals(7f, rows[2][1]);
        assertSame(rows, weight.blocks());
        assertEquals("hidden.weight [2, 3]", weight.toString());
    }

    @Test
    void floatsAreRounded() {
        Parameter<float[]> bias =
                Parameter.ofFloats(
                        "b", new int[] {1}, new int[] {0}, new float[1][1], new float[1][1]);
        bias.set(0.1, 0);
        assertEquals((double) 0.1f, bias.get(0));
    }

    @Test
    void stateHasTheSameStructure() {
        Parameter<float[]> weight =
                Parameter.ofFloats(
                        "w", new int[] {2, 3}, new int[] {1, 0}, new float[3][2], new float[3][2]);
        ShapedBlocks<float[]> state = weight.zerosLike("w.exp_avg");
        assertEquals("w.exp_avg", state.name());
        assertArrayEquals(new int[] {2, 3}, state.shape());
        assertEquals(6, state.size());
        assertEquals(3, state.blocks().length);
        assertNotSame(weight.blocks()[0], state.blocks()[0]);
        state.set(5, 1, 2);
        assertEquals(5f, state.blocks()[2][1]);
        assertEquals(0, weight.get(1, 2));
    }

    @Test
    void shapesAreCopies() {
        int[] shape = {2, 3};
        Parameter<float[]> weight =
                Parameter.ofFloats("w", shape, new int[] {1, 0}, new float[3][2], new float[3][2]);
        shape[0] = 9;
        weight.shape()[1] = 9;
        assertArrayEquals(new int[] {2, 3}, weight.shape());
        weight.values()[0] = 9;
        assertEquals(0, weight.get(0, 0));
    }

    @Test
    void wrongUsesSayWhatIsRight() {
        Parameter<float[]> weight =
                Parameter.ofFloats(
                        "hidden.weight",
                        new int[] {2, 3},
                        new int[] {1, 0},
                        new float[3][2],
                        new float[3][2]);
        assertMessage(
                IllegalArgumentException.class,
                "hidden.weight has shape [2, 3]: found 1 indices, expected 2",
                () -> weight.get(1));
        assertMessage(
                IndexOutOfBoundsException.class,
                "hidden.weight has shape [2, 3]: index [1, 3] is outside it, dimension 1 goes from"
                        + " 0 to 2",
                () -> weight.set(0, 1, 3));
        assertMessage(
                IndexOutOfBoundsException.class,
                "hidden.weight has shape [2, 3]: index [-1, 0] is outside it, dimension 0 goes from"
                        + " 0 to 1",
                () -> weight.gradient(-1, 0));
        assertMessage(
                IllegalArgumentException.class,
                "hidden.weight has shape [2, 3]: found 5 values, expected 6",
                () -> weight.setAll(1, 2, 3, 4, 5));
        assertArrayEquals(new double[6], weight.values());
    }

    @Test
    void wrongLayoutsAreRefused() {
        assertMessage(
                IllegalArgumentException.class,
                "w: shape [2, 0] has a dimension of 0; every dimension must be at least 1",
                () -> make(new int[] {2, 0}, new int[] {0, 1}, new float[1][1], new float[1][1]));
        assertMessage(
                IllegalArgumentException.class,
                "w: shape [65536, 65536] has more elements than an array can hold (2147483647)",
                () ->
                        make(
                                new int[] {65536, 65536},
                                new int[] {0, 1},
                                new float[1][1],
                                new float[1][1]));
        for (int[] order : new int[][] {{0, 0}, {0}, {0, 1, 2}, {1, 2}}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> make(new int[] {2, 3}, order, new float[3][2], new float[3][2]));
        }
        assertMessage(
                IllegalArgumentException.class,
                "w has shape [2, 3]: found blocks of lengths [2, 2], expected equal blocks of 6"
                        + " elements together, or one of at least as many",
                () -> make(new int[] {2, 3}, new int[] {1, 0}, new float[2][2], new float[2][2]));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        make(
                                new int[] {2, 3},
                                new int[] {1, 0},
                                new float[][] {{1, 2, 3, 4}, {5, 6}},
                                new float[2][3]));
        assertMessage(
                IllegalArgumentException.class,
                "w: found 1 gradient blocks, expected as many as there are value blocks (3)",
                () -> make(new int[] {2, 3}, new int[] {1, 0}, new float[3][2], new float[1][6]));
    }

    @Test
    void theOnlyBlockMayHaveRoomBehindTheElements() {
        float[] values = new float[6 + 8];
        float[] gradients = new float[6 + 8];
        Parameter<float[]> weight =
                Parameter.ofFloats(
                        "w",
                        new int[] {2, 3},
                        new int[] {1, 0},
                        new float[][] {values},
                        new float[][] {gradients});
        assertEquals(6, weight.size());
        weight.setAll(1, 2, 3, 4, 5, 6);
        assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, Arrays.copyOf(values, 6));
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, weight.values());
        ShapedBlocks<float[]> momentum = weight.zerosLike("m");
        momentum.fill(2);
        assertArrayEquals(new float[8], Arrays.copyOfRange(momentum.blocks()[0], 6, 14));
        gradients[5] = 7;
        weight.zeroGradient();
        assertArrayEquals(new float[14], gradients);
        assertArrayEquals(new float[8], Arrays.copyOfRange(values, 6, 14));
        assertMessage(
                IllegalArgumentException.class,
                "w: the block of the gradients must be as long as that of the values",
                () -> make(new int[] {2, 3}, new int[] {1, 0}, new float[1][14], new float[1][6]));
        assertThrows(
                IllegalArgumentException.class,
                () -> make(new int[] {2, 3}, new int[] {1, 0}, new float[1][5], new float[1][5]));
    }

    private static void make(int[] shape, int[] order, float[][] values, float[][] gradients) {
        Parameter.ofFloats("w", shape, order, values, gradients);
    }

    private static void assertMessage(
            Class<? extends RuntimeException> type,
            String message,
            org.junit.jupiter.api.function.Executable action) {
        assertEquals(message, assertThrows(type, action).getMessage());
    }
}
