package dev.tapeless.processor.ir.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class SimplifierTest {

    private static final List<String> NAMES = List.of("x", "y", "dy");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // numbers
                "2 * 3 + 1                                   | 7",
                "sqrt(4) * x                                 | 2 * x",
                "where(1 > 2, x, y)                          | y",
                "1 / 0                                       | 1 / 0",
                // neutral elements
                "x * 1                                       | x",
                "1 * x                                       | x",
                "x + 0                                       | x",
                "0 + x                                       | x",
                "x - 0                                       | x",
                "0 - x                                       | -x",
                "0 * exp(x)                                  | 0",
                "x / 1                                       | x",
                "0 / x                                       | 0",
                "x * -1                                      | -x",
                "x / -1                                      | -x",
                // signs
                "-(-x)                                       | x",
                "x + -y                                      | x - y",
                "-x + y                                      | y - x",
                "x - -y                                      | x + y",
                "-x - y                                      | -(x + y)",
                "-(x - y)                                    | y - x",
                "x * -y                                      | -(x * y)",
                "-x * -y                                     | x * y",
                "-x / y                                      | -(x / y)",
                "x + -2 * y                                  | x - 2 * y",
                "x - -2                                      | x + 2",
                "-(2 * x)                                    | -2 * x",
                // numbers in products
                "x * 2                                       | 2 * x",
                "2 * (3 * x)                                 | 6 * x",
                "2 * x * (3 * y)                             | 6 * (x * y)",
                "x / 4                                       | 0.25 * x",
                "x / 3                                       | x / 3",
                "6 * x / 3                                   | 2 * x",
                "0.1 * (x / 0.1)                             | x",
                "x * (1 / y)                                 | x / y",
                "x / (1 / y)                                 | x * y",
                "x / (y / dy)                                | x * dy / y",
                "1 / x / y                                   | 1 / (x * y)",
                // common factors
                "x + x                                       | 2 * x",
                "x - x                                       | 0",
                "x * dy + y * dy                             | (x + y) * dy",
                "x / dy - y / dy                             | (x - y) / dy",
                "2 * x + 3 * x                               | 5 * x",
                "0.3 * x - 0.3 * y                           | 0.3 * (x - y)",
                "x * x * x + 2 * (x * x * x)                 | 3 * (x * x * x)",
                "x + x * y                                   | x + x * y",
                "y - y * y                                   | y - y * y",
                "x + y - x                                   | y",
                "x - (x - y)                                 | y",
                "x - y + y                                   | x",
                "0.5 * (2 * x + 4)                           | x + 2",
                "exp(x) * y / exp(x)                         | y",
                "x * y / x                                   | x * y / x",
                // a large number that comes and goes was meant to round
                "x + 8388608 - 8388608                       | x + 8388608 - 8388608",
                // recognised functions
                "x / (1 + exp(-x))                           | x * sigmoid(x)",
                "1 / (exp(x) + 1)                            | sigmoid(-x)",
                "exp(x) / (1 + exp(x))                       | sigmoid(x)",
                "exp(x) - 1                                  | expm1(x)",
                "expm1(x) + 1                                | exp(x)",
                "log(1 + x)                                  | log1p(x)",
                "abs(-x)                                     | abs(x)",
                "max(x, x)                                   | x",
                // choices
                "where(x > 0, y, y)                          | y",
                "where(0 < x, 1, 2)                          | where(x > 0, 1, 2)",
                "where(2 * x > 0, 1, 2)                      | where(x > 0, 1, 2)",
                "where(x / -3 > 0, 1, 2)                     | where(x < 0, 1, 2)",
                "where(expm1(x) > 0, 1, 2)                   | where(x > 0, 1, 2)",
                "where(max(x, 0) < 6, 1, 2)                  | where(x < 6, 1, 2)",
                "where(max(x, 6) < 6, 1, 2)                  | where(max(x, 6) < 6, 1, 2)",
                "dy * where(x > 0, 1, 0)                     | where(x > 0, dy, 0)",
                "where(x > 0, 1, 0.2) * dy                   | where(x > 0, dy, 0.2 * dy)",
                "where(x > 0, y, 0) * dy                     | where(x > 0, y * dy, 0)",
                "where(x > 0, x, y) * dy                     | where(x > 0, x, y) * dy",
                "where(x > 0, 1, 0) / dy                     | where(x > 0, 1 / dy, 0)",
                "-where(x > 0, 1, 0)                         | where(x > 0, -1, 0)",
                "3 * where(x > 0, x, 2 * y)                  | where(x > 0, 3 * x, 6 * y)",
                "where(x > 0, 1, 0) * where(x > 0, 2, 3)     | where(x > 0, 2, 0)",
                "where(x > 0, 1, y) + where(x > 0, 2, -y)    | where(x > 0, 3, 0)",
                "where(x > 0, where(x > 0, y, dy), 1)        | where(x > 0, y, 1)",
                "dy * where(x < 6, where(x > 0, 1, 0), 0)    | where(x < 6, where(x > 0, dy, 0),"
                        + " 0)",
                "x * where(x > 0, 1, where(x < 0, -1, 0))    | abs(x)",
                "1 - abs(x) / (1 + abs(x))                   | 1 / (abs(x) + 1)",
            })
    void rewrites(String formula, String expected) {
        assertEquals(expected, print(Simplifier.simplify(parse(formula))));
    }

    @Test
    void aMultiplicationByOneNeverSurvives() {
        for (int seed = 0; seed < 300; seed++) {
            final Expression e =
                    Expressions.multiply(
                            Expressions.argument(2), new RandomExpressions(seed, 2).next(4));
            for (final Expression part : Expressions.parts(Simplifier.simplify(e))) {
                if (Expressions.is(part, BinaryFunction.MULTIPLY)) {
                    Expressions.operands(part)
                            .forEach(
                                    factor ->
                                            assertTrue(
                                                    !Expressions.isConstant(factor, 1)
                                                            && !Expressions.isConstant(factor, 0)
                                                            && !Expressions.isConstant(factor, -1),
                                                    () -> print(e)));
                }
            }
        }
    }

    @Test
    void keepsTheValueOfRandomExpressions() {
        int compared = 0;
        for (int seed = 0; seed < 4000; seed++) {
            final RandomExpressions random = new RandomExpressions(seed, 3);
            final Expression before = random.next(5);
            final Expression after = Simplifier.simplify(before);
            for (int k = 0; k < 5; k++) {
                final double[] point = {random.value(), random.value(), random.value()};
                final double size = Conditioning.size(before, point);
                if (size < 1e6) {
                    compared++;
                    assertEquals(
                            Evaluation.evaluate(before, point),
                            Evaluation.evaluate(after, point),
                            1e-9 * size,
                            () -> print(before) + "  became  " + print(after));
                }
            }
        }
        assertTrue(compared > 5000, "only " + compared + " points said anything");
    }

    @Test
    void isIdempotentAndNeverLonger() {
        for (int seed = 0; seed < 4000; seed++) {
            final Expression before = new RandomExpressions(seed, 3).next(5);
            final Expression after = Simplifier.simplify(before);
            assertEquals(print(after), print(Simplifier.simplify(after)), () -> print(before));
            assertTrue(Simplifier.rewrites(before) < 1000, () -> print(before));
        }
    }

    /** A part that is looked at twice is also made twice: the results are no longer one object. */
    @Test
    void choicesLookAtSharedPartsOnce() {
        Expression branch = positive(Expressions.argument(1));
        for (int level = 0; level < 4; level++) {
            branch = new Expression.Binary(BinaryFunction.MAX, branch, branch);
        }
        final Expression choice = SelectRules.rewrite(positive(branch));
        Expression made = ((Expression.Select) choice).then();
        for (int level = 0; level < 4; level++) {
            final Expression.Binary both = (Expression.Binary) made;
            assertSame(both.left(), both.right(), "level " + level);
            made = both.left();
        }
        assertEquals(Expressions.argument(1), made);
    }

    /** The expression where x is positive. */
    private static Expression positive(Expression then) {
        return new Expression.Select(
                Comparison.GREATER,
                Expressions.argument(0),
                Expressions.ZERO,
                then,
                Expressions.ZERO);
    }

    private static Expression parse(String formula) {
        return FormulaParser.parse(formula, NAMES, Map.of());
    }

    private static String print(Expression e) {
        return ExpressionPrinter.print(e, NAMES);
    }
}
