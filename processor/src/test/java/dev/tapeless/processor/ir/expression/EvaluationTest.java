package dev.tapeless.processor.ir.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {

    /** Values of tables with 16 digits. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1e-300, 1.1283791670955126e-300",
        "0.1, 0.1124629160182849",
        "0.5, 0.5204998778130465",
        "1, 0.8427007929497149",
        "1.999, 0.9953015566513705",
        "2, 0.9953222650189527",
        "2.5, 0.9995930479825550",
        "3, 0.9999779095030014",
        "4, 0.9999999845827421",
        "6, 1",
        "1e300, 1",
    })
    void knowsTheErrorFunction(double x, double expected) {
        final double tolerance = 8 * Math.ulp(expected);
        assertEquals(expected, Evaluation.evaluate(UnaryFunction.ERF, x), tolerance);
        assertEquals(-expected, Evaluation.evaluate(UnaryFunction.ERF, -x), tolerance);
    }

    @Test
    void theErrorFunctionHasNoStepWhereItsMethodChanges() {
        final double below = Evaluation.evaluate(UnaryFunction.ERF, Math.nextDown(2.0));
        assertEquals(Evaluation.evaluate(UnaryFunction.ERF, 2), below, 1e-15);
        assertTrue(Double.isNaN(Evaluation.evaluate(UnaryFunction.ERF, Double.NaN)));
    }

    @Test
    void theSigmoidNeitherOverflowsNorCancels() {
        assertEquals(0, Evaluation.evaluate(UnaryFunction.SIGMOID, -1e308));
        assertEquals(1, Evaluation.evaluate(UnaryFunction.SIGMOID, 1e308));
        final double small = Evaluation.evaluate(UnaryFunction.SIGMOID, -40);
        assertEquals(Math.exp(-40), small, 1e-15 * Math.exp(-40));
    }

    @Test
    void nothingComparesWithWhatIsNotANumber() {
        for (final Comparison comparison : Comparison.values()) {
            assertEquals(
                    comparison == Comparison.NOT_EQUAL,
                    Evaluation.holds(comparison, Double.NaN, 0));
            assertEquals(
                    comparison == Comparison.NOT_EQUAL,
                    Evaluation.holds(comparison, 0, Double.NaN));
        }
    }

    @Test
    void onlyTheChosenSideMatters() {
        final Expression broken = Expressions.divide(Expressions.ZERO, Expressions.ZERO);
        final Expression choice =
                Expressions.where(
                        Comparison.GREATER,
                        Expressions.argument(0),
                        Expressions.ZERO,
                        Expressions.ONE,
                        broken);
        assertEquals(1, Evaluation.evaluate(choice, 2));
        assertTrue(Double.isNaN(Evaluation.evaluate(choice, -2)));
    }
}
