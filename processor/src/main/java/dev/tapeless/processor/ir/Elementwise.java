package dev.tapeless.processor.ir;

import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expression.Argument;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.Simplifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A {@link Op.Map} under construction: an expression over the elements of some nodes.
 *
 * @param body the expression; argument k is the element of read k
 * @param reads what is read
 * @param shape the shape of the result
 */
public record Elementwise(Expression body, List<Read> reads, Shape shape) {

    /**
     * A node as it is read.
     *
     * @param node the node
     * @param axes for each of its axes: the axis of the result, ascending
     */
    public record Read(Node node, List<Integer> axes) {

        /**
         * Keeps an unmodifiable copy.
         *
         * @param node the node
         * @param axes for each of its axes: the axis of the result
         */
        public Read {
            axes = List.copyOf(axes);
        }

        /**
         * Reads a node of the shape of the result.
         *
         * @param node the node
         * @return the read of each element at its own place
         */
        public static Read inPlace(Node node) {
            return new Read(node, node.shape().axes());
        }

        /**
         * Whether every element is read at its own place.
         *
         * @param result the shape of the result
         * @return false for a broadcast
         */
        public boolean isInPlace(Shape result) {
            return axes.size() == result.rank();
        }
    }

    /**
     * Keeps an unmodifiable copy.
     *
     * @param body the expression
     * @param reads what is read
     * @param shape the shape of the result
     */
    public Elementwise {
        reads = List.copyOf(reads);
    }

    /**
     * What an operation computes from given operands.
     *
     * @param op the operation
     * @param operands its operands
     * @return the same computation
     */
    public static Elementwise of(Op.Map op, List<Node> operands) {
        final List<Read> reads =
                IntStream.range(0, operands.size())
                        .mapToObj(k -> new Read(operands.get(k), op.projections().get(k)))
                        .toList();
        return new Elementwise(op.body(), reads, op.shape());
    }

    /**
     * Puts the computation of one read in the place of the read.
     *
     * @param index which read
     * @param producer what that node computes
     * @return the computation that reads what the producer reads, not simplified
     */
    public Elementwise inline(int index, Elementwise producer) {
        final List<Read> all = new ArrayList<>(reads);
        final List<Integer> axes = reads.get(index).axes();
        for (final Read read : producer.reads) {
            all.add(new Read(read.node(), read.axes().stream().map(axes::get).toList()));
        }
        final Expression inner =
                Expressions.substitute(producer.body, k -> Expressions.argument(reads.size() + k));
        final Expression inlined =
                Expressions.substitute(body, k -> k == index ? inner : Expressions.argument(k));
        return new Elementwise(inlined, all, shape);
    }

    /**
     * The same computation with a simplified body; equal reads are one, reads that do not matter
     * are gone, and the rest stand in the order in which the body names them.
     *
     * @return the canonical form
     */
    public Elementwise simplified() {
        final Map<Read, Integer> first = new LinkedHashMap<>();
        for (int k = 0; k < reads.size(); k++) {
            first.putIfAbsent(reads.get(k), k);
        }
        final Expression merged =
                Simplifier.simplify(
                        Expressions.substitute(
                                body, k -> Expressions.argument(first.get(reads.get(k)))));
        final Map<Integer, Integer> places = new LinkedHashMap<>();
        number(merged, places);
        return new Elementwise(
                Expressions.substitute(merged, k -> Expressions.argument(places.get(k))),
                places.keySet().stream().map(reads::get).toList(),
                shape);
    }

    private static void number(Expression expression, Map<Integer, Integer> places) {
        if (expression instanceof Argument argument) {
            places.putIfAbsent(argument.index(), places.size());
        }
        Expressions.operands(expression).forEach(operand -> number(operand, places));
    }

    /**
     * Whether the result is the only read itself.
     *
     * @return true when nothing is computed and nothing is broadcast
     */
    public boolean isIdentity() {
        return isCopy() && reads.get(0).isInPlace(shape);
    }

    /**
     * Whether the result is the only read, at its place or broadcast.
     *
     * @return true when nothing is computed
     */
    public boolean isCopy() {
        return reads.size() == 1
                && body.equals(Expressions.argument(0))
                && reads.get(0).node().type() == ElementType.REAL;
    }

    /**
     * The axes of the result along which a read is broadcast.
     *
     * @param index which read
     * @return the axes that it leaves out, ascending
     */
    public List<Integer> leftOut(int index) {
        final List<Integer> axes = new ArrayList<>(shape.axes());
        axes.removeAll(reads.get(index).axes());
        return axes;
    }

    /**
     * Makes the node of the simplified computation.
     *
     * @param builder makes nodes
     * @param label what the result is called
     * @return the node; the one that is read where nothing is computed
     */
    public Node build(GraphBuilder builder, String label) {
        final Elementwise form = simplified();
        if (form.isIdentity()) {
            return form.reads.get(0).node();
        }
        return builder.map(
                label,
                form.body,
                shape,
                form.reads.stream().map(Read::axes).toList(),
                form.reads.stream().map(Read::node).toList());
    }
}
