package dev.tapeless.processor.schedule.group;

import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

/**
 * Whether what a value holds for a sample depends on nothing of another sample, so that any samples
 * can be computed without the others.
 */
public final class SampleBySample implements Op.Visitor<Boolean> {

    private final Node node;

    private SampleBySample(Node node) {
        this.node = node;
    }

    /**
     * Looks at a value and at all that is computed where it reads it.
     *
     * @param node the value
     * @param inlining what is computed where it is read
     * @return false also where that cannot be told
     */
    public static boolean test(Node node, Inlining inlining) {
        return node.shapes().stream().allMatch(Shape::isBatched)
                && holds(node)
                && node.operands().stream()
                        .filter(inlining::contains)
                        .allMatch(operand -> isInlinedSo(operand, inlining));
    }

    private static boolean isInlinedSo(Node node, Inlining inlining) {
        return holds(node)
                && node.operands().stream()
                        .filter(inlining::contains)
                        .allMatch(operand -> isInlinedSo(operand, inlining));
    }

    /** What no sample has an index in reads no sample; the others follow theirs. */
    private static boolean holds(Node node) {
        return node.shapes().stream().anyMatch(Shape::isBatched)
                ? node.op().accept(new SampleBySample(node))
                : node.operands().stream()
                        .flatMap(operand -> operand.shapes().stream())
                        .noneMatch(Shape::isBatched);
    }

    @Override
    public Boolean input(Op.Input op) {
        return true;
    }

    @Override
    public Boolean parameter(Op.Parameter op) {
        return false;
    }

    @Override
    public Boolean random(Op.Random op) {
        return true;
    }

    @Override
    public Boolean iota(Op.Iota op) {
        return true;
    }

    @Override
    public Boolean map(Op.Map op) {
        for (int k = 0; k < node.operands().size(); k++) {
            if (isBatched(k) && op.projections().get(k).get(0) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Boolean contract(Op.Contract op) {
        final int batch = op.extents().indexOf(Shape.BATCH);
        boolean follows = batch >= 0 && follows(op.target(), batch);
        for (int k = 0; k < node.operands().size(); k++) {
            follows &= !isBatched(k) || follows(op.sources().get(k), batch);
        }
        return follows;
    }

    @Override
    public Boolean reduce(Op.Reduce op) {
        return !op.axes().contains(0);
    }

    @Override
    public Boolean gather(Op.Gather op) {
        return !isBatched(0);
    }

    @Override
    public Boolean scatterAdd(Op.ScatterAdd op) {
        return false;
    }

    @Override
    public Boolean reshape(Op.Reshape op) {
        return true;
    }

    @Override
    public Boolean view(Op.View op) {
        return !isBatched(0) || follows(op.source(), 0);
    }

    @Override
    public Boolean concatenate(Op.Concatenate op) {
        return true;
    }

    @Override
    public Boolean scan(Op.Scan op) {
        return op.body().nodes().stream().allMatch(SampleBySample::holds);
    }

    @Override
    public Boolean pick(Op.Pick op) {
        return true;
    }

    private boolean isBatched(int operand) {
        return node.operands().get(operand).shape().isBatched();
    }

    /** Whether the sample that is read or written is the current one. */
    private static boolean follows(IndexMap map, int batch) {
        return map.coordinates().get(0).plainAxis() == batch;
    }
}
