package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Elementwise;
import dev.tapeless.processor.ir.Elementwise.Read;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.Uses;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.Product;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A factor that is the same for all summands is multiplied once, with the sum: {@code sum over j of
 * a[b, j] / s[b]} is {@code (sum over j of a[b, j]) / s[b]}.
 */
final class HoistFactors {

    private HoistFactors() {}

    /**
     * Runs the pass.
     *
     * @param graph a graph
     * @return the same with shorter summands
     */
    static Graph run(Graph graph) {
        return Rewriting.run(
                graph,
                g -> {
                    final Uses uses = Uses.of(g);
                    return (builder, node, places) -> {
                        if (!(node.op() instanceof Op.Reduce reduce)
                                || reduce.kind() != Op.Reduce.Kind.SUM
                                || !uses.isPrivate(node.operands().get(0))) {
                            return null;
                        }
                        final Node summand = places.get(node.operands().get(0));
                        return summand.op() instanceof Op.Map map
                                ? hoisted(builder, node, reduce, summand, map)
                                : null;
                    };
                });
    }

    private static Node hoisted(
            GraphBuilder builder, Node node, Op.Reduce reduce, Node summand, Op.Map map) {
        final Elementwise form = Elementwise.of(map, summand.operands());
        final Product product = Product.of(form.body());
        final Predicate<Expression> same = factor -> isSame(factor, form, reduce.axes());
        final Product outside =
                new Product(
                        product.coefficient(),
                        product.numerators().stream().filter(same).toList(),
                        product.denominators().stream().filter(same).toList());
        final Product inside = product.without(outside);
        final boolean nothing = outside.isNumber() && outside.coefficient() == 1;
        final boolean finite = Double.isFinite(product.coefficient()) && product.coefficient() != 0;
        if (nothing || inside.isNumber() || !finite) {
            return null;
        }
        final Elementwise terms =
                new Elementwise(inside.expression(), form.reads(), form.shape()).simplified();
        final Node sum =
                builder.apply(
                        label(node, terms), reduce, List.of(terms.build(builder, summand.label())));
        return scaled(sum, outside, form, reduce).build(builder, node.label());
    }

    private static boolean isSame(Expression factor, Elementwise form, List<Integer> axes) {
        return Expressions.arguments(factor).stream()
                .allMatch(k -> form.reads().get(k).axes().stream().noneMatch(axes::contains));
    }

    /** The sum times what was hoisted, at every element of the sum. */
    private static Elementwise scaled(
            Node sum, Product outside, Elementwise form, Op.Reduce reduce) {
        final List<Expression> factors = new ArrayList<>();
        factors.add(Expressions.argument(form.reads().size()));
        factors.addAll(outside.numerators());
        final Product whole = new Product(outside.coefficient(), factors, outside.denominators());
        final List<Read> reads = new ArrayList<>();
        for (final Read read : form.reads()) {
            reads.add(new Read(read.node(), remaining(read.axes(), reduce.axes())));
        }
        reads.add(Read.inPlace(sum));
        final Shape shape = sum.shape();
        return new Elementwise(whole.expression(), reads, shape);
    }

    /** The axes counted without those that vanish. */
    private static List<Integer> remaining(List<Integer> axes, List<Integer> vanished) {
        return axes.stream()
                .filter(axis -> !vanished.contains(axis))
                .map(axis -> axis - (int) vanished.stream().filter(v -> v < axis).count())
                .toList();
    }

    /** A sum of products of two values is called after both. */
    private static String label(Node node, Elementwise terms) {
        if (terms.reads().size() == 2
                && terms.body()
                        .equals(
                                Expressions.multiply(
                                        Expressions.argument(0), Expressions.argument(1)))) {
            final String first = terms.reads().get(0).node().label();
            final String second = terms.reads().get(1).node().label();
            if (!first.isEmpty() && !second.isEmpty()) {
                return first + " dot " + second;
            }
        }
        return node.label().isEmpty() ? "" : node.label() + "Unscaled";
    }
}
