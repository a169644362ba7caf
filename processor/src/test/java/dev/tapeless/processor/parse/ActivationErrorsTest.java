package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members of a user's own activations. */
class ActivationErrorsTest {

    private static final String USE =
            "@Network(input = 4) abstract class Digits { @Dense(2) @Wave Layer scores; }";

    @ParameterizedTest
    @CsvSource({
        "String, \"a\", String",
        "boolean, true, boolean",
        "short, 1, short",
        "char, '''a''', char",
        "double[], 1, double[]",
        "Class<?>, String.class, Class",
        "Precision, Precision.FLOAT, dev.tapeless.Precision"
    })
    void aConstantIsANumber(String type, String value, String shown) {
        Expected.in(
                        USE,
                        "@Activation(\"x * scale\") @interface Wave {\n"
                                + type
                                + " §scale() default "
                                + value
                                + "; }")
                .says(
                        Message.ACTIVATION_MEMBER_TYPE,
                        "[NetworkFormula] The member scale of the activation @Wave is "
                                + shown
                                + ", but the constants of a formula are numbers: make it int, long,"
                                + " float or double")
                .check();
    }

    @Test
    void anActivationReadsOneLayer() {
        Expected.in(
                        USE,
                        """
                        @Activation("x * scale") @interface Wave {
                            int scale() default 2;
                            String[] §from() default {};
                        }
                        """)
                .says(
                        Message.ACTIVATION_FROM_TYPE,
                        "[NetworkFormula] The member from of the activation @Wave is String[], but"
                                + " an activation reads one layer: write \"String from() default"
                                + " \\\"\\\"\"")
                .check();
    }

    @Test
    void noMemberIsCalledX() {
        Expected.in(USE, "@Activation(\"x * 2\") @interface Wave {\n double §x() default 2; }")
                .says(
                        Message.ACTIVATION_MEMBER_NAME,
                        "[NetworkFormula] A member of the activation @Wave cannot be called x,"
                                + " which is the element of the input in its formula: rename it")
                .check();
    }

    @Test
    void anActivationIsCheckedWithoutANetworkToo() {
        Expected.in("@Activation(\"x * 2\") @interface Wave {\n String §scale() default \"\"; }")
                .says(
                        Message.ACTIVATION_MEMBER_TYPE,
                        "[NetworkFormula] The member scale of the activation @Wave is String, but"
                            + " the constants of a formula are numbers: make it int, long, float or"
                            + " double")
                .check();
    }
}
