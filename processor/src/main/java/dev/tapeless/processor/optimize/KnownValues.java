package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Elementwise;
import dev.tapeless.processor.ir.Elementwise.Read;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Uses;
import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.ExpressionSize;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.Product;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The elementwise values that exist before a node is computed and stay whatever becomes of it. A
 * formula in which one of them occurs reads the value instead.
 */
final class KnownValues {

    private final Map<Node, Integer> places;
    private final Uses uses;
    private final Node node;
    private final Set<Node> absorbed;

    /**
     * Finds the values.
     *
     * @param places where each node stands in the graph
     * @param uses who reads what in it
     * @param node the node that is computed
     * @param absorbed the nodes that vanish into it
     */
    KnownValues(Map<Node, Integer> places, Uses uses, Node node, Set<Node> absorbed) {
        this.places = places;
        this.uses = uses;
        this.node = node;
        this.absorbed = absorbed;
    }

    /**
     * Replaces formulas by values.
     *
     * @param form a simplified formula
     * @return an equal one that is no longer
     */
    Elementwise reuse(Elementwise form) {
        // Only values that read what the formula reads can occur in it: no need to try all.
        final NavigableMap<Integer, Node> candidates = new TreeMap<>();
        form.reads().forEach(read -> addReaders(read.node(), candidates));
        Elementwise result = form;
        while (!candidates.isEmpty()) {
            final Node value = candidates.pollFirstEntry().getValue();
            final Elementwise shorter = reuse(result, value);
            if (!shorter.equals(result)) {
                addReaders(value, candidates);
            }
            result = shorter;
        }
        return result;
    }

    private void addReaders(Node read, Map<Integer, Node> candidates) {
        for (final Node value : uses.consumers(read)) {
            final boolean isBefore = places.get(value) < places.get(node);
            if (isBefore && value.op() instanceof Op.Map && stays(value)) {
                candidates.put(places.get(value), value);
            }
        }
    }

    private boolean stays(Node value) {
        return !absorbed.contains(value)
                && (uses.isOutput(value)
                        || uses.consumers(value).stream().anyMatch(n -> !absorbed.contains(n)));
    }

    private static Elementwise reuse(Elementwise form, Node value) {
        final Elementwise known = Algebra.formula(value);
        if (known.body() instanceof Expression.Constant || known.isCopy()) {
            return form;
        }
        for (final List<Integer> axes : placements(form, known)) {
            final Expression pattern = translated(form, known, axes);
            if (pattern == null) {
                continue;
            }
            final Expression replacement = Expressions.argument(form.reads().size());
            final Expression body = replace(form.body(), pattern, replacement);
            if (!body.equals(form.body())) {
                final List<Read> reads = new ArrayList<>(form.reads());
                reads.add(new Read(value, axes));
                final Elementwise shorter = new Elementwise(body, reads, form.shape()).simplified();
                if (cost(shorter) < cost(form)) {
                    return shorter;
                }
            }
        }
        return form;
    }

    /** A further read is as long as an addition. */
    private static int cost(Elementwise form) {
        return ExpressionSize.cost(form.body()) + form.reads().size();
    }

    /** Where the value could be read: as one of its operands of the same shape is read. */
    private static List<List<Integer>> placements(Elementwise form, Elementwise known) {
        final List<List<Integer>> found = new ArrayList<>();
        for (final Read inner : known.reads()) {
            for (final Read outer : form.reads()) {
                final boolean same = inner.node() == outer.node() && inner.isInPlace(known.shape());
                if (same && !found.contains(outer.axes())) {
                    found.add(outer.axes());
                }
            }
        }
        return found;
    }

    /** The formula of the value in the arguments of the form; null where it reads other things. */
    private static Expression translated(Elementwise form, Elementwise known, List<Integer> axes) {
        final List<Integer> arguments = new ArrayList<>();
        for (final Read read : known.reads()) {
            final Read placed = new Read(read.node(), read.axes().stream().map(axes::get).toList());
            final int index = form.reads().indexOf(placed);
            if (index < 0) {
                return null;
            }
            arguments.add(index);
        }
        return Expressions.substitute(known.body(), k -> Expressions.argument(arguments.get(k)));
    }

    /** Replaces the pattern, also where it is some of the factors of a product. */
    private static Expression replace(Expression e, Expression pattern, Expression by) {
        if (e.equals(pattern)) {
            return by;
        }
        final boolean product =
                Expressions.is(e, BinaryFunction.MULTIPLY)
                        || Expressions.is(e, BinaryFunction.DIVIDE)
                        || Expressions.is(e, UnaryFunction.NEGATE);
        final Product factors = Product.of(pattern);
        if (product && !factors.isNumber()) {
            final Product rest = Product.of(e).without(factors);
            if (rest != null && Double.isFinite(rest.coefficient())) {
                final List<Expression> numerators = new ArrayList<>(rest.numerators());
                numerators.add(by);
                return new Product(rest.coefficient(), numerators, rest.denominators())
                        .expression();
            }
        }
        return Expressions.withOperands(e, operand -> replace(operand, pattern, by));
    }
}
