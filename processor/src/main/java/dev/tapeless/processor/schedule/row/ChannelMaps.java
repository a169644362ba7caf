package dev.tapeless.processor.schedule.row;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.schedule.code.Sharing;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.FormulaText;
import dev.tapeless.processor.schedule.group.Inlining;
import dev.tapeless.processor.schedule.lane.LaneForm;
import dev.tapeless.processor.schedule.nest.Counter;
import dev.tapeless.processor.schedule.nest.Index;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.LocalNames;
import dev.tapeless.processor.schedule.scope.Placement;
import dev.tapeless.processor.schedule.scope.SharedNames;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Elementwise expressions over places and channels in vectors, where some operands are one number a
 * channel: normalisation, slopes, biases. The vectors run over the channels of a place.
 */
public final class ChannelMaps {

    private final Node node;
    private final KernelScope scope;
    private final Placement placement;
    private final List<Statement> once = new ArrayList<>();
    private final List<Statement> eachSample = new ArrayList<>();
    private final Map<String, String> rows = new LinkedHashMap<>();
    private final String at;

    private ChannelMaps(Node node, Placement placement) {
        this.node = node;
        this.placement = placement;
        this.scope = new KernelScope(placement);
        // The parameters come first, so that none has this name.
        node.operands().forEach(scope::parameter);
        scope.parameter(node);
        this.at = scope.name("at");
    }

    /**
     * The kernel in vectors.
     *
     * @param node the value
     * @param plain the same kernel in numbers
     * @param placement where values lie
     * @param inlining which values have no place
     * @return the kernel, or empty where another form is needed
     */
    public static Optional<Kernel> kernel(
            Node node, Kernel plain, Placement placement, Inlining inlining) {
        final boolean isOne =
                node.op() instanceof Op.Map map
                        && node.shape().isBatched()
                        && node.shape().rank() > 2
                        && channels(node) % CostModel.WIDE == 0
                        && !node.operands().isEmpty()
                        && placement.location(node).isBatched()
                        && isReadable(node, map, placement, inlining);
        return isOne ? new ChannelMaps(node, placement).kernel(plain) : Optional.empty();
    }

    private static int channels(Node node) {
        return node.shape().extent(node.shape().rank() - 1);
    }

    private static boolean isReadable(
            Node node, Op.Map map, Placement placement, Inlining inlining) {
        for (int k = 0; k < node.operands().size(); k++) {
            final Node operand = node.operands().get(k);
            if (inlining.contains(operand)) {
                return false;
            }
            final Location location = placement.location(operand);
            final boolean isRow = operand.shape().equals(node.shape()) && location.isBatched();
            final boolean isFlat =
                    !(location instanceof Location.ParameterValues values) || values.flat();
            final boolean isChannel =
                    !operand.shape().isBatched()
                            && map.projections().get(k).equals(List.of(node.shape().rank() - 1))
                            && isFlat;
            if (!isRow && !isChannel) {
                return false;
            }
        }
        return true;
    }

    private Optional<Kernel> kernel(Kernel plain) {
        final Op.Map map = (Op.Map) node.op();
        final List<Value> arguments = new ArrayList<>();
        node.operands().forEach(operand -> arguments.add(Value.element(row(operand), "j")));
        final LaneForm lanes = LaneForm.of(Value.of(map.body(), arguments));
        if (!lanes.isPossible()) {
            return Optional.empty();
        }
        final String result = row(node);
        final List<Statement> loop = new ArrayList<>();
        final String stem = LocalNames.identifier(node.label());
        final Value shared =
                Sharing.share(
                        moved(lanes.value()), part -> scope.name(SharedNames.of(stem, part)), loop);
        final Value place = moved(Value.element(result, "j"));
        loop.add(new Statement.Assign(place, shared, ""));
        final int channels = channels(node);
        final Index start = Index.of(new Counter("i", Integer.MAX_VALUE)).times(channels);
        final List<Statement> body = new ArrayList<>();
        body.add(new Declare(Kind.INDEX, at, start.value(), ""));
        body.add(
                new Statement.Loop(
                        "j",
                        new Value.Whole(0),
                        new Value.Whole(channels),
                        new Value.LaneCount(),
                        loop.stream().map(LaneForm::inLanes).toList(),
                        ""));
        final int places = Math.toIntExact(node.shape().elements()) / channels;
        eachSample.add(Statement.loop("i", new Value.Whole(places), body));
        once.add(scope.eachSample(eachSample));
        return Optional.of(
                new Kernel(
                        plain.name(),
                        List.of(FormulaText.of(node, Set.of())),
                        "vectors of the " + channels + " channels of a place",
                        scope.parameters(),
                        once,
                        false));
    }

    /** A local for the row of a value, of the current sample or of all. */
    private String row(Node value) {
        final String array = scope.parameter(value);
        final Location location = placement.location(value);
        if (location.isBatched()) {
            return rows.computeIfAbsent(array, unused -> scope.declareRow(value, eachSample));
        } else if (location instanceof Location.ParameterValues) {
            return array;
        }
        return rows.computeIfAbsent(
                array,
                unused -> {
                    final String name = scope.name(array + "Row");
                    once.add(new Declare(Kind.ROW, name, Value.element(array, 0), ""));
                    return name;
                });
    }

    /** Elements of samples lie where their place starts. */
    private Value moved(Value value) {
        if (value instanceof Value.Element element) {
            final String array = ((Value.Name) element.array()).name();
            final boolean isOfSample =
                    eachSample.stream()
                            .anyMatch(s -> s instanceof Declare d && d.name().equals(array));
            return isOfSample
                    ? new Value.Element(element.array(), Value.sum(Value.name(at), Value.name("j")))
                    : element;
        }
        return Sharing.withParts(value, this::moved);
    }
}
