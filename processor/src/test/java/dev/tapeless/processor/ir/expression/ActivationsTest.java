package dev.tapeless.processor.ir.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapeless.processor.ir.expression.Expression.Argument;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Values, derivatives and gradients of the activations against their closed forms. */
class ActivationsTest {

    private static final List<String> NAMES = List.of("x", "y", "dy");
    private static final Argument Y = new Argument(1);
    private static final Argument DY = new Argument(2);

    static Stream<Activation> activations() {
        return Activation.ALL.stream();
    }

    /** From far left to far right, with every kink and its neighbours. */
    private static List<Double> grid() {
        final List<Double> grid = new ArrayList<>();
        for (double x = -30; x <= 30; x += 0.0625) {
            grid.add(x);
        }
        for (final double size : new double[] {1e-300, 1e-20, 1e-5, 100, 700, 1000, 1e6, 1e15}) {
            grid.add(size);
            grid.add(-size);
        }
        for (final double kink : new double[] {-3, -1, 0, 1, 3, 6, 20}) {
            grid.add(Math.nextUp(kink));
            grid.add(Math.nextDown(kink));
        }
        return grid;
    }

    @ParameterizedTest
    @MethodSource("activations")
    void hasItsClosedForm(Activation activation) {
        final Expression f = activation.expression();
        final Expression slope = Simplifier.simplify(Derivative.of(f, 0));
        for (final double x : grid()) {
            final double value = activation.value().applyAsDouble(x);
            assertEquals(value, Evaluation.evaluate(f, x), 4e-15 * size(value), () -> "f(" + x);
            final double expected = activation.slope().applyAsDouble(x);
            assertEquals(
                    expected,
                    Evaluation.evaluate(slope, x),
                    4e-14 * size(expected),
                    () -> "f'(" + x + ")");
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void hasTheSameDerivativeFromItsResult(Activation activation) {
        final Expression f = activation.expression();
        final Expression slope = OutputForm.derivative(f, 0, Y);
        for (final double x : grid()) {
            final double expected = activation.slope().applyAsDouble(x);
            final double y = Evaluation.evaluate(f, x);
            assertEquals(
                    expected,
                    Evaluation.evaluate(slope, x, y),
                    4e-14 * size(expected),
                    () -> "f'(" + x + ")");
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void isFiniteAndAccurateInFloatArithmetic(Activation activation) {
        final Expression f = activation.expression();
        final Expression slope = Simplifier.simplify(Derivative.of(f, 0));
        final Expression byResult = OutputForm.derivative(f, 0, Y);
        // The cube in the tanh form leaves the range of float near 1e13, its derivative at 1e19.
        final double limit = activation.name().equals("GeluTanh") ? 1e18 : 1e38;
        for (double exponent = -45; exponent <= 38.4; exponent += 0.1) {
            final float size = (float) Math.min(limit, Math.pow(10, exponent));
            for (final float x : new float[] {size, -size}) {
                final double expected = activation.slope().applyAsDouble(x);
                final boolean wave = activation.name().equals("Sine") && size > 1;
                final double tolerance = (wave ? 1e-6 * size : 1e-6) * size(expected);
                assertEquals(
                        expected,
                        FloatEvaluation.evaluate(slope, x),
                        tolerance,
                        () -> "f'(" + x + ")");
                final float y = FloatEvaluation.evaluate(f, x);
                if (Float.isFinite(y)) {
                    assertEquals(
                            expected,
                            FloatEvaluation.evaluate(byResult, x, y),
                            tolerance,
                            () -> "f'(" + x + ") by the result");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void hasAGradientAsAPersonWouldWriteIt(Activation activation) {
        assumeTrue(activation.gradient() != null, "too long to be written down");
        assertEquals(activation.gradient(), ExpressionPrinter.print(gradient(activation), NAMES));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void multipliesTheGradientIntoTheChoices(Activation activation) {
        final Expression f = activation.expression();
        final Expression gradient = gradient(activation);
        for (final double x : grid()) {
            final double y = Evaluation.evaluate(f, x);
            final double expected = -3 * activation.slope().applyAsDouble(x);
            assertEquals(
                    expected,
                    Evaluation.evaluate(gradient, x, y, -3),
                    2e-13 * size(expected),
                    () -> "f'(" + x + ")");
        }
    }

    /** The derivative at kinks is PyTorch's. */
    @ParameterizedTest
    @CsvSource({
        "Relu, 0, 0",
        "LeakyRelu, 0, 0.01",
        "Elu, 0, 0.7",
        "Selu, 0, 1.7580993408473766",
        "Celu, 0, 1",
        "HardTanh, -1, 0",
        "HardTanh, 1, 0",
        "Relu6, 0, 0",
        "Relu6, 6, 0",
        "HardSigmoid, -3, 0",
        "HardSigmoid, 3, 0",
        "HardSwish, -3, 0",
        "HardSwish, 3, 1",
        "Softsign, 0, 1",
    })
    void hasTheConventionalDerivativeAtKinks(String name, double x, double expected) {
        final Activation activation =
                Activation.ALL.stream().filter(a -> a.name().equals(name)).findFirst().get();
        final Expression f = activation.expression();
        final double y = Evaluation.evaluate(f, x);
        assertEquals(expected, Evaluation.evaluate(Derivative.of(f, 0), x));
        assertEquals(expected, Evaluation.evaluate(OutputForm.derivative(f, 0, Y), x, y));
        assertEquals(2 * expected, Evaluation.evaluate(gradient(activation), x, y, 2));
    }

    /** What the backward pass computes: from the result where that spares x. */
    private static Expression gradient(Activation activation) {
        final Expression f = activation.expression();
        final Expression byResult = OutputForm.derivative(f, 0, Y);
        final Expression slope =
                Expressions.arguments(byResult).contains(0)
                        ? Simplifier.simplify(Derivative.of(f, 0))
                        : byResult;
        final Expression gradient = Simplifier.simplify(Expressions.multiply(DY, slope));
        assertTrue(Expressions.arguments(gradient).contains(2));
        return gradient;
    }

    private static double size(double value) {
        return Math.max(1, Math.abs(value));
    }
}
