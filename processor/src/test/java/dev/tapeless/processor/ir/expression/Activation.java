package dev.tapeless.processor.ir.expression;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation with its closed forms, written so that they neither overflow nor cancel.
 *
 * @param name what it is called
 * @param formula as users write it
 * @param constants the members of its annotation
 * @param value its value
 * @param slope its derivative, by the convention at kinks
 * @param gradient how the gradient is computed from dy and the result y, or from x where it must
 */
record Activation(
        String name,
        String formula,
        Map<String, Double> constants,
        DoubleUnaryOperator value,
        DoubleUnaryOperator slope,
        String gradient) {

    private static final double ROOT = Math.sqrt(2 / Math.PI);
    private static final double SCALE = 1.0507009873554805;
    private static final double SCALED = 1.7580993408473766;

    static final List<Activation> ALL =
            List.of(
                    of(
                            "Relu",
                            "max(x, 0)",
                            x -> Math.max(x, 0),
                            x -> x > 0 ? 1 : 0,
                            "where(y > 0, dy, 0)"),
                    new Activation(
                            "LeakyRelu",
                            "where(x > 0, x, alpha * x)",
                            Map.of("alpha", 0.01),
                            x -> x > 0 ? x : 0.01 * x,
                            x -> x > 0 ? 1 : 0.01,
                            "where(y > 0, dy, 0.01 * dy)"),
                    new Activation(
                            "Elu",
                            "where(x > 0, x, alpha * expm1(x))",
                            Map.of("alpha", 0.7),
                            x -> x > 0 ? x : 0.7 * Math.expm1(x),
                            x -> x > 0 ? 1 : 0.7 * Math.exp(x),
                            "where(y > 0, dy, dy * (y + 0.7))"),
                    of(
                            "Selu",
                            "where(x > 0, 1.0507009873554805 * x, 1.7580993408473766 * expm1(x))",
                            x -> x > 0 ? SCALE * x : SCALED * Math.expm1(x),
                            x -> x > 0 ? SCALE : SCALED * Math.exp(x),
                            "dy * where(y > 0, 1.0507009873554805, y + 1.7580993408473766)"),
                    new Activation(
                            "Celu",
                            "where(x > 0, x, alpha * expm1(x / alpha))",
                            Map.of("alpha", 0.1),
                            x -> x > 0 ? x : 0.1 * Math.expm1(x / 0.1),
                            x -> x > 0 ? 1 : Math.exp(x / 0.1),
                            "where(y > 0, dy, dy * (10 * y + 1))"),
                    of(
                            "Gelu",
                            "0.5 * x * (1 + erf(x * 0.7071067811865476))",
                            x -> 0.5 * x * (1 + ErrorFunction.erf(x * Math.sqrt(0.5))),
                            x ->
                                    0.5 * (1 + ErrorFunction.erf(x * Math.sqrt(0.5)))
                                            + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI),
                            "dy * (0.5 * (erf(0.7071067811865476 * x) + 1)"
                                    + " + 0.3989422804014327 * (x * exp(-0.5 * (x * x))))"),
                    of(
                            "GeluTanh",
                            "0.5 * x * (1 + tanh(0.7978845608028654"
                                    + " * (x + 0.044715 * x * x * x)))",
                            x -> 0.5 * x * (1 + Math.tanh(inner(x))),
                            x ->
                                    0.5 * (1 + Math.tanh(inner(x)))
                                            + 0.5
                                                    * x
                                                    * bell(inner(x))
                                                    * ROOT
                                                    * (1 + 3 * 0.044715 * x * x),
                            null),
                    of(
                            "Silu",
                            "x * sigmoid(x)",
                            x -> x * logistic(x),
                            x -> logistic(x) * (1 + x * logistic(-x)),
                            "dy * (sigmoid(x) + x * (sigmoid(x) * (1 - sigmoid(x))))"),
                    of(
                            "Silu spelled out",
                            "x / (1 + exp(-x))",
                            x -> x * logistic(x),
                            x -> logistic(x) * (1 + x * logistic(-x)),
                            "dy * (sigmoid(x) + x * (sigmoid(x) * (1 - sigmoid(x))))"),
                    of(
                            "Mish",
                            "where(x > 20, x, x * tanh(log1p(exp(x))))",
                            x -> x * Math.tanh(softplus(x)),
                            x -> Math.tanh(softplus(x)) + x * bell(softplus(x)) * logistic(x),
                            null),
                    of(
                            "Sigmoid",
                            "sigmoid(x)",
                            Activation::logistic,
                            x -> logistic(x) * logistic(-x),
                            "dy * (y * (1 - y))"),
                    of("Tanh", "tanh(x)", Math::tanh, Activation::bell, "dy * (1 - y * y)"),
                    of(
                            "Softplus",
                            "where(x > 20, x, log1p(exp(x)))",
                            x -> x > 20 ? x : softplus(x),
                            x -> x > 20 ? 1 : logistic(x),
                            "where(x > 20, dy, dy * sigmoid(x))"),
                    of(
                            "Softsign",
                            "x / (1 + abs(x))",
                            x -> x / (1 + Math.abs(x)),
                            x -> 1 / (1 + Math.abs(x)) / (1 + Math.abs(x)),
                            "dy / ((abs(x) + 1) * (abs(x) + 1))"),
                    of(
                            "HardSigmoid",
                            "(min(max(x, -3), 3) + 3) / 6",
                            x -> Math.min(Math.max(x, -3), 3) / 6 + 0.5,
                            x -> x > -3 && x < 3 ? 1 / 6.0 : 0,
                            "where(x < 3, where(x > -3, 0.16666666666666666 * dy, 0), 0)"),
                    of(
                            "HardSwish",
                            "x * (min(max(x, -3), 3) + 3) / 6",
                            x -> x * ((Math.min(Math.max(x, -3), 3) + 3) / 6),
                            x -> x <= -3 ? 0 : x >= 3 ? 1 : (2 * x + 3) / 6,
                            null),
                    of(
                            "HardTanh",
                            "min(max(x, -1), 1)",
                            x -> Math.min(Math.max(x, -1), 1),
                            x -> x > -1 && x < 1 ? 1 : 0,
                            "where(y < 1, where(y > -1, dy, 0), 0)"),
                    of(
                            "Relu6",
                            "min(max(x, 0), 6)",
                            x -> Math.min(Math.max(x, 0), 6),
                            x -> x > 0 && x < 6 ? 1 : 0,
                            "where(y < 6, where(y > 0, dy, 0), 0)"),
                    new Activation(
                            "Sine",
                            "sin(omega * x)",
                            Map.of("omega", 3.0),
                            x -> Math.sin(3 * x),
                            x -> 3 * Math.cos(3 * x),
                            "dy * (3 * cos(3 * x))"));

    Expression expression() {
        return Simplifier.simplify(FormulaParser.parse(formula, constants));
    }

    @Override
    public String toString() {
        return name;
    }

    private static Activation of(
            String name,
            String formula,
            DoubleUnaryOperator value,
            DoubleUnaryOperator slope,
            String gradient) {
        return new Activation(name, formula, Map.of(), value, slope, gradient);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** 1 - tanh^2, without cancellation. */
    private static double bell(double x) {
        final double e = Math.exp(-2 * Math.abs(x));
        return 4 * e / ((1 + e) * (1 + e));
    }

    private static double inner(double x) {
        return ROOT * (x + 0.044715 * x * x * x);
    }
}
