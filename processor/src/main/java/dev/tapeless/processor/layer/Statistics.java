package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.argument;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.ExpressionPrinter;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What normalisations have in common: means along some axes, and a learned scale and shift.
 *
 * @param context where they are lowered to
 * @param axes along which the means are taken, ascending
 */
record Statistics(LoweringContext context, List<Integer> axes) {

    /** Keeps an unmodifiable copy. */
    Statistics {
        axes = List.copyOf(axes);
    }

    /** Reads {@code epsilon}; reports one that is no positive number. */
    static boolean hasEpsilon(LayerRequest request) {
        final double written = request.use().number("epsilon");
        final double epsilon = request.doublePrecision() ? written : (float) written;
        if (epsilon > 0 && Double.isFinite(epsilon)) {
            return true;
        }
        final boolean isPositive = written > 0 && Double.isFinite(written);
        final String asFloat =
                epsilon == 0 ? ", which is 0 as a float" : ", which is infinite as a float";
        request.report(
                "epsilon",
                Message.MEMBER_POSITIVE,
                request.subject(),
                "epsilon",
                ExpressionPrinter.print(written) + (isPositive ? asFloat : ""));
        return false;
    }

    /** The weight, which starts at 1, and the bias, which starts at 0, of some shape. */
    static List<LayerParameter> scaleAndShift(List<Integer> shape, boolean shifts) {
        final List<Integer> order = IntStream.range(0, shape.size()).boxed().toList();
        final List<LayerParameter> parameters = new ArrayList<>();
        parameters.add(new LayerParameter("weight", shape, order, "constant", 1, 1, 1));
        if (shifts) {
            parameters.add(new LayerParameter("bias", shape, order, "zeros", 0, 1, 1));
        }
        return parameters;
    }

    /** The mean along the axes. */
    Node mean(String label, Node input) {
        final GraphBuilder builder = context.builder();
        final Node sum =
                builder.apply(
                        label + "Sum", new Op.Reduce(Op.Reduce.Kind.SUM, axes), List.of(input));
        final double count = (double) input.shape().elements() / sum.shape().elements();
        return builder.map(
                label, Expressions.multiply(argument(0), new Expression.Constant(1 / count)), sum);
    }

    /** The input without its mean. */
    Node centred(String label, Node input) {
        final Node mean = mean(context.inner("Mean"), input);
        return context.builder()
                .map(
                        label,
                        Expressions.subtract(argument(0), argument(1)),
                        input.shape(),
                        List.of(input.shape().axes(), kept(input.shape())),
                        List.of(input, mean));
    }

    /** The mean of the squares. */
    Node meanSquare(String label, Node input) {
        final Node squares =
                context.builder()
                        .map(
                                context.inner("Squares"),
                                Expressions.multiply(argument(0), argument(0)),
                                input);
        return mean(label, squares);
    }

    /**
     * The input divided by a root along the axes.
     *
     * @param label what the result is called
     * @param input what is divided
     * @param square the square of the divisor, without the axes
     * @param epsilon is added to the square
     * @return the quotient
     */
    Node divided(String label, Node input, Node square, double epsilon) {
        final Expression root =
                Expressions.apply(
                        UnaryFunction.SQRT,
                        Expressions.add(argument(1), new Expression.Constant(epsilon)));
        return context.builder()
                .map(
                        label,
                        Expressions.divide(argument(0), root),
                        input.shape(),
                        List.of(input.shape().axes(), kept(input.shape())),
                        List.of(input, square));
    }

    /**
     * A learned scale and shift along the last axes.
     *
     * @param context where it is lowered to
     * @param input what is scaled
     * @param parameters the weight, and the bias where there is one; none for nothing to do
     * @return the result
     */
    static Node scaled(LoweringContext context, Node input, List<LayerParameter> parameters) {
        if (parameters.isEmpty()) {
            return input;
        }
        final int rank = input.shape().rank();
        final int own = parameters.get(0).shape().size();
        final List<Integer> last = IntStream.range(rank - own, rank).boxed().toList();
        final List<Node> operands = new ArrayList<>(List.of(input));
        final List<List<Integer>> projections = new ArrayList<>(List.of(input.shape().axes()));
        parameters.forEach(parameter -> operands.add(context.parameter(parameter)));
        parameters.forEach(parameter -> projections.add(last));
        final Expression product = Expressions.multiply(argument(0), argument(1));
        final Expression body =
                parameters.size() == 1 ? product : Expressions.add(product, argument(2));
        return context.builder().map(context.label(), body, input.shape(), projections, operands);
    }

    private List<Integer> kept(Shape shape) {
        return shape.axes().stream().filter(axis -> !axes.contains(axis)).toList();
    }
}
