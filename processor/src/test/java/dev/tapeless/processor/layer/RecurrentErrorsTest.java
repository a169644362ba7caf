package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recurrent layers that cannot be. */
class RecurrentErrorsTest {

    private static Expected of(String input, String field) {
        return Expected.in(
                "@Network(input = " + input + ") abstract class Memory {\n " + field + " }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rnn", "Gru", "Lstm"})
    void whatIsNoSequence(String layer) {
        of("28", "§@" + layer + "(8) Layer a;")
                .says(
                        Message.SHAPE_RANK,
                        "[NetworkShape] "
                                + layer
                                + " \"a\" needs a sequence of length and channels, but the input of"
                                + " the network has the shape [28]: write @Reshape({28, 1}) before"
                                + " it for one channel")
                .check();
    }

    @Test
    void theLastOutputIsNoSequence() {
        of("{9, 2}", "@Gru(8) Layer a; §@Gru(4) Layer b;")
                .says(
                        Message.SHAPE_RANK,
                        "[NetworkShape] Gru \"b\" needs a sequence of length and channels, but Gru"
                                + " \"a\" has the shape [8]: write sequence = true in the recurrent"
                                + " layer before it, which gives only its last output otherwise")
                .check();
        of("{9, 2}", "@Lstm(value = 8, bidirectional = true) @Dense(8) Layer a; §@Gru(4) Layer b;")
                .says(
                        Message.SHAPE_RANK,
                        "[NetworkShape] Gru \"b\" needs a sequence of length and channels, but"
                            + " Dense \"a\" has the shape [8]: write @Reshape({8, 1}) before it for"
                            + " one channel")
                .check();
        of("{9, 2}", "@Gru(8) @Softmax Layer a;").check();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Dropout(0.2)", "Relu", "Prelu", "LayerNorm", "GroupNorm(2)", "BatchNorm"})
    void norIsTheLastOutputBehindALayerThatKeepsItsPlaces(String layer) {
        of("{9, 2}", "@Gru(8) Layer a; @" + layer + " Layer b; §@Gru(4) Layer c;")
                .says(
                        Message.SHAPE_RANK,
                        "[NetworkShape] Gru \"c\" needs a sequence of length and channels, but "
                                + layer.replaceFirst("\\(.*", "")
                                + " \"b\" has the shape [8]: write sequence = true in the recurrent"
                                + " layer before it, which gives only its last output otherwise")
                .check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rnn", "Gru", "Lstm"})
    void withoutUnits(String layer) {
        of("{9, 2}", "@" + layer + "(§0) Layer a;")
                .says(
                        Message.SIZE_UNITS,
                        "[NetworkSize] "
                                + layer
                                + " \"a\" has 0 units, but a layer has at least 1: write a positive"
                                + " number")
                .check();
    }

    @Test
    void tooManyWeights() {
        of("{9, 2}", "§@Lstm(30000) Layer a;")
                .says(
                        Message.SIZE_PARAMETER,
                        "[NetworkSize] The weight_hh_l0 of Lstm \"a\" would have 4 * 30,000 *"
                            + " 30,000 = 3,600,000,000 elements, more than the 2,147,483,647 that"
                            + " an array can hold: use fewer units or a smaller input")
                .check();
    }

    @Test
    void tooManyOutputs() {
        of("{2000000, 1}", "§@Rnn(value = 1100, sequence = true) Layer a;")
                .says(
                        Message.SIZE_OUTPUT,
                        "[NetworkSize] Rnn \"a\" would give 2,000,000 * 1,100 = 2,200,000,000"
                                + " elements for each sample, more than the 2,147,483,647 that an"
                                + " array can hold: use fewer units")
                .check();
    }

    @Test
    void whatIsNoActivation() {
        of("{9, 2}", "@Rnn(value = 4, activation = Dense§.class) Layer a;")
                .says(
                        Message.ACTIVATION_CHOICE,
                        "[NetworkFormula] Rnn \"a\" names the activation Dense, but Dense is no"
                                + " activation: name an annotation that carries @Activation and has"
                                + " defaults, for instance Relu.class")
                .check();
    }
}
