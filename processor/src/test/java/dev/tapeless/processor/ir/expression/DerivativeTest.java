package dev.tapeless.processor.ir.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;

class DerivativeTest {

    private static final double STEP = 1e-6;
    private static final List<String> NAMES = List.of("x", "y");

    @ParameterizedTest
    @EnumSource(
            value = UnaryFunction.class,
            names = {"DETACH"},
            mode = EnumSource.Mode.EXCLUDE)
    void agreesWithDifferencesForEveryFunctionOfOneValue(UnaryFunction function) {
        final Expression f = Expressions.apply(function, Expressions.argument(0));
        for (final double x : new double[] {0.1, 0.5, 1, 1.7, 3}) {
            assertAgrees(f, 0, x);
        }
        if (function != UnaryFunction.LOG && function != UnaryFunction.SQRT) {
            assertAgrees(f, 0, -0.5);
        }
    }

    @ParameterizedTest
    @EnumSource(BinaryFunction.class)
    void agreesWithDifferencesForEveryFunctionOfTwoValues(BinaryFunction function) {
        final Expression f =
                Expressions.apply(function, Expressions.argument(0), Expressions.argument(1));
        for (final double[] point : new double[][] {{1, 2}, {2, 1}, {-0.5, 3}, {0.7, -0.3}}) {
            assertAgrees(f, 0, point);
            assertAgrees(f, 1, point);
        }
    }

    @Test
    void agreesWithDifferencesForRandomExpressions() {
        int compared = 0;
        for (int seed = 0; seed < 3000; seed++) {
            final RandomExpressions random = new RandomExpressions(seed, 2);
            final Expression f = withoutDetach(random.next(4));
            final double[] point = {random.value(), random.value()};
            if (Conditioning.size(f, point) < 50) {
                final Expression slope = Derivative.of(f, 0);
                if (Conditioning.size(slope, point) < 50) {
                    compared++;
                    assertAgrees(f, 0, point);
                }
            }
        }
        assertTrue(compared > 1000, "only " + compared + " points said anything");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max(x, y)        | 1 | 1 | 0 | 1", // a tie belongs to the second
                "min(x, y)        | 1 | 1 | 0 | 1",
                "max(y, x)        | 1 | 1 | 1 | 0",
                "abs(x)           | 0 | 0 | 0 | 0",
                "where(x > 0, 2 * x, 3 * x)   | 0 | 0 | 3 | 0",
                "where(x >= 0, 2 * x, 3 * x)  | 0 | 0 | 2 | 0",
                "where(x > y, x * y, x + y)   | 2 | 1 | 1 | 2",
                "where(x == y, x * y, x + y)  | 2 | 2 | 2 | 2",
            })
    void followsTheConventionsAtKinks(String f, double x, double y, double byX, double byY) {
        final Expression expression = parse(f);
        assertEquals(byX, Evaluation.evaluate(Derivative.of(expression, 0), x, y));
        assertEquals(byY, Evaluation.evaluate(Derivative.of(expression, 1), x, y));
    }

    @Test
    void isZeroForWhatIsDetached() {
        final Expression detached =
                Expressions.apply(UnaryFunction.DETACH, Expressions.argument(0));
        assertEquals(Expressions.ZERO, Derivative.of(detached, 0));
        final Expression product = Expressions.multiply(Expressions.argument(0), detached);
        assertEquals(detached, Derivative.of(product, 0));
    }

    @Test
    void reusesTheQuotient() {
        final Expression quotient = parse("x / y");
        final Expression slope = Derivative.of(quotient, 1);
        assertTrue(Expressions.contains(slope, quotient));
        assertEquals("-(x / y / y)", print(Simplifier.simplify(slope)));
    }

    @Test
    void doesNotMentionWhatDoesNotDepend() {
        final Expression slope = Derivative.of(parse("exp(y) * sin(y) + x"), 0);
        assertEquals(Expressions.ONE, slope);
        assertFalse(Expressions.arguments(Derivative.of(parse("exp(x) * y"), 1)).contains(1));
    }

    /** The longest formula that the parser lets pass must not keep the compiler busy. */
    @Test
    void staysSmallForTheLongestFormulas() {
        final String product = "sin(x) * ".repeat(FormulaParser.OPERATIONS / 2 - 1) + "x";
        final String nested =
                "sin(x + ".repeat(FormulaParser.DEPTH - 1)
                        + "x"
                        + ")".repeat(FormulaParser.DEPTH - 1);
        for (final String formula : List.of(product, nested)) {
            final Expression slope = Simplifier.simplify(Derivative.of(parse(formula), 0));
            assertTrue(ExpressionSize.operations(slope) < 20 * FormulaParser.OPERATIONS);
        }
    }

    private static Expression withoutDetach(Expression e) {
        return Expressions.is(e, UnaryFunction.DETACH)
                ? withoutDetach(Expressions.operands(e).get(0))
                : Expressions.withOperands(e, DerivativeTest::withoutDetach);
    }

    private static void assertAgrees(Expression f, int argument, double... point) {
        final double[] above = point.clone();
        final double[] below = point.clone();
        above[argument] += STEP;
        below[argument] -= STEP;
        final double difference =
                (Evaluation.evaluate(f, above) - Evaluation.evaluate(f, below)) / (2 * STEP);
        final Expression slope = Derivative.of(f, argument);
        final double tolerance = 1e-4 * Math.max(1, Math.abs(difference));
        assertEquals(difference, Evaluation.evaluate(slope, point), tolerance, () -> print(f));
        assertEquals(
                difference,
                Evaluation.evaluate(Simplifier.simplify(slope), point),
                tolerance,
                () -> print(f));
    }

    private static Expression parse(String formula) {
        return FormulaParser.parse(formula, NAMES, Map.of());
    }

    private static String print(Expression e) {
        return ExpressionPrinter.print(e, NAMES);
    }
}
