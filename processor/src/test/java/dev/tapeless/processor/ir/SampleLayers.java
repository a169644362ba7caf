package dev.tapeless.processor.ir;

import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.FormulaParser;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.List;
import java.util.Map;

/** The layers of small networks, as operations on rows. */
public final class SampleLayers {

    private static final List<List<Integer>> ROW_AND_SCALARS =
            List.of(List.of(0, 1), List.of(0), List.of(0));

    private final GraphBuilder builder;

    /**
     * Layers of one graph.
     *
     * @param builder makes their nodes
     */
    public SampleLayers(GraphBuilder builder) {
        this.builder = builder;
    }

    /**
     * A formula of up to four operands.
     *
     * @param text the formula in a, b, c and d
     * @return the expression
     */
    public static Expression formula(String text) {
        return FormulaParser.parse(text, List.of("a", "b", "c", "d"), Map.of());
    }

    /**
     * A batch of rows from outside.
     *
     * @param name its name
     * @param width elements a row
     * @return the input
     */
    public Node input(String name, int width) {
        return builder.input(name, Shape.of(width).batched());
    }

    /**
     * The product with a weight.
     *
     * @param name names the parameter and the value
     * @param x rows
     * @param units elements of a resulting row
     * @return the product
     */
    public Node product(String name, Node x, int units) {
        final int inputs = x.shape().extent(1);
        return builder.contract(
                name + "Product",
                new Op.Contract(
                        List.of(Shape.BATCH, inputs, units),
                        List.of(IndexMap.ofAxes(3, 0, 1), IndexMap.ofAxes(3, 1, 2)),
                        IndexMap.ofAxes(3, 0, 2),
                        Shape.of(units).batched()),
                x,
                builder.parameter(name + ".weight", Shape.of(inputs, units)));
    }

    /**
     * A dense layer.
     *
     * @param name names the parameters
     * @param label what the value is called
     * @param x rows
     * @param units elements of a resulting row
     * @return product plus bias
     */
    public Node dense(String name, String label, Node x, int units) {
        return biased(name, label, product(name, x, units), "a + b");
    }

    /**
     * Rows with a parameter that is the same for all of them.
     *
     * @param name names the parameter
     * @param label what the value is called
     * @param x rows, a in the formula
     * @param text the formula, in which b is the parameter
     * @return the value
     */
    public Node biased(String name, String label, Node x, String text) {
        final Node bias = builder.parameter(name + ".bias", Shape.of(x.shape().extent(1)));
        return builder.map(
                label,
                formula(text),
                x.shape(),
                List.of(List.of(0, 1), List.of(1)),
                List.of(x, bias));
    }

    /**
     * An elementwise formula.
     *
     * @param label what the value is called
     * @param text the formula in a, b, …
     * @param operands its operands
     * @return the value
     */
    public Node map(String label, String text, Node... operands) {
        return builder.map(label, formula(text), operands);
    }

    /**
     * Rows divided by their sum of exponentials.
     *
     * @param label what the value is called
     * @param x rows
     * @return the probabilities
     */
    public Node softmax(String label, Node x) {
        final Node max = builder.reduce(label + "Max", Op.Reduce.Kind.MAX, x, 1);
        final Node exp = exponentials(label, x, max);
        final Node sum = builder.reduce(label + "Sum", Op.Reduce.Kind.SUM, exp, 1);
        return builder.map(label, formula("a / b"), x.shape(), rows(2), List.of(exp, sum));
    }

    /**
     * The logarithm of the softmax.
     *
     * @param label what the value is called
     * @param x rows
     * @return the logarithms of the probabilities
     */
    public Node logSoftmax(String label, Node x) {
        final Node max = builder.reduce(label + "Max", Op.Reduce.Kind.MAX, x, 1);
        final Node exp = exponentials(label, x, max);
        final Node sum = builder.reduce(label + "Sum", Op.Reduce.Kind.SUM, exp, 1);
        final Expression logarithm = Expressions.apply(UnaryFunction.LOG, Expressions.argument(2));
        return builder.map(
                label,
                Expressions.subtract(shifted(), logarithm),
                x.shape(),
                rows(3),
                List.of(x, max, sum));
    }

    /**
     * Random zeros.
     *
     * @param label what the value is called
     * @param stream of random numbers
     * @param x rows
     * @return the rows with 40 % of the elements dropped
     */
    public Node dropout(String label, int stream, Node x) {
        final Node u = builder.apply(label + "Random", new Op.Random(stream, x.shape()), List.of());
        return map(label, "a * b", x, map(label + "Mask", "where(a >= 0.4, 1 / 0.6, 0)", u));
    }

    private Node exponentials(String label, Node x, Node max) {
        return builder.map(
                label + "Exp",
                Expressions.apply(UnaryFunction.EXP, shifted()),
                x.shape(),
                rows(2),
                List.of(x, max));
    }

    /** The largest element is subtracted against overflow; it does not matter for the value. */
    private static Expression shifted() {
        return Expressions.subtract(
                Expressions.argument(0),
                Expressions.apply(UnaryFunction.DETACH, Expressions.argument(1)));
    }

    private static List<List<Integer>> rows(int operands) {
        return ROW_AND_SCALARS.subList(0, operands);
    }
}
