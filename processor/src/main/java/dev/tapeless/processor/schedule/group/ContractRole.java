package dev.tapeless.processor.schedule.group;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.List;
import java.util.Optional;

/**
 * What a contraction of two operands is to a dense layer.
 *
 * @param kind which of the three products
 * @param rows the operand with a row for each sample: the input, or the gradient of the result
 * @param other the matrix, stored {@code [inputs][units]}; for a weight gradient the gradient of
 *     the result, a row for each sample
 * @param inputs the inputs of the layer
 * @param units the units of the layer
 */
public record ContractRole(Kind kind, Node rows, Node other, int inputs, int units) {

    /** The three products of a dense layer. */
    public enum Kind {
        /** {@code y[s][u] = sum over i of x[s][i] * w[i][u]}. */
        PRODUCT,
        /** {@code dx[s][i] = sum over u of dy[s][u] * w[i][u]}. */
        TRANSPOSED_PRODUCT,
        /** {@code dw[i][u] = sum over s of x[s][i] * dy[s][u]}. */
        WEIGHT_GRADIENT
    }

    /**
     * Recognises the role.
     *
     * @param node a contraction
     * @return its role
     * @throws IllegalStateException for a contraction that has none
     */
    public static ContractRole of(Node node) {
        return find(node)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no loops for the contraction " + node + ": " + node.op()));
    }

    /**
     * Recognises the role.
     *
     * @param node a contraction
     * @return its role, or empty for a contraction that has none
     */
    public static Optional<ContractRole> find(Node node) {
        final Op.Contract contract = (Op.Contract) node.op();
        if (contract.sources().size() == 2 && contract.extents().size() == 3) {
            final List<Integer> target = contract.target().plainAxes();
            for (int first = 0; first < 2; first++) {
                final ContractRole role = recognise(node, contract, target, first);
                if (role != null && role.isWhole(node)) {
                    return Optional.of(role);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the sums run over whole rows: a product with a part of a matrix is another thing. */
    private boolean isWhole(Node node) {
        final Shape weights = Shape.of(inputs, units);
        final Shape inputRow = Shape.of(inputs).batched();
        final Shape unitRow = Shape.of(units).batched();
        return switch (kind) {
            case PRODUCT -> isWhole(node, inputRow, weights, unitRow);
            case TRANSPOSED_PRODUCT -> isWhole(node, unitRow, weights, inputRow);
            case WEIGHT_GRADIENT -> isWhole(node, inputRow, unitRow, weights);
        };
    }

    private boolean isWhole(Node node, Shape first, Shape second, Shape result) {
        return rows.shape().equals(first)
                && other.shape().equals(second)
                && node.shape().equals(result);
    }

    private static ContractRole recognise(
            Node node, Op.Contract contract, List<Integer> target, int first) {
        final List<Integer> a = contract.sources().get(first).plainAxes();
        final List<Integer> b = contract.sources().get(1 - first).plainAxes();
        if (a.size() != 2
                || b.size() != 2
                || target.size() != 2
                || hasOtherThanAxes(a, b, target)) {
            return null;
        }
        final Node rows = node.operands().get(first);
        final Node other = node.operands().get(1 - first);
        final int batch = contract.extents().indexOf(Shape.BATCH);
        if (a.get(0) != batch) {
            return null;
        }
        final int own = a.get(1);
        if (b.get(0) == batch && target.equals(List.of(own, b.get(1)))) {
            return role(Kind.WEIGHT_GRADIENT, rows, other, contract, own, b.get(1));
        } else if (b.get(0) == own && target.equals(List.of(batch, b.get(1)))) {
            return role(Kind.PRODUCT, rows, other, contract, own, b.get(1));
        } else if (b.get(1) == own && target.equals(List.of(batch, b.get(0)))) {
            return role(Kind.TRANSPOSED_PRODUCT, rows, other, contract, b.get(0), own);
        }
        return null;
    }

    private static boolean hasOtherThanAxes(
            List<Integer> a, List<Integer> b, List<Integer> target) {
        return a.contains(-1) || b.contains(-1) || target.contains(-1);
    }

    private static ContractRole role(
            Kind kind, Node rows, Node other, Op.Contract contract, int inputs, int units) {
        return new ContractRole(
                kind, rows, other, contract.extents().get(inputs), contract.extents().get(units));
    }

    /** The elements of a result row: units of a product, inputs of a transposed one. */
    int width() {
        return kind == Kind.TRANSPOSED_PRODUCT ? inputs : units;
    }
}
