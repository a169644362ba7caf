package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Compilers;
import dev.tapeless.processor.testing.Expected;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

/** Formulas that cannot be activations. */
class FormulaErrorsTest {

    private static final String USE =
            "@Network(input = 4) abstract class Digits { @Dense(2) @Wave Layer scores; }";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x +/ 2 | 4 | found '/'; expected a number, a name, a function or '('",
                "'' | 1 | the formula is empty; write for instance max(x, 0)",
                "tahn(x) | 1 | unknown function 'tahn'; did you mean 'tanh'?",
                "x * scal | 5 | unknown name 'scal'; did you mean 'scale'?",
                "max(x) | 1 | max takes 2 arguments, but only 1 was found",
                "x > 0 | 3 | found '>'; a comparison may only stand first in where(condition, a,"
                        + " b)",
                "x ^ 2 | 3 | unexpected '^'; write a power as a product, for instance x * x"
            })
    void aFormulaCanBeRead(String formula, int column, String wrong) {
        Expected.in(
                        USE,
                        "@Activation(§\""
                                + formula
                                + "\")\n@interface Wave { double scale() default 2; }")
                .says(
                        Message.FORMULA_INVALID,
                        "[NetworkFormula] The formula \""
                                + formula
                                + "\" of @Wave, column "
                                + column
                                + ": "
                                + wrong)
                .check();
    }

    @Test
    void aFormulaUsesX() {
        Expected.in(USE, "@Activation(§\"2 * pi\")\n@interface Wave { }")
                .says(
                        Message.FORMULA_WITHOUT_X,
                        "[NetworkFormula] The formula \"2 * pi\" of @Wave does not use x, so the"
                                + " layer would ignore what it reads: write a formula in x, for"
                                + " instance \"max(x, 0)\"")
                .check();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"where(x > 0, 1, 0)", "x - x", "where(x > 0, 1, where(x < -1, -1, 0))"})
    void aFormulaHasADerivative(String formula) {
        Expected.in(USE, "@Activation(§\"" + formula + "\")\n@interface Wave { }")
                .says(
                        Message.FORMULA_FLAT,
                        "[NetworkFormula] The formula \""
                                + formula
                                + "\" of @Wave has the derivative 0 everywhere, so no layer before"
                                + " it could learn: use x outside the conditions too")
                .check();
    }

    @Test
    void aFormulaIsCheckedWithoutANetworkToo() {
        Expected.in("@Activation(§\"1\")\n@interface Wave { }")
                .says(
                        Message.FORMULA_WITHOUT_X,
                        "[NetworkFormula] The formula \"1\" of @Wave does not use x, so the layer"
                                + " would ignore what it reads: write a formula in x, for instance"
                                + " \"max(x, 0)\"")
                .check();
    }

    @Test
    void twoUsesOfABrokenFormulaAreOneMistake() {
        Expected.in(
                        "@Network(input = 4) abstract class Digits {"
                                + " @Dense(2) @Wave Layer hidden; @Wave Layer scores; }",
                        "@Network(input = 4) abstract class Letters { @Wave Layer scores; }",
                        "@Activation(§\"x +\")\n@interface Wave { }")
                .says(
                        Message.FORMULA_INVALID,
                        "[NetworkFormula] The formula \"x +\" of @Wave, column 4: found the end of"
                                + " the formula; expected a number, a name, a function or '('")
                .check();
    }

    @Test
    void aBrokenActivationFromElsewhereIsReportedWhereItIsUsed(@TempDir Path folder) {
        final SourceText wave =
                SourceText.of("@Activation(\"x +\") @interface Wave { short scale() default 1; }");
        Compilers.JAVAC.compile(
                List.of(wave), List.of("-proc:none", "-d", folder.toString()), List.of());
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n"
                                + " @Dense(2) §@Wave Layer scores; }")
                .onClassPath(folder)
                .says(
                        Message.ACTIVATION_MEMBER_TYPE,
                        "[NetworkFormula] The member scale of the activation @Wave is short, but"
                            + " the constants of a formula are numbers: make it int, long, float or"
                            + " double")
                .check();
    }

    @Test
    void aBrokenFormulaFromElsewhereIsReportedWhereItIsUsed(@TempDir Path folder) {
        final SourceText wave = SourceText.of("@Activation(\"x +\") @interface Wave { }");
        Compilers.JAVAC.compile(
                List.of(wave), List.of("-proc:none", "-d", folder.toString()), List.of());
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n"
                                + " @Dense(2) §@Wave Layer scores; }")
                .onClassPath(folder)
                .says(
                        Message.FORMULA_INVALID,
                        "[NetworkFormula] The formula \"x +\" of @Wave, column 4: found the end of"
                                + " the formula; expected a number, a name, a function or '('")
                .check();
    }

    @Test
    void theValuesOfAUseGiveTheFormulaAValue() {
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n"
                                + " @Dense(2) §@Wave(scale = 0) Layer scores; }",
                        "@Activation(\"x / scale\")\n@interface Wave { double scale(); }")
                .says(
                        Message.ACTIVATION_VALUES,
                        "[NetworkFormula] With the values of Wave \"scores\", its formula"
                                + " \"x / scale\" has no value, column 3: division by 0; write a"
                                + " divisor that is not 0")
                .check();
    }

    @ParameterizedTest
    @CsvSource({"x + 1e39, 5, the number 1e39", "x + 1e30 * 1e30, 10, 1.0E30 * 1.0E30"})
    void numbersAreFiniteInThePrecisionOfTheNetwork(String formula, int column, String what) {
        final String wave = "@Activation(\"%s\")\n@interface Wave {}".formatted(formula);
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n"
                                + " @Dense(2) §@Wave Layer scores; }",
                        wave)
                .says(
                        Message.ACTIVATION_VALUES,
                        "[NetworkFormula] With the values of Wave \"scores\", its formula \"%s\" has"
                                        .formatted(formula)
                                + " no value, column %d: %s is infinite as a float"
                                        .formatted(column, what))
                .check();
        Expected.in(
                        "@Network(input = 4, precision = Precision.DOUBLE) abstract class Digits {"
                                + " @Dense(2) @Wave Layer scores; }",
                        wave)
                .check();
    }

    @ParameterizedTest
    @CsvSource({"LeakyRelu, alpha", "Sine, omega"})
    void constantsAreFinite(String activation, String member) {
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n @Dense(2) @%s(%s = 0§/0.0)"
                                        .formatted(activation, member)
                                + " Layer scores; }")
                .says(
                        Message.ACTIVATION_MEMBER_VALUE,
                        "[NetworkFormula] "
                                + member
                                + " of "
                                + activation
                                + " \"scores\" is NaN, but a formula computes with finite numbers:"
                                + " write a finite number")
                .check();
    }

    @Test
    void constantsAreFiniteAsFloats() {
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n"
                                + " @Dense(2) @LeakyRelu(alpha = §1e39) Layer scores; }",
                        "@Network(input = 4, precision = Precision.DOUBLE) abstract class Precise {"
                                + " @Dense(2) @LeakyRelu(alpha = 1e39) Layer scores; }")
                .says(
                        Message.ACTIVATION_MEMBER_VALUE,
                        "[NetworkFormula] alpha of LeakyRelu \"scores\" is 1.0E39, which is"
                                + " infinite as a float, but a formula computes with finite"
                                + " numbers: write a finite number")
                .check();
    }

    @Test
    void aSpecialValueOfAConstantIsNoMistakeOfTheFormula() {
        Expected.in(
                        "@Network(input = 4) abstract class Digits {"
                                + " @Dense(2) @LeakyRelu(alpha = 0) Layer a;"
                                + " @Dense(2) @Sine(omega = 0) Layer b; @Wave Layer c; }",
                        "@Activation(\"scale * x + from0\") @interface Wave {"
                                + " int scale() default 0; long from0() default 1L;"
                                + " float unused() default 3f; }")
                .check();
    }
}
