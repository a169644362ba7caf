package dev.tapeless.processor.random;

import dev.tapeless.processor.testing.SourceText;

import java.util.List;
import java.util.Map;

/** Networks that random networks contain: some for each of a few lengths of their input. */
final class RandomBlocks {

    /** The lengths of inputs of small and of large networks. */
    static final List<Integer> TINY = List.of(3, 8);

    static final List<Integer> LARGE = List.of(17, 32);

    /** Layers in a row, in blocks and branches, one that does not keep the length, windows. */
    static final List<String> KINDS = List.of("Row", "Branches", "Shorter", "Windows");

    /** The channels of windows over so many places. */
    private static final Map<Integer, Integer> CHANNELS = Map.of(3, 2, 8, 3, 17, 16, 32, 17);

    private RandomBlocks() {}

    /**
     * The length of a block's output.
     *
     * @param kind the class
     * @param length the length of its input
     * @return the length
     */
    static int units(String kind, int length) {
        return kind.equals("Shorter") ? length - 1 : length;
    }

    /**
     * What a block computes, about.
     *
     * @param kind the class
     * @param length the length of its input
     * @return multiply-adds of a sample
     */
    static int work(String kind, int length) {
        return length * length * (kind.equals("Branches") ? 5 : 2);
    }

    /**
     * How a field names a block.
     *
     * @param kind the class
     * @param length the length of its input
     * @return the member of the annotation
     */
    static String member(String kind, int length) {
        return "value = Blocks" + length + "." + kind + ".class";
    }

    /**
     * The classes of all blocks that read a length.
     *
     * @param length the length of their inputs
     * @return the file
     */
    static SourceText text(int length) {
        return SourceText.at(
                RandomNetwork.PACKAGE + "/Blocks" + length + ".java",
                """
                package %1$s;
                import dev.tapeless.*;
                import dev.tapeless.runtime.Layer;
                class Blocks%2$d {
                    @Network(input = %2$d)
                    abstract static class Row {
                        @LayerNorm Layer norm;
                        @Dense(%3$d) @Tanh @Dropout(0.25) Layer hidden;
                        @Dense(%2$d) Layer mixed;
                    }
                    @Network(input = %2$d)
                    abstract static class Branches {
                        @Dense(%2$d) @Sigmoid Layer gate;
                        @Residual(value = Row.class, from = "input") Layer left;
                        @Multiply(from = {"left", "gate"}) Layer gated;
                        @Block(value = Row.class, sharing = "left") @Prelu Layer right;
                        @Add(from = {"right", "input"}) Layer sum;
                    }
                    @Network(input = %2$d)
                    abstract static class Shorter {
                        @Dense(value = %3$d, bias = false) @Relu Layer hidden;
                    }
                    @Network(input = %2$d)
                    abstract static class Windows {
                        @Reshape({%2$d, 1})
                        @Conv1d(value = %4$d, kernel = 3, padding = Padding.SAME) Layer window;
                        @BatchNorm(epsilon = 0.1) @Relu @GlobalAvgPool Layer normal;
                        @Dense(%2$d) Layer mixed;
                        @BatchNorm(epsilon = 0.1, affine = false) @Silu Layer last;
                    }
                }
                """
                        .formatted(
                                RandomNetwork.PACKAGE, length, length - 1, CHANNELS.get(length)));
    }
}
