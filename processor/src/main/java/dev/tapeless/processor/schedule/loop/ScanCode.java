package dev.tapeless.processor.schedule.loop;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.schedule.code.Counted;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.Inlining;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.LocalNames;
import dev.tapeless.processor.schedule.scope.Placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The statements of a loop over positions. At each the elements of the sequences are copied to rows
 * of their own, the kernels of the body are called, what is emitted is copied to its position, and
 * the next states become the states.
 */
final class ScanCode {

    private static final Value FIRST = new Value.Whole(0);

    private final KernelScope scope;
    private final Placement placement;
    private final Inlining inlining;
    private final Node scan;
    private final Op.Scan op;
    private final ScanBody body;
    private final Placement inside;
    private final Map<Integer, Node> members = new LinkedHashMap<>();

    /**
     * Starts the code of one scan.
     *
     * @param placement where the values around it lie
     * @param inlining which of them have no place
     * @param scan the scan
     * @param body what it does at one position
     * @param inside where the values of the body lie
     * @param picks the members of its result that anybody reads
     */
    ScanCode(
            Placement placement,
            Inlining inlining,
            Node scan,
            ScanBody body,
            Placement inside,
            List<Node> picks) {
        this.scope = new KernelScope(placement);
        this.placement = placement;
        this.inlining = inlining;
        this.scan = scan;
        this.op = (Op.Scan) scan.op();
        this.body = body;
        this.inside = inside;
        picks.forEach(pick -> members.put(((Op.Pick) pick.op()).index(), pick));
    }

    /**
     * The kernel.
     *
     * @param name its name
     * @param steps the kernels of the body
     * @param vectors whether these are called in vectors where they have such a form
     * @return the loop
     */
    Kernel kernel(String name, List<Kernel> steps, boolean vectors) {
        // The parameters in the order in which a person would give them.
        for (int k = 0; k < scan.operands().size(); k++) {
            final boolean isCarried = k >= op.states() || body.states().containsKey(k);
            if (isCarried && !inlining.contains(scan.operands().get(k))) {
                scope.parameter(scan.operands().get(k));
            }
        }
        members.values().forEach(scope::parameter);
        body.states().values().forEach(this::inner);
        body.elements().forEach(this::inner);
        final List<Statement> calls = steps.stream().map(step -> call(step, vectors)).toList();
        final List<Statement> code = new ArrayList<>(start());
        code.add(loop(calls));
        code.addAll(finish());
        final String direction = op.reverse() ? ", the last one first" : "";
        return new Kernel(
                name,
                List.of(body.formula(scan)),
                "a loop over " + Counted.of(op.length(), "position") + direction,
                scope.parameters(),
                code,
                false);
    }

    // Rows ---------------------------------------------------------------------------------------

    /** The parameter for a value of the body. */
    private String inner(Node node) {
        final Node holder = inside.holder(node);
        final String suffix = body.elements().contains(holder) ? "AtT" : "";
        final String name = LocalNames.identifier(holder.label()) + suffix;
        return scope.parameter(inside.location(holder), name);
    }

    /** The parameter for a value around the loop of which a row is copied. */
    private String outer(Node node) {
        if (placement.location(node) instanceof Location.ParameterValues) {
            throw new IllegalStateException("no loop over the elements of " + node);
        }
        return scope.parameter(node);
    }

    private static int length(Node node) {
        return Math.toIntExact(node.shape().elements());
    }

    /** Where the elements of a position begin. */
    private static Value at(Value position, int length) {
        return length == 1 ? position : Value.product(position, new Value.Whole(length));
    }

    // Steps --------------------------------------------------------------------------------------

    private Statement call(Kernel step, boolean vectors) {
        final Optional<Kernel.VectorForm> form = vectors ? step.vectors() : Optional.empty();
        final List<Kernel.Parameter> given =
                form.map(Kernel.VectorForm::parameters).orElse(step.parameters());
        final List<String> documentation = new ArrayList<>();
        step.formula().forEach(line -> documentation.add(line + "."));
        documentation.add("Form: " + form.map(Kernel.VectorForm::form).orElse(step.form()) + ".");
        final Routine routine =
                new Routine(
                        step.name(),
                        documentation,
                        Optional.empty(),
                        given.stream()
                                .map(p -> new Routine.Parameter(kind(p.location()), p.name()))
                                .toList(),
                        form.map(Kernel.VectorForm::body).orElse(step.body()));
        return new Statement.Call(routine, given.stream().map(this::argument).toList());
    }

    /** A step computes all rows of its results. */
    private Value argument(Kernel.Parameter parameter) {
        if (parameter.location() instanceof Location.Count) {
            return scope.count();
        } else if (parameter.location() instanceof Location.From) {
            return FIRST;
        } else if (parameter.location() instanceof Location.To to) {
            return new Value.Whole(to.rows());
        }
        return Value.name(scope.parameter(parameter.location(), parameter.name()));
    }

    private static Kind kind(Location location) {
        if (location instanceof Location.Count
                || location instanceof Location.First
                || location instanceof Location.From
                || location instanceof Location.To) {
            return Kind.INDEX;
        }
        final boolean isFlat =
                (location instanceof Location.ParameterValues values && values.flat())
                        || (location instanceof Location.ParameterGradient gradient
                                && gradient.flat());
        return isFlat ? Kind.ROW : Kind.ROWS;
    }

    /** Sets the states to what they start from. */
    private List<Statement> start() {
        final RowCopies copies = new RowCopies(scope);
        for (final int k : body.states().keySet()) {
            final Node state = body.states().get(k);
            final Node initial = scan.operands().get(k);
            final boolean isBatched = state.shape().isBatched();
            if (inlining.contains(initial)) {
                final Expression number = ((Op.Map) initial.op()).body();
                final double value = ((Expression.Constant) number).value();
                copies.fill(isBatched, inner(state), length(state), value);
            } else {
                copies.copy(isBatched, outer(initial), FIRST, inner(state), FIRST, length(state));
            }
        }
        return copies.finish();
    }

    private Statement loop(List<Statement> calls) {
        final List<Statement> step = new ArrayList<>();
        final String position = scope.name("t");
        final String counter = op.reverse() ? scope.name("done") : position;
        if (op.reverse()) {
            final Value last = new Value.Whole(op.length() - 1);
            final Value value = Value.difference(last, Value.name(counter));
            step.add(new Declare(Kind.INDEX, position, value, ""));
        }
        step.addAll(read(Value.name(position)));
        step.addAll(calls);
        step.addAll(leave(Value.name(position)));
        return Statement.loop(counter, new Value.Whole(op.length()), step);
    }

    /** Copies the elements of the sequences at a position. */
    private List<Statement> read(Value position) {
        final RowCopies copies = new RowCopies(scope);
        for (int k = 0; k < op.sequences(); k++) {
            final Node element = body.elements().get(k);
            final int length = length(element);
            final String sequence = outer(scan.operands().get(op.states() + k));
            final boolean isBatched = element.shape().isBatched();
            copies.copy(isBatched, sequence, at(position, length), inner(element), FIRST, length);
        }
        return copies.finish();
    }

    /** Copies what is emitted to its position, and then the next states to the states. */
    private List<Statement> leave(Value position) {
        final RowCopies copies = new RowCopies(scope);
        for (int k = 0; k < body.emissions().size(); k++) {
            final Node emission = body.emissions().get(k);
            final Node member = members.get(op.states() + k);
            if (member != null) {
                final int length = length(emission);
                final Value place = at(position, length);
                final boolean isBatched = emission.shape().isBatched();
                copies.copy(isBatched, inner(emission), FIRST, outer(member), place, length);
            }
        }
        for (final int k : body.states().keySet()) {
            final Node state = body.states().get(k);
            final Node next = body.next().get(k);
            if (inside.holder(next) != state) {
                final boolean isBatched = state.shape().isBatched();
                copies.copy(isBatched, inner(next), FIRST, inner(state), FIRST, length(state));
            }
        }
        return copies.finish();
    }

    /** Copies the last states to where they are picked. */
    private List<Statement> finish() {
        final RowCopies copies = new RowCopies(scope);
        for (final int k : body.states().keySet()) {
            final Node state = body.states().get(k);
            final Node member = members.get(k);
            if (member != null) {
                final boolean isBatched = state.shape().isBatched();
                copies.copy(isBatched, inner(state), FIRST, outer(member), FIRST, length(state));
            }
        }
        return copies.finish();
    }
}
