package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dropout rates and places. */
class DropoutErrorsTest {

    private static final String ELSE = "write for instance 0.5 to drop one element in two";

    @ParameterizedTest
    @CsvSource({
        "§1, 1, " + ELSE,
        "§-0.1, -0.1, " + ELSE,
        "§1.5, 1.5, " + ELSE,
        "§50, 50, write 0.5 to drop 50 percent",
        "Float§.NaN, NaN, " + ELSE,
        "Double§.POSITIVE_INFINITY, Infinity, " + ELSE
    })
    void theRateIsAProbabilityBelowOne(String rate, String shown, String remedy) {
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n @Dense(3) @Dropout("
                                + rate
                                + ") Layer hidden; @Dense(2) Layer scores; }")
                .says(
                        Message.DROPOUT_RATE,
                        "[NetworkDropout] The rate of Dropout \"hidden\" is "
                                + shown
                                + ", but it must be at least 0 and less than 1: "
                                + remedy)
                .check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.5", "0.999"})
    void otherRatesAreLegal(String rate) {
        Expected.in(
                        "@Network(input = 4) abstract class Digits { @Dense(3) @Dropout("
                                + rate
                                + ") Layer hidden; @Dense(2) Layer scores; }")
                .check();
    }

    @Test
    void aBlockMayEndWithDropout() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Part {
                            @Dense(4) @Dropout(0.1) Layer kept;
                        }
                        """,
                        """
                        @Network(input = 4) abstract class Deep {
                            @Residual(Part.class) Layer first, second;
                        }
                        """)
                .check();
    }

    @Test
    void theOutputIsHardlyEverDropped() {
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n"
                                + " @Dense(2) Layer scores; §@Dropout(0.5) Layer kept; }")
                .says(
                        Message.DROPOUT_LAST,
                        "[NetworkDropout] Dropout \"kept\" is the last operation, so the loss sees"
                                + " outputs that are zero by chance: move it before the last layer;"
                                + " or keep it with @SuppressWarnings(\"tapeless:dropout\")")
                .check();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@SuppressWarnings(\"tapeless:dropout\") @Network(input = 4) abstract class Digits"
                        + " { @Dense(2) @Dropout(0.5) Layer scores; }",
                "@Network(input = 4) abstract class Digits {"
                        + " @SuppressWarnings({\"unused\", \"tapeless:dropout\"})"
                        + " @Dense(2) @Dropout(0.5) Layer scores; }",
                "@SuppressWarnings(\"tapeless:dropout\") class Digits {"
                        + " @Network(input = 4) abstract static class Inner {"
                        + " @Dense(2) @Dropout(0.5) Layer scores; } }"
            })
    void aWarningCanBeSuppressed(String source) {
        Expected.in(source).check();
    }

    @Test
    void anotherCategoryDoesNotSuppressIt() {
        Expected.in(
                        "@SuppressWarnings(\"tapeless:softmax\") @Network(input = 4) abstract class"
                                + " Digits {\n"
                                + " @Dense(2) §@Dropout(0.5) Layer scores; }")
                .says(
                        Message.DROPOUT_LAST,
                        "[NetworkDropout] Dropout \"scores\" is the last operation, so the loss"
                                + " sees outputs that are zero by chance: move it before the last"
                                + " layer; or keep it with @SuppressWarnings(\"tapeless:dropout\")")
                .check();
    }
}
