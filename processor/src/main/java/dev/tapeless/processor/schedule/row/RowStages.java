package dev.tapeless.processor.schedule.row;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.schedule.code.Sharing;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.BiasSplit;
import dev.tapeless.processor.schedule.group.Inlining;
import dev.tapeless.processor.schedule.group.Reductions;
import dev.tapeless.processor.schedule.group.RowForm;
import dev.tapeless.processor.schedule.lane.Lanes;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.LocalNames;
import dev.tapeless.processor.schedule.scope.SharedNames;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happens to the rows of one sample, one loop over the elements for each step: elementwise
 * expressions, sums and maxima of a row, copies of parts. Random numbers are drawn where they are
 * read.
 */
public final class RowStages {

    private final KernelScope scope;
    private final Inlining inlining;
    private final Set<Node> kept;
    private final Lanes lanes;
    private final List<Statement> once = new ArrayList<>();
    private final List<Statement> code = new ArrayList<>();
    private final Map<String, String> rows = new LinkedHashMap<>();
    private final Set<String> shared = new LinkedHashSet<>();
    private final Map<Node, String> scalars = new LinkedHashMap<>();
    private final Map<Integer, String> keys = new LinkedHashMap<>();

    /**
     * Starts without steps.
     *
     * @param scope the kernel
     * @param inlining which values are computed where they are read
     * @param kept values of one number a sample that others read, so that they are stored
     * @param lanes what runs in vectors where it can
     */
    public RowStages(KernelScope scope, Inlining inlining, Set<Node> kept, Lanes lanes) {
        this.scope = scope;
        this.inlining = inlining;
        this.kept = kept;
        this.lanes = lanes;
    }

    /** The loop over all samples, and what comes before; empty without steps. */
    public List<Statement> finish() {
        final List<Statement> all = new ArrayList<>(once);
        if (!code.isEmpty()) {
            all.addAll(scope.forSamples(code));
        }
        return all;
    }

    /** Declarations that hold for all samples. */
    public List<Statement> once() {
        return once;
    }

    /** The steps of one sample. */
    public List<Statement> steps() {
        return code;
    }

    /** Makes a local known that holds the row of the current sample. */
    public void use(Node node, String row) {
        rows.put(scope.parameter(node), row);
    }

    /** Adds the step of a node. */
    public void add(Node node) {
        if (node.op() instanceof Op.Map map) {
            map(node, map, map.body());
        } else if (node.op() instanceof Op.Reduce reduce) {
            reduce(node, reduce);
        } else if (node.op() instanceof Op.View view) {
            view(node, view);
        } else if (node.op() instanceof Op.Concatenate) {
            int offset = 0;
            for (final Node part : node.operands()) {
                final int length = Math.toIntExact(part.shape().elements());
                final String from = row(part);
                code.add(
                        new Statement.Copy(
                                Value.name(from), 0, Value.name(row(node)), offset, length));
                offset += length;
            }
        } else if (node.op() instanceof Op.Input) {
            throw new IllegalStateException("an input is not computed");
        } else if (!(node.op() instanceof Op.Reshape)) {
            throw new IllegalStateException("no loops for " + node + ": " + node.op());
        }
    }

    /** Copies a value to a row that belongs to the caller. */
    public void copy(Node node, Location to) {
        final String target = scope.name("result");
        final String parameter = scope.parameter(to, "output");
        final String from = row(node);
        code.add(new Declare(Kind.ROW, target, Value.element(parameter, KernelScope.SAMPLE), ""));
        final int length = Math.toIntExact(node.shape().elements());
        code.add(new Statement.Copy(Value.name(from), 0, Value.name(target), 0, length));
    }

    /** Adds the step of an elementwise node with another expression in the place of its own. */
    public void map(Node node, Op.Map map, Expression body) {
        final Value value = value(node, map, body);
        final String stem = LocalNames.identifier(node.label());
        if (node.shape().rank() == 1 && node.shape().isBatched()) {
            final Value number = share(value, stem, code);
            final String local = scope.name(stem);
            code.add(new Declare(Kind.REAL, local, number, ""));
            keep(node, local);
            return;
        }
        final String row = row(node);
        final int length = Math.toIntExact(node.shape().elements());
        final int channels = node.shape().extent(node.shape().rank() - 1);
        final LaneLoops loops =
                new LaneLoops(scope, this, lanes, length, readsShared(value) ? channels : length);
        code.addAll(
                loops.handles(value)
                        ? loops.assign(row, value, stem)
                        : loops.elements(row, value, stem));
    }

    /**
     * Whether an element is one number a channel, which stands at the counter of channels alone.
     */
    private boolean readsShared(Value value) {
        return value instanceof Value.Element element
                ? isShared(element)
                : Sharing.parts(value).stream().anyMatch(this::readsShared);
    }

    /** Whether an element is of a row that all samples share. */
    boolean isShared(Value.Element element) {
        return element.array() instanceof Value.Name array && shared.contains(array.name());
    }

    /**
     * The value whose elements of rows lie some elements further on.
     *
     * @param value over element {@code j}
     * @param at the name of the distance
     * @return the same over elements {@code at + j}; numbers of channels stay
     */
    Value moved(Value value, String at) {
        if (value instanceof Value.Element element) {
            return isShared(element)
                    ? element
                    : new Value.Element(
                            element.array(), Value.sum(Value.name(at), element.index()));
        } else if (value instanceof Value.Broadcast) {
            return value;
        }
        return Sharing.withParts(value, part -> moved(part, at));
    }

    /** The element {@code j} of an elementwise node with an expression in the place of its own. */
    Value value(Node node, Op.Map map, Expression body) {
        final List<Value> arguments = new ArrayList<>();
        for (int k = 0; k < node.operands().size(); k++) {
            final boolean isRead = BiasSplit.reads(body, new Expression.Argument(k)) > 0;
            arguments.add(
                    isRead
                            ? argument(node, node.operands().get(k), map.projections().get(k))
                            : new Value.Real(0));
        }
        return Value.of(body, arguments);
    }

    /** What computes an element of a row. */
    List<Statement> assignment(Value place, Value value, String stem) {
        return scope.block(
                () -> {
                    final List<Statement> loop = new ArrayList<>();
                    final Value named = share(value, stem, loop);
                    loop.add(new Statement.Assign(place, named, ""));
                    return loop;
                });
    }

    private Value share(Value value, String stem, List<Statement> before) {
        return Sharing.share(value, part -> scope.name(SharedNames.of(stem, part)), before);
    }

    private Value argument(Node node, Node operand, List<Integer> projection) {
        final int rank = node.shape().rank();
        if (operand.op() instanceof Op.Random random) {
            return uniform(operand, random);
        } else if (!operand.shape().isBatched()) {
            final String row = row(operand);
            if (rank > 2) {
                shared.add(row);
            }
            return projection.isEmpty() ? Value.element(row, 0) : Value.element(row, "j");
        } else if (projection.equals(List.of(0)) && operand.shape().isBatched()) {
            return scalar(operand);
        } else if (projection.size() == rank) {
            return element(operand, 0);
        }
        throw new IllegalStateException("no loops for a broadcast over " + projection);
    }

    /** An element of a row, or of the part of a row that a value is. */
    private Value element(Node node, int offset) {
        if (inlining.contains(node)) {
            final Op.View view = (Op.View) node.op();
            final int start = view.source().coordinates().get(1).offset();
            return element(node.operands().get(0), offset + start);
        }
        return new Value.Element(Value.name(row(node)), Value.offset("j", offset));
    }

    private void reduce(Node node, Op.Reduce reduce) {
        final Node operand = node.operands().get(0);
        if (operand.shape().rank() != 2 || !reduce.axes().equals(List.of(1))) {
            throw new IllegalStateException("no loops for a reduction over " + reduce.axes());
        }
        final String row = row(operand);
        final String local = scope.name(LocalNames.identifier(node.label()));
        final double start = Reductions.neutral(reduce.kind());
        code.add(new Statement.DeclareVariable(local, new Value.Real(start)));
        final Value next =
                new Value.Binary(
                        Reductions.function(reduce.kind()),
                        Value.name(local),
                        Value.element(row, "j"));
        elementLoop(operand, List.of(new Statement.Assign(Value.name(local), next, "")));
        keep(node, local);
    }

    /** Makes a number of a sample known to later steps, and stores it where others read it. */
    private void keep(Node node, String local) {
        scalars.put(node, local);
        if (kept.contains(node)) {
            final Value place = new Value.Element(scope.row(node), new Value.Whole(0));
            code.add(new Statement.Assign(place, Value.name(local), ""));
        }
    }

    private Value scalar(Node node) {
        final String local = scalars.get(node);
        return local == null
                ? new Value.Element(scope.row(node), new Value.Whole(0))
                : Value.name(local);
    }

    private void view(Node node, Op.View view) {
        final Node operand = node.operands().get(0);
        final Affine coordinate = view.source().coordinates().get(1);
        final int length = Math.toIntExact(node.shape().elements());
        if (!RowForm.isSlice(node, view)) {
            throw new IllegalStateException("no loops for the view " + view);
        }
        final String from = row(operand);
        code.add(
                new Statement.Copy(
                        Value.name(from), coordinate.offset(), Value.name(row(node)), 0, length));
    }

    private Value uniform(Node node, Op.Random random) {
        final String key =
                keys.computeIfAbsent(
                        random.stream(),
                        stream -> {
                            scope.parameter(new Location.Seed(), "seed");
                            scope.parameter(new Location.Step(), "step");
                            final String stem = LocalNames.identifier(node.label());
                            final String name = scope.name(stem + "Key");
                            final Value value = new Value.RandomKey(stream, scope.sample());
                            code.add(new Declare(Kind.KEY, name, value, ""));
                            return name;
                        });
        return new Value.Uniform(Value.name(key), Value.name("j"));
    }

    private void elementLoop(Node node, List<Statement> body) {
        final int length = Math.toIntExact(node.shape().elements());
        code.add(Statement.loop("j", new Value.Whole(length), body));
    }

    private String row(Node node) {
        return rows.computeIfAbsent(
                scope.parameter(node),
                unused ->
                        node.shape().isBatched()
                                ? scope.declareRow(node, code)
                                : scope.declareShared(node, once));
    }
}
