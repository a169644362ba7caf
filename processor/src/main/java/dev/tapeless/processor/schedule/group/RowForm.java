package dev.tapeless.processor.schedule.group;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;

import java.util.List;
import java.util.stream.IntStream;

/** Which operations are steps over the rows of one sample, one loop over the elements each. */
public final class RowForm {

    private RowForm() {}

    /**
     * Whether there is a step for an operation.
     *
     * @param node the operation
     * @return false for what needs other loops
     */
    static boolean handles(Node node) {
        if (!node.shape().isBatched()) {
            return false;
        } else if (node.shape().rank() > 2) {
            return handlesPlaces(node);
        } else if (node.op() instanceof Op.Map) {
            for (int k = 0; k < node.operands().size(); k++) {
                if (!handles(node, k)) {
                    return false;
                }
            }
            return node.shape().rank() == 2 || !node.operands().isEmpty();
        } else if (node.op() instanceof Op.Reduce reduce) {
            final Node operand = node.operands().get(0);
            return reduce.kind() != Op.Reduce.Kind.ARGMAX
                    && operand.shape().rank() == 2
                    && reduce.axes().equals(List.of(1))
                    && isRow(operand);
        } else if (node.op() instanceof Op.View view) {
            return isRow(node.operands().get(0)) && isSlice(node, view);
        }
        return node.op() instanceof Op.Concatenate
                && node.operands().stream().allMatch(RowForm::isRow);
    }

    /** Whether an expression over several axes reads rows of its own shape, and channels. */
    private static boolean handlesPlaces(Node node) {
        if (!(node.op() instanceof Op.Map map)) {
            return false;
        }
        for (int k = 0; k < node.operands().size(); k++) {
            final Node operand = node.operands().get(k);
            final boolean isRow =
                    operand.shape().equals(node.shape())
                            && map.projections().get(k).size() == node.shape().rank()
                            && (operand.op() instanceof Op.Map
                                    || operand.op() instanceof Op.Contract
                                    || operand.op() instanceof Op.Input
                                    || operand.op() instanceof Op.Reshape);
            if (!isRow && !isChannels(node, k)) {
                return false;
            }
        }
        return !node.operands().isEmpty();
    }

    /**
     * Whether an operand of an elementwise expression has one number for each step of the last
     * axis, or one altogether, which all samples share.
     *
     * @param node the expression
     * @param k which operand
     * @return true for biases, scales, shifts, slopes
     */
    public static boolean isChannels(Node node, int k) {
        final Node operand = node.operands().get(k);
        final List<Integer> projection = ((Op.Map) node.op()).projections().get(k);
        final boolean isNumber = operand.op() instanceof Op.Map map && map.projections().isEmpty();
        return !operand.shape().isBatched()
                && !(operand.op() instanceof Op.Random)
                && !(operand.op() instanceof Op.Input)
                && !isNumber
                && (projection.isEmpty() || projection.equals(List.of(node.shape().rank() - 1)));
    }

    /** Whether a value is an elementwise expression over rows that all samples share. */
    public static boolean isShared(Node node) {
        return node.op() instanceof Op.Map
                && !node.shape().isBatched()
                && node.shape().rank() == 1
                && !node.operands().isEmpty()
                && IntStream.range(0, node.operands().size()).allMatch(k -> isChannels(node, k));
    }

    private static boolean handles(Node node, int k) {
        final Op.Map map = (Op.Map) node.op();
        final Node operand = node.operands().get(k);
        if (operand.shape().isBatched()) {
            final boolean draws = operand.op() instanceof Op.Random;
            return !draws || (node.shape().rank() == 2 && map.projections().get(k).size() == 2);
        }
        return isChannels(node, k)
                && (node.shape().rank() == 2 || map.projections().get(k).isEmpty());
    }

    /** Whether a value is a row of each sample that can be read from memory. */
    private static boolean isRow(Node node) {
        return node.shape().isBatched()
                && node.shape().rank() == 2
                && !(node.op() instanceof Op.Random);
    }

    /**
     * Whether a value is a part of a row that an elementwise step reads where it lies.
     *
     * @param node the value
     * @param reader the step
     * @return false for what is copied
     */
    static boolean readsInPlace(Node node, Node reader) {
        if (!(node.op() instanceof Op.View) || !(reader.op() instanceof Op.Map map)) {
            return false;
        }
        for (int k = 0; k < reader.operands().size(); k++) {
            if (reader.operands().get(k) == node && map.projections().get(k).size() < 2) {
                return false;
            }
        }
        return reader.shape().rank() == 2 && handles(node) && handles(reader);
    }

    /** Whether a view is a run of neighbouring elements of each row. */
    public static boolean isSlice(Node node, Op.View view) {
        final Node operand = node.operands().get(0);
        final Affine coordinate = view.source().coordinates().get(1);
        return node.shape().rank() == 2
                && view.source().coordinates().get(0).plainAxis() == 0
                && coordinate.coefficients().equals(List.of(0, 1))
                && coordinate.offset() >= 0
                && coordinate.offset() + node.shape().elements() <= operand.shape().elements();
    }
}
