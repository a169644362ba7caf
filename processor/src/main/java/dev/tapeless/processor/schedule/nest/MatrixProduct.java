package dev.tapeless.processor.schedule.nest;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a contraction of two values of a sample is to a product of matrices: {@code c[i, j] = sum
 * over t of a[i, t] * b[t, j]}, once for each point of some outer axes. All three lie anywhere in
 * the rows of the sample, with any distance between neighbours.
 *
 * @param left the matrix whose rows are those of the result
 * @param right the matrix whose columns are those of the result
 * @param result the result
 * @param row counts the rows of the result
 * @param column counts its columns
 * @param term counts the products of a sum
 * @param outer the loops around each product, outermost first
 */
record MatrixProduct(
        Operand left,
        Operand right,
        Operand result,
        Counter row,
        Counter column,
        Counter term,
        List<Counter> outer) {

    /**
     * A matrix in the row of a sample.
     *
     * @param node the value
     * @param place where an element lies, as a function of all counters
     */
    record Operand(Node node, Index place) {

        /** The distance of elements that differ by one in a counter. */
        int step(Counter counter) {
            return place.factor(counter);
        }
    }

    /**
     * Recognises the role. The columns are those along which the result has neighbours.
     *
     * @param node a contraction
     * @param axes loops over its iteration axes
     * @param elements knows which values are stored
     * @param scope names what a trial needs
     * @return its role, or empty for a contraction that has none
     */
    static Optional<MatrixProduct> find(
            Node node, Axes axes, Elements elements, KernelScope scope) {
        final Op.Contract op = (Op.Contract) node.op();
        if (op.sources().size() != 2 || !node.shape().isBatched()) {
            return Optional.empty();
        }
        final Nest nest = new Nest(scope, axes.counters());
        final List<Operand> factors = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            final Node operand = node.operands().get(k);
            final List<Index> at =
                    Elements.coordinates(op.sources().get(k), axes.at(), operand.shape(), nest);
            elements.stored(operand, at, nest).ifPresent(factors::add);
        }
        final Operand result =
                new Operand(
                        node,
                        Elements.flat(
                                node.shape().sample(),
                                Elements.coordinates(op.target(), axes.at(), op.shape(), nest)));
        if (factors.size() < 2 || nest.isGuarded()) {
            return Optional.empty();
        }
        return find(factors.get(0), factors.get(1), result, axes)
                .or(() -> find(factors.get(1), factors.get(0), result, axes));
    }

    private static Optional<MatrixProduct> find(
            Operand left, Operand right, Operand result, Axes axes) {
        Counter row = null;
        Counter column = null;
        Counter term = null;
        final List<Counter> outer = new ArrayList<>();
        for (final Counter counter : axes.counters()) {
            if (counter.extent() == 1) {
                continue;
            }
            final boolean inLeft = left.step(counter) != 0;
            final boolean inRight = right.step(counter) != 0;
            final boolean inResult = result.step(counter) != 0;
            if (inLeft && !inRight && inResult && row == null) {
                row = counter;
            } else if (!inLeft && inRight && result.step(counter) == 1) {
                column = counter;
            } else if (inLeft && inRight && !inResult && term == null) {
                term = counter;
            } else if (inResult) {
                outer.add(counter);
            } else {
                return Optional.empty();
            }
        }
        return row == null || column == null || term == null
                ? Optional.empty()
                : Optional.of(new MatrixProduct(left, right, result, row, column, term, outer));
    }

    /** The same product of the transposed matrices: rows become columns. */
    MatrixProduct transposed() {
        return new MatrixProduct(right, left, result, column, row, term, outer);
    }

    /** Whether the points of the iteration space meet every element of the result. */
    boolean isWhole() {
        long points = (long) row.extent() * column.extent();
        for (final Counter counter : outer) {
            points *= counter.extent();
        }
        final Shape shape = result.node().shape();
        return points == shape.elements();
    }
}
