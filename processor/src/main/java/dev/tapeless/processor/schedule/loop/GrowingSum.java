package dev.tapeless.processor.schedule.loop;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.schedule.group.Consumers;
import dev.tapeless.processor.schedule.group.GradientSums;
import dev.tapeless.processor.schedule.plan.Location;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A state of a scan that starts at zero, to which every position adds a sum over the samples, and
 * whose end is the gradient of a parameter. It needs no place: the sums are added to the gradient
 * where they are computed, as those of any other layer.
 *
 * @param state the index of the state
 * @param term what a position adds, in the body of the scan
 * @param place the gradient
 */
record GrowingSum(int state, Node term, Location.ParameterGradient place) {

    /**
     * The states of a scan that are such sums.
     *
     * @param scan the scan
     * @param consumers who reads what around it
     * @param gradients the gradients of parameters
     * @return each under its index
     */
    static Map<Integer, GrowingSum> of(
            Node scan, Consumers consumers, Map<Node, List<Location.ParameterGradient>> gradients) {
        final Map<Integer, GrowingSum> sums = new LinkedHashMap<>();
        for (final Node pick : consumers.of(scan)) {
            final int index = ((Op.Pick) pick.op()).index();
            final List<Location.ParameterGradient> places = gradients.getOrDefault(pick, List.of());
            if (places.size() == 1 && consumers.of(pick).isEmpty()) {
                term(scan, index)
                        .ifPresent(
                                term ->
                                        sums.put(
                                                index, new GrowingSum(index, term, places.get(0))));
            }
        }
        return sums;
    }

    private static Optional<Node> term(Node scan, int index) {
        final Op.Scan op = (Op.Scan) scan.op();
        if (index >= op.states() || !isZero(scan.operands().get(index))) {
            return Optional.empty();
        }
        final Graph body = op.body();
        final Node state = body.inputs().get(index);
        final Node next = List.copyOf(body.outputs().values()).get(index);
        final Consumers inside = new Consumers(body);
        final boolean grows =
                next.op() instanceof Op.Map map
                        && next.operands().size() == 2
                        && next.operands().contains(state)
                        && inside.of(state).size() == 1
                        && inside.of(next).isEmpty()
                        && map.projections().stream().allMatch(p -> p.size() == map.shape().rank())
                        && map.body()
                                .equals(
                                        Expressions.add(
                                                Expressions.argument(0), Expressions.argument(1)));
        if (!grows) {
            return Optional.empty();
        }
        final Node term = next.operands().get(next.operands().get(0) == state ? 1 : 0);
        return inside.only(term).isPresent() && GradientSums.isSum(term)
                ? Optional.of(term)
                : Optional.empty();
    }

    private static boolean isZero(Node node) {
        return node.op() instanceof Op.Map map && map.body().equals(Expressions.ZERO);
    }
}
