package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dense layers that cannot be. */
class DenseErrorsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, -3, Integer.MIN_VALUE})
    void thereIsAtLeastOneUnit(int units) {
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n @Dense(§"
                                + units
                                + ") @Relu Layer hidden; @Dense(2) Layer scores; }")
                .says(
                        Message.SIZE_UNITS,
                        "[NetworkSize] Dense \"hidden\" has "
                                + units
                                + " units, but a layer has at least 1: write a positive number")
                .check();
    }

    @Test
    void theOutputFitsAnArray() {
        Expected.in(
                        """
                        @Network(input = {70_000, 2}) abstract class Digits {
                            §@Dense(50_000) Layer hidden;
                        }
                        """)
                .says(
                        Message.SIZE_OUTPUT,
                        "[NetworkSize] Dense \"hidden\" would give 70,000 * 50,000 = 3,500,000,000"
                                + " elements for each sample, more than the 2,147,483,647 that an"
                                + " array can hold: use fewer units")
                .check();
    }

    @Test
    void aWeightFitsAnArray() {
        Expected.in(
                        """
                        @Network(input = 70_000) abstract class Digits {
                            @Dense(§50_000) Layer hidden;
                            @Dense(2) Layer scores;
                        }
                        """)
                .says(
                        Message.SIZE_PARAMETER,
                        "[NetworkSize] The weight of Dense \"hidden\" would have 50,000 * 70,000 ="
                            + " 3,500,000,000 elements, more than the 2,147,483,647 that an array"
                            + " can hold: use fewer units or a smaller input")
                .check();
    }

    @Test
    void anInitialValueNeedsTheInitializerConstant() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(value = 3, initValue = §0.5) Layer hidden;
                            @Dense(value = 2, initValue = §0, init = Initializer.ZEROS) Layer scores;
                        }
                        """)
                .says(
                        Message.INITIAL_VALUE_IGNORED,
                        "[NetworkInitializer] initValue = 0.5 has no effect on Dense \"hidden\","
                                + " because its initializer is HE_NORMAL: write init ="
                                + " Initializer.CONSTANT, or remove initValue; or keep it with"
                                + " @SuppressWarnings(\"tapeless:initializer\")")
                .says(
                        Message.INITIAL_VALUE_IGNORED,
                        "[NetworkInitializer] initValue = 0 has no effect on Dense \"scores\","
                                + " because its initializer is ZEROS: write init ="
                                + " Initializer.CONSTANT, or remove initValue; or keep it with"
                                + " @SuppressWarnings(\"tapeless:initializer\")")
                .check();
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT, Double.NaN, NaN",
        "DOUBLE, 1 / 0.0, Infinity",
        "FLOAT, -1e300, '-1.0E300, which is infinite as a float'"
    })
    void anInitialValueIsFinite(String precision, String value, String shown) {
        Expected.in(
                        "@Network(input = 4, precision = Precision."
                                + precision
                                + ") abstract class Digits {\n"
                                + "@Dense(value = 3, init = Initializer.CONSTANT, initValue =\n"
                                + place(value)
                                + ") Layer scores; }")
                .says(
                        Message.INITIAL_VALUE_NOT_FINITE,
                        "[NetworkInitializer] initValue of Dense \"scores\" is "
                                + shown
                                + ", but a parameter starts at a finite number: write for instance"
                                + " initValue = 0.01")
                .onJavac();
    }

    /** Javac points at the last dot of a name and at the operator of an expression. */
    private static String place(String value) {
        return value.replaceFirst("(\\.NaN|/|^-)", "§$1");
    }

    @Test
    void aLargeInitialValueIsFiniteAsADouble() {
        Expected.in(
                        "@Network(input = 4, precision = Precision.DOUBLE) abstract class Digits {"
                            + " @Dense(value = 3, init = Initializer.CONSTANT, initValue = 1e300)"
                            + " Layer scores; }")
                .check();
    }
}
