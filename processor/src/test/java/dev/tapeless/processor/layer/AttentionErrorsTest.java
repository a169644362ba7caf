package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attention and feed-forward layers that cannot be, with the arithmetic. */
class AttentionErrorsTest {

    private static Expected of(String input, String field) {
        return Expected.in(
                "@Network(input = {" + input + "}) abstract class Words {\n " + field + " }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"64 | 5 | 64 / 5 = 12.8", "6 | 4 | 6 / 4 = 1.5", "2 | 3 | 2 / 3 = 0.667"})
    void theHeadsShareTheFeatures(int features, int heads, String arithmetic) {
        of("10, " + features, "@SelfAttention(heads = §" + heads + ") Layer a;")
                .says(
                        Message.ATTENTION_HEADS,
                        "[NetworkShape] SelfAttention \"a\" has "
                                + heads
                                + " heads, but the "
                                + features
                                + " features of the input of the network cannot be divided among as"
                                + " many, "
                                + arithmetic
                                + ": use a divisor of "
                                + features)
                .check();
    }

    @Test
    void thereIsAHead() {
        of("10, 6", "@SelfAttention(heads = §0, dropout = §1) Layer a;")
                .says(
                        Message.MEMBER_LEAST,
                        "[NetworkSize] heads of SelfAttention \"a\" is 0, but it must be at least"
                                + " 1: write a larger number")
                .says(
                        Message.DROPOUT_RATE,
                        "[NetworkDropout] The rate of SelfAttention \"a\" is 1, but it must be at"
                                + " least 0 and less than 1: write for instance 0.5 to drop one"
                                + " element in two")
                .check();
    }

    @Test
    void aSequenceHasALengthAndFeatures() {
        of("10", "§@SelfAttention(heads = 2) Layer a;")
                .says(
                        Message.SHAPE_RANK,
                        "[NetworkShape] SelfAttention \"a\" needs a sequence of length and"
                                + " channels, but the input of the network has the shape [10]:"
                                + " write @Reshape({10, 1}) before it for one channel")
                .check();
    }

    @Test
    void theScoresFitAnArray() {
        of("30_000, 4", "§@SelfAttention(heads = 4) Layer a;")
                .says(
                        Message.ATTENTION_SCORES,
                        "[NetworkSize] SelfAttention \"a\" would have 30,000 * 4 * 30,000 ="
                                + " 3,600,000,000 scores for each sample, more than the"
                                + " 2,147,483,647 that an array can hold: use a shorter sequence or"
                                + " fewer heads")
                .check();
    }

    @Test
    void theWeightsFitAnArray() {
        of("2, 40_000", "§@SelfAttention(heads = 4) Layer a;")
                .says(
                        Message.SIZE_PARAMETER,
                        "[NetworkSize] The in_proj_weight of SelfAttention \"a\" would have 3 *"
                                + " 40,000 * 40,000 = 4,800,000,000 elements, more than the"
                                + " 2,147,483,647 that an array can hold: use fewer units or a"
                                + " smaller input")
                .check();
    }

    @Test
    void thereIsAUnitBetween() {
        of("10, 6", "@FeedForward(value = §-1, dropout = §-0.5) Layer a;")
                .says(
                        Message.SIZE_UNITS,
                        "[NetworkSize] FeedForward \"a\" has -1 units, but a layer has at least 1:"
                                + " write a positive number")
                .says(
                        Message.DROPOUT_RATE,
                        "[NetworkDropout] The rate of FeedForward \"a\" is -0.5, but it must be at"
                                + " least 0 and less than 1: write for instance 0.5 to drop one"
                                + " element in two")
                .check();
    }

    @Test
    void theUnitsBetweenFitAnArray() {
        of("70_000, 2", "§@FeedForward(50_000) Layer a;")
                .says(
                        Message.SIZE_OUTPUT,
                        "[NetworkSize] FeedForward \"a\" would give 70,000 * 50,000 ="
                                + " 3,500,000,000 elements for each sample, more than the"
                                + " 2,147,483,647 that an array can hold: use fewer units")
                .check();
    }

    /** Javac points at the dot of a class. */
    @Test
    void anActivationIsOne() {
        of("10, 6", "@FeedForward(value = 4, activation = Dropout§.class) Layer a;")
                .says(
                        Message.ACTIVATION_CHOICE,
                        "[NetworkFormula] FeedForward \"a\" names the activation Dropout, but"
                                + " Dropout is no activation: name an annotation that carries"
                                + " @Activation and has defaults, for instance Relu.class")
                .onJavac();
    }

    @Test
    void anActivationHasDefaults() {
        Expected.in(
                        """
                        @Activation("a * x") @interface Scaled { double a(); }
                        @Network(input = {10, 6}) abstract class Words {
                            @FeedForward(value = 4, activation = Scaled§.class) Layer a;
                        }
                        """)
                .says(
                        Message.ACTIVATION_CHOICE,
                        "[NetworkFormula] FeedForward \"a\" names the activation Scaled, but Scaled"
                                + " has a member a that has no default: name an annotation that"
                                + " carries @Activation and has defaults, for instance Relu.class")
                .onJavac();
    }

    @Test
    void anActivationHasFiniteDefaults() {
        final String network =
                """
                @Activation("a * x") @interface Scaled { double a() default %s; }
                @Network(input = {10, 6}%s) abstract class Words {
                    @FeedForward(value = 4, activation = Scaled%s.class) Layer a;
                }
                """;
        Expected.in(network.formatted("1e39", "", "§"))
                .says(
                        Message.ACTIVATION_CHOICE,
                        "[NetworkFormula] FeedForward \"a\" names the activation Scaled, but Scaled"
                                + " has a member a that has the default 1.0E39, which is infinite"
                                + " as a float: name an annotation that carries @Activation and has"
                                + " defaults, for instance Relu.class")
                .onJavac();
        Expected.in(network.formatted("1e38", "", "")).check();
        Expected.in(network.formatted("1e39", ", precision = Precision.DOUBLE", "")).check();
        Expected.in(network.formatted("1 / 0.0", ", precision = Precision.DOUBLE", "§"))
                .says(
                        Message.ACTIVATION_CHOICE,
                        "[NetworkFormula] FeedForward \"a\" names the activation Scaled, but Scaled"
                            + " has a member a that has the default Infinity: name an annotation"
                            + " that carries @Activation and has defaults, for instance Relu.class")
                .onJavac();
    }

    @Test
    void anActivationHasAValue() {
        Expected.in(
                        """
                        @Activation("x / (a - 1)") @interface Scaled { double a() default 1; }
                        @Network(input = {10, 6}) abstract class Words {
                            @FeedForward(value = 4, activation = Scaled§.class) Layer a;
                        }
                        """)
                .says(
                        Message.ACTIVATION_VALUES,
                        "[NetworkFormula] With the values of FeedForward \"a\", its formula \"x /"
                            + " (a - 1)\" has no value, column 3: division by 0; write a divisor"
                            + " that is not 0")
                .onJavac();
    }

    @Test
    void activationsOfOnesOwnAreChosenToo() {
        Expected.in(
                        """
                        @Activation("x * sigmoid(b * x)")
                        @interface Swish { double b() default 2; String from() default ""; }
                        @Network(input = {10, 6}) abstract class Words {
                            @FeedForward(value = 4, activation = Swish.class) Layer a;
                        }
                        """)
                .check();
    }
}
