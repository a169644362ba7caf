package dev.tapeless.processor.autodiff;

import dev.tapeless.processor.ir.Elementwise;
import dev.tapeless.processor.ir.Elementwise.Read;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the first of the largest elements in row-major order, to which alone a gradient goes. Along
 * several axes, the place is found one axis after the other: the last axis is reduced first, so
 * that the coordinate on the first axis is decided first.
 */
final class FirstMaximum {

    private final GraphBuilder builder;
    private final Node operand;
    private final List<Integer> axes;

    /**
     * Prepares a search.
     *
     * @param builder makes nodes
     * @param operand in which the maximum is sought
     * @param axes the axes that were reduced, ascending
     */
    FirstMaximum(GraphBuilder builder, Node operand, List<Integer> axes) {
        this.builder = builder;
        this.operand = operand;
        this.axes = axes;
    }

    /**
     * A value at the first of the largest elements and 0 elsewhere.
     *
     * @param adjoint the value, as it is read at every element of the operand
     * @param label what the result is called
     * @return the result, of the operand's shape
     */
    Node select(Read adjoint, String label) {
        final Shape shape = operand.shape();
        final List<Read> reads = new ArrayList<>(List.of(adjoint));
        Expression body = Expressions.argument(0);
        Node rest = operand;
        for (int k = axes.size() - 1; k >= 0; k--) {
            final int axis = axes.get(k);
            final List<Integer> later = axes.subList(k, axes.size());
            final List<Integer> kept =
                    IntStream.range(0, shape.rank())
                            .filter(a -> !later.contains(a))
                            .boxed()
                            .toList();
            final Node index = builder.reduce(named("Place"), Op.Reduce.Kind.ARGMAX, rest, axis);
            final Node place = builder.apply("", new Op.Iota(shape, axis), List.of());
            reads.add(Read.inPlace(place));
            reads.add(new Read(index, kept));
            body =
                    Expressions.where(
                            Comparison.EQUAL,
                            Expressions.argument(reads.size() - 2),
                            Expressions.argument(reads.size() - 1),
                            body,
                            Expressions.ZERO);
            rest = k == 0 ? rest : builder.reduce(named("Max"), Op.Reduce.Kind.MAX, rest, axis);
        }
        return new Elementwise(body, reads, shape).build(builder, label);
    }

    private String named(String what) {
        return operand.label().isEmpty() ? "" : operand.label() + what;
    }
}
