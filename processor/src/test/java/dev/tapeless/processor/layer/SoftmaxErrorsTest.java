package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Softmax in impossible places. */
class SoftmaxErrorsTest {

    @ParameterizedTest
    @CsvSource({"Softmax, 1", "LogSoftmax, 0"})
    void aSingleValueIsNoDistribution(String softmax, String result) {
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n @Dense(1) §@"
                                + softmax
                                + " Layer p; }")
                .says(
                        Message.SOFTMAX_SINGLE,
                        "[NetworkSoftmax] "
                                + softmax
                                + " \"p\" runs over a single value, so its result is always "
                                + result
                                + ": use @Sigmoid for a yes or no, or one unit for each class")
                .check();
    }

    @ParameterizedTest
    @CsvSource({
        "Softmax, LogSoftmax, probabilities",
        "LogSoftmax, Softmax, log-probabilities",
        "Softmax, Softmax, probabilities"
    })
    void probabilitiesAreNotNormalisedAgain(String first, String second, String what) {
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n @Dense(3) @"
                                + first
                                + " Layer p; §@"
                                + second
                                + " Layer q; }")
                .says(
                        Message.SOFTMAX_TWICE,
                        "[NetworkSoftmax] "
                                + second
                                + " \"q\" reads "
                                + first
                                + " \"p\", which gives "
                                + what
                                + " already: remove one of the two")
                .check();
    }

    @Test
    void probabilitiesAreNotNormalisedAgainOnOneField() {
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n"
                                + " @Dense(3) @Softmax §@LogSoftmax Layer p; }")
                .says(
                        Message.SOFTMAX_TWICE,
                        "[NetworkSoftmax] LogSoftmax \"p\" reads Softmax \"p\", which gives"
                                + " probabilities already: remove one of the two")
                .check();
    }

    @ParameterizedTest
    @CsvSource({"Softmax, 1", "LogSoftmax, 0"})
    void aSingleValueAtEachPositionIsNoDistribution(String softmax, String result) {
        Expected.in(
                        "@Network(input = {3, 1}) abstract class Digits {\n §@"
                                + softmax
                                + " Layer p; }")
                .says(
                        Message.SOFTMAX_SINGLE,
                        "[NetworkSoftmax] "
                                + softmax
                                + " \"p\" runs over a single value, so its result is always "
                                + result
                                + ": use @Sigmoid for a yes or no, or one unit for each class")
                .check();
    }

    @Test
    void anActivationAfterItIsHardlyMeant() {
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n"
                                + " @Dense(3) @Softmax §@Relu Layer p; }")
                .says(
                        Message.SOFTMAX_ACTIVATED,
                        "[NetworkSoftmax] Relu \"p\" changes the probabilities that Softmax \"p\""
                                + " gives, which then need not add up to 1: apply it before the"
                                + " softmax, or remove it; or keep it with"
                                + " @SuppressWarnings(\"tapeless:softmax\")")
                .check();
    }

    @Test
    void attentionLikeNetworksAreLegal() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(3) @Softmax                       Layer gates;
                            @Dense(value = 3, from = "input") @Tanh  Layer values;
                            @Multiply(from = {"gates", "values"})    Layer gated;
                            @Dense(value = 3, from = "gates")        Layer again;
                            @Add(from = {"gated", "again"}) @Softmax Layer p;
                        }
                        """)
                .check();
    }
}
