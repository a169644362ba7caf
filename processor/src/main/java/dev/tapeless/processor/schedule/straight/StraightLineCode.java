package dev.tapeless.processor.schedule.straight;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.schedule.code.Precedence;
import dev.tapeless.processor.schedule.code.Sharing;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.FormulaText;
import dev.tapeless.processor.schedule.lane.LaneForm;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.scope.LocalNames;
import dev.tapeless.processor.schedule.scope.SharedNames;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what was defined and written, element by element, into the statements that a person would
 * write: nothing that nobody reads, and what is read once stands where it is read as long as that
 * needs no parentheses.
 */
final class StraightLineCode {

    /** Where a local is read, and how strongly a value must bind to stand there by itself. */
    private record Reading(Line line, int level, boolean inChoice) {}

    private final LocalNames names;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, List<Reading>> readings = new LinkedHashMap<>();
    private final Map<String, Value> inlined = new LinkedHashMap<>();
    private final Set<Node> shown = new LinkedHashSet<>();
    private final Set<Node> explained = new LinkedHashSet<>();
    private final Set<Node> hidden = new LinkedHashSet<>();

    StraightLineCode(LocalNames names) {
        this.names = names;
    }

    /**
     * The same in vectors, where that takes a fraction of the instructions.
     *
     * @param extents how many elements of each array vectors may touch
     */
    Optional<StraightLineCode> packed(Map<Value, Integer> extents) {
        final StraightLineCode numbers = new StraightLineCode(names);
        numbers.lines.addAll(live());
        final StraightLineCode vectors = new StraightLineCode(names);
        vectors.lines.addAll(LanePacking.of(numbers.lines, extents, names));
        final long instructions = vectors.instructions();
        return numbers.instructions() >= CostModel.STRAIGHT_LINE_GAIN * instructions
                ? Optional.of(vectors)
                : Optional.empty();
    }

    /** About how many instructions the lines take that lead to a place that is written. */
    private long instructions() {
        return live().stream().mapToLong(line -> Instructions.of(line.value())).sum();
    }

    /** The lines that lead to a place that is written. */
    private List<Line> live() {
        findReadings();
        return lines.stream()
                .filter(line -> !line.isLocal() || readings.containsKey(line.local()))
                .toList();
    }

    /** Defines a local that holds an element of a node's value. */
    void define(Node node, String local, Value value) {
        lines.add(Line.number(node, local, value));
    }

    /** Writes an element of a node's value to a place, or adds it to what is there. */
    void write(Node node, Value target, boolean increase, Value value) {
        lines.add(Line.place(node, target, increase, value));
    }

    /** The statements. */
    List<Statement> statements() {
        findReadings();
        lines.forEach(this::inline);
        lines.stream().filter(this::isShown).forEach(line -> shown.add(line.node()));
        for (final Line line : lines) {
            // What lies in an array has a name there, whether or not a local holds it.
            final boolean isComputed = !(line.value() instanceof Value.Element);
            if (isComputed && inlined.containsKey(line.local()) && !shown.contains(line.node())) {
                hidden.add(line.node());
            }
        }
        final List<Statement> statements = new ArrayList<>();
        Node group = null;
        for (final Line line : lines) {
            if (isShown(line)) {
                if (line.node() != group && isExplained(line)) {
                    explained.add(line.node());
                    statements.add(new Statement.Remark(FormulaText.of(line.node(), hidden)));
                }
                group = line.node();
                add(line, statements);
            }
        }
        return statements;
    }

    /** What the statements compute, a line for each value that they name. */
    List<String> formulas() {
        return explained.stream().map(node -> FormulaText.of(node, hidden)).toList();
    }

    private static boolean isExplained(Line line) {
        return !(line.value() instanceof Value.Element) && !(line.node().op() instanceof Op.Input);
    }

    private boolean isShown(Line line) {
        return !line.isLocal()
                || (readings.containsKey(line.local()) && !inlined.containsKey(line.local()));
    }

    /** Notes who reads what, counting only what leads to a place that is written. */
    private void findReadings() {
        readings.clear();
        for (int k = lines.size() - 1; k >= 0; k--) {
            final Line line = lines.get(k);
            if (!line.isLocal() || readings.containsKey(line.local())) {
                read(line, line.value(), Precedence.CHOICE, false);
            }
        }
    }

    private void read(Line line, Value value, int level, boolean inChoice) {
        if (value instanceof Value.Name name) {
            readings.computeIfAbsent(name.name(), unused -> new ArrayList<>())
                    .add(new Reading(line, level, inChoice));
        }
        final boolean choice = value instanceof Value.Select;
        Precedence.forEachPart(value, (part, asked) -> read(line, part, asked, choice));
    }

    private void inline(Line line) {
        final List<Reading> all = readings.getOrDefault(line.local(), List.of());
        if (line.isLocal() && all.size() == 1 && isReadableAt(all.get(0), line)) {
            inlined.put(line.local(), line.value());
        }
    }

    private static boolean isReadableAt(Reading reading, Line line) {
        final boolean isStored =
                !reading.line().isLocal() && reading.line().value() instanceof Value.Name;
        if (line.isVector() && !reading.line().isVector()) {
            return false;
        } else if (line.value() instanceof Value.Element || isStored) {
            return true;
        } else if (line.isVector() != reading.line().isVector()) {
            return false;
        }
        final Op reader = reading.line().node().op();
        final boolean isTermOfSum =
                line.value() instanceof Value.Binary binary
                        && binary.function() == BinaryFunction.MULTIPLY
                        && reader instanceof Op.Reduce;
        // A vector is the start of a chain of calls, or an argument.
        final boolean binds = line.isVector() || Precedence.of(line.value()) >= reading.level();
        final boolean fits = binds && !reading.inChoice();
        return fits && (line.node().op() instanceof Op.Contract || isTermOfSum);
    }

    private void add(Line line, List<Statement> statements) {
        final Value whole = Sharing.replace(line.value(), inlined);
        final String stem =
                line.isLocal() ? line.local() : LocalNames.identifier(line.node().label());
        final List<Statement> before = new ArrayList<>();
        final Value value =
                Sharing.share(whole, part -> names.claim(SharedNames.of(stem, part)), before);
        before.add(statement(line, value));
        statements.addAll(
                line.isVector() ? before.stream().map(LaneForm::inLanes).toList() : before);
    }

    private static Statement statement(Line line, Value value) {
        if (line.isLocal()) {
            return new Statement.Declare(line.kind(), line.local(), value, "");
        }
        final Value target = line.target().get();
        return line.increase()
                ? new Statement.Increase(target, value, "")
                : new Statement.Assign(target, value, "");
    }
}
