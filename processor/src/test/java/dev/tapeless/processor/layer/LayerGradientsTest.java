package dev.tapeless.processor.layer;

import dev.tapeless.processor.testing.DifferenceCheck;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.stream.Stream;

/** Every layer, option and edge has the gradients that differences say. */
class LayerGradientsTest {

    /** Input, fields. */
    private static final List<List<String>> NETWORKS =
            List.of(
                    // Convolutions.
                    List.of("5, 6, 2", "@Conv2d(value = 3, kernel = 3) Layer a;"),
                    List.of("5, 6, 2", "@Conv2d(value = 18, kernel = {2, 3}) @Tanh Layer a;"),
                    List.of("5, 6, 2", "@Conv2d(value = 3, kernel = 3, bias = false) Layer a;"),
                    List.of("5, 6, 2", "@Conv2d(value = 3, kernel = 1) @Relu Layer a;"),
                    List.of("5, 4, 1", "@Conv2d(value = 2, kernel = 3, pad = 1) Layer a;"),
                    List.of("5, 4, 1", "@Conv2d(value = 2, kernel = 2, stride = 2) Layer a;"),
                    List.of(
                            "5, 4, 1",
                            "@Conv2d(value = 2, kernel = 3, stride = 2, pad = 1) Layer a;"),
                    List.of("7, 6, 1", "@Conv2d(value = 2, kernel = 3, dilation = 2) Layer a;"),
                    List.of(
                            "5, 4, 2",
                            "@Conv2d(value = 17, kernel = 3, padding = Padding.SAME) Layer a;"),
                    List.of(
                            "5, 4, 2",
                            "@Conv2d(value = 3, kernel = {4, 2}, stride = {2, 1}, padding ="
                                    + " Padding.SAME) Layer a;"),
                    List.of("4, 4, 4", "@Conv2d(value = 6, kernel = 3, groups = 2) Layer a;"),
                    List.of(
                            "4, 4, 3",
                            "@Conv2d(value = 3, kernel = 3, groups = 3, pad = 1) Layer a;"),
                    List.of("4, 4, 3", "@Conv2d(value = 6, kernel = 2, groups = 3) Layer a;"),
                    List.of("3, 3, 2", "@Conv2d(value = 2, kernel = 3) Layer a;"),
                    List.of(
                            "4, 5, 2",
                            "@Conv2d(value = 3, kernel = 2, pad = {0, 1, 2, 0}) Layer a;"),
                    List.of(
                            "6, 6, 1",
                            "@Conv2d(value = 2, kernel = 3) @Tanh Layer a; @Conv2d(value = 20,"
                                    + " kernel = 3) @Tanh Layer b; @Flatten @Dense(3) Layer c;"),
                    List.of("7, 3", "@Conv1d(value = 4, kernel = 3) Layer a;"),
                    List.of(
                            "7, 3",
                            "@Conv1d(value = 18, kernel = 2, stride = 2, pad = {1, 0}) @Tanh Layer"
                                    + " a;"),
                    List.of("1, 3", "@Conv1d(value = 2, kernel = 1) Layer a;"),
                    List.of(
                            "9, 4",
                            "@Conv1d(value = 4, kernel = 3, dilation = 3, groups = 4, padding ="
                                    + " Padding.SAME) Layer a;"),
                    List.of("2, 3, 2", "@ConvTranspose2d(value = 3, kernel = 3) Layer a;"),
                    List.of(
                            "2, 3, 2",
                            "@ConvTranspose2d(value = 18, kernel = 4, stride = 2, pad = 1) Layer"
                                    + " a;"),
                    List.of(
                            "3, 2, 2",
                            "@ConvTranspose2d(value = 1, kernel = 2, stride = 2) Layer a;"),
                    List.of(
                            "3, 2, 1",
                            "@ConvTranspose2d(value = 2, kernel = {3, 2}, stride = 3, dilation ="
                                    + " {2, 1}, outputPadding = {1, 2}, bias = false) Layer a;"),
                    // Pooling.
                    List.of("6, 4, 2", "@MaxPool2d(2) Layer a;"),
                    List.of("5, 5, 2", "@MaxPool2d(value = 3, stride = 2, pad = 1) Layer a;"),
                    List.of(
                            "5, 5, 1",
                            "@MaxPool2d(value = {2, 3}, stride = 1, dilation = {2, 1}) Layer a;"),
                    List.of("5, 4, 2", "@MaxPool2d(value = 2, padding = Padding.SAME) Layer a;"),
                    List.of("6, 4, 2", "@AvgPool2d(2) Layer a;"),
                    List.of("5, 5, 2", "@AvgPool2d(value = 3, stride = 2, pad = 1) Layer a;"),
                    List.of(
                            "5, 5, 2",
                            "@AvgPool2d(value = 3, stride = 2, pad = 1, countPadding = false) Layer"
                                    + " a;"),
                    List.of("9, 2", "@MaxPool1d(3) Layer a;"),
                    List.of(
                            "9, 2",
                            "@MaxPool1d(value = 4, stride = 3, padding = Padding.SAME) Layer a;"),
                    List.of("9, 2", "@AvgPool1d(value = 2, stride = 3) Layer a;"),
                    List.of(
                            "9, 2",
                            "@AvgPool1d(value = 3, stride = 2, padding = Padding.SAME, countPadding"
                                    + " = false) Layer a;"),
                    List.of("4, 3, 5", "@GlobalAvgPool Layer a;"),
                    List.of("4, 3, 5", "@GlobalMaxPool Layer a;"),
                    List.of("4, 5", "@GlobalAvgPool @Dense(2) Layer a;"),
                    List.of("4, 1", "@GlobalMaxPool Layer a;"),
                    // Shapes.
                    List.of("2, 3, 4", "@Flatten @Dense(3) Layer a;"),
                    List.of("24", "@Reshape({2, -1, 4}) @GlobalMaxPool Layer a;"),
                    List.of("24", "@Reshape({6, 4}) Layer a;"),
                    List.of("2, 3, 4", "@Permute({2, 0, 1}) @Flatten @Dense(2) Layer a;"),
                    List.of("3, 4", "@Permute({1, 0}) @Conv1d(value = 2, kernel = 2) Layer a;"),
                    List.of("2, 3, 2", "@Upsample2d(2) @Tanh Layer a;"),
                    List.of("2, 3, 2", "@Upsample2d(value = 2, bilinear = true) @Tanh Layer a;"),
                    List.of("3, 1, 1", "@Upsample2d(value = {3, 2}, bilinear = true) Layer a;"),
                    List.of(
                            "2, 4, 2",
                            "@Conv2d(value = 3, kernel = 1) @Tanh Layer b; @Upsample2d(value = {1,"
                                    + " 4}, bilinear = true) Layer a; @GlobalMaxPool Layer c;"),
                    List.of(
                            "2, 3, 2",
                            "@Upsample2d({1, 3}) @Conv2d(value = 1, kernel = 2) Layer a;"),
                    // Normalisation.
                    List.of("6", "@BatchNorm Layer a;"),
                    List.of("3, 4", "@BatchNorm(affine = false, epsilon = 0.1) @Tanh Layer a;"),
                    List.of(
                            "4, 4, 2",
                            "@Conv2d(value = 3, kernel = 2, bias = false) Layer a; @BatchNorm @Relu"
                                    + " Layer b; @GlobalAvgPool @Dense(2) Layer c;"),
                    List.of(
                            "5",
                            "@Dense(20) Layer a; @BatchNorm @Relu Layer b; @Dense(3) Layer c;"),
                    List.of(
                            "5",
                            "@BatchNorm(momentum = 1) Layer a; @Dense(3) Layer b; @BatchNorm Layer"
                                    + " c;"),
                    List.of("6", "@LayerNorm Layer a;"),
                    List.of("6", "@LayerNorm(affine = false) @Dense(2) Layer a;"),
                    List.of("3, 20", "@LayerNorm(epsilon = 0.1) Layer a;"),
                    List.of("3, 4, 2", "@LayerNorm(dimensions = 2) Layer a;"),
                    List.of(
                            "40",
                            "@Dense(30) Layer a; @LayerNorm @Relu Layer b; @Dense(2) Layer c;"),
                    List.of("6", "@RmsNorm Layer a;"),
                    List.of("3, 5", "@RmsNorm(affine = false) Layer a;"),
                    List.of("3, 2, 18", "@RmsNorm(dimensions = 3) Layer a;"),
                    List.of("6", "@GroupNorm(2) Layer a;"),
                    List.of("2, 3, 6", "@GroupNorm(3) Layer a;"),
                    List.of("3, 4", "@GroupNorm(value = 4, affine = false) Layer a;"),
                    List.of("3, 4", "@GroupNorm(1) @Tanh Layer a;"),
                    List.of(
                            "2, 3, 4",
                            "@SpatialDropout(0.4) @Dropout(0.2) Layer a; @Flatten @Dense(2) Layer"
                                    + " b;"),
                    List.of("7", "@Prelu Layer a;"),
                    List.of("3, 3, 4", "@Prelu(perChannel = true) Layer a;"),
                    List.of(
                            "3, 3, 4",
                            "@Prelu Layer a; @Flatten @Dense(20) Layer b; @Prelu Layer c;"),
                    List.of("5, 3", "@PositionalEmbedding @Tanh Layer a;"),
                    // Sequences.
                    List.of("5, 3", "@Dense(4) Layer a;"),
                    List.of("5, 3", "@Dense(value = 18, bias = false) @Tanh Layer a;"),
                    List.of("1, 1", "@Dense(1) Layer a;"),
                    List.of("2, 3, 4", "@Dense(17) @Gelu Layer a; @Dense(2) Layer b;"),
                    List.of("2, 2, 2, 3", "@Dense(2) Layer a;"),
                    List.of(
                            "4, 18",
                            "@LayerNorm Layer a; @Dense(18) @Silu Layer b; @Add(from = {\"input\","
                                    + " \"b\"}) Layer c;"),
                    List.of("3, 4", "@Softmax Layer a;"),
                    List.of("2, 3, 18", "@LogSoftmax Layer a;"),
                    List.of("4, 5", "@FeedForward(7) Layer a;"),
                    List.of(
                            "3, 2, 4",
                            "@FeedForward(value = 18, activation = Tanh.class, bias = false,"
                                    + " dropout = 0.25) Layer a;"),
                    List.of("20", "@FeedForward(activation = LeakyRelu.class, value = 3) Layer a;"),
                    List.of("5, 6", "@SelfAttention(heads = 2) Layer a;"),
                    List.of("5, 6", "@SelfAttention(heads = 3, causal = true) Layer a;"),
                    List.of("5, 3", "@SelfAttention(heads = 1, bias = false) Layer a;"),
                    List.of("1, 4", "@SelfAttention(heads = 2) Layer a;"),
                    List.of("1, 4", "@SelfAttention(heads = 4, causal = true) Layer a;"),
                    List.of("2, 1", "@SelfAttention(heads = 1) Layer a;"),
                    List.of("7, 18", "@SelfAttention(heads = 2, dropout = 0.25) Layer a;"),
                    List.of("17, 4", "@SelfAttention(heads = 1, causal = true) Layer a;"),
                    List.of("18, 3", "@SelfAttention(heads = 3) Layer a;"),
                    List.of(
                            "3, 32",
                            "@SelfAttention(heads = 2, causal = true, dropout = 0.5) Layer a;"),
                    List.of(
                            "5, 4",
                            "@LayerNorm Layer a; @SelfAttention(heads = 2, causal = true) Layer b;"
                                + " @Add(from = {\"input\", \"b\"}) Layer c; @LayerNorm Layer d;"
                                + " @FeedForward(8) Layer e; @Add(from = {\"c\", \"e\"}) Layer f;"
                                + " @Dense(3) Layer g;"));

    @TestFactory
    Stream<DynamicTest> gradientsAreDifferences() {
        return DifferenceCheck.ofEach(NETWORKS);
    }
}
