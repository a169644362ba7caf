package dev.tapeless.processor.schedule.straight;

import dev.tapeless.processor.schedule.code.Sharing;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.lane.LaneForm;
import dev.tapeless.processor.schedule.lane.LaneSums;
import dev.tapeless.processor.schedule.lane.RoutineCode;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.scope.LocalNames;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Packs eight neighbouring elements that are computed by the same operations into a vector, and
 * sums over its lanes into as few vectors as hold them. Every number is computed by the same
 * operations in the same order as before. (Larsen and Amarasinghe, Exploiting superword level
 * parallelism with multimedia instruction sets, 2000.)
 */
final class LanePacking {

    private static final int LANES = CostModel.STRAIGHT_LINE_LANES;

    private static final Pattern NUMBER = Pattern.compile("_?\\d+$");

    private static final Value HOLE = new Value.Whole(0);

    /** Where a packed local lies. */
    private record Place(String vector, int lane) {}

    /** A sum over the lanes of a vector, and what is added behind them. */
    private record LaneSum(Line line, Value lanes, List<Value> rest) {}

    private final Map<Value, Integer> extents;
    private final LocalNames names;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final List<Line> packed = new ArrayList<>();

    private LanePacking(Map<Value, Integer> extents, LocalNames names) {
        this.extents = extents;
        this.names = names;
    }

    /**
     * Packs what can be packed.
     *
     * @param lines one line an element, those of a value one after the other
     * @param extents how many elements of each array vectors may touch: what a wide one writes
     *     beyond eight elements is written again by the next lines
     * @param names the names of the method
     * @return lines of numbers and of vectors
     */
    static List<Line> of(List<Line> lines, Map<Value, Integer> extents, LocalNames names) {
        final LanePacking packing = new LanePacking(extents, names);
        int start = 0;
        while (start < lines.size()) {
            int end = start + 1;
            while (end < lines.size() && belong(lines.get(start), lines.get(end))) {
                end++;
            }
            packing.add(lines.subList(start, end));
            start = end;
        }
        return packing.packed;
    }

    /** Whether lines define elements of one value, or write into one array. */
    private static boolean belong(Line first, Line other) {
        return first.node() == other.node()
                && first.kind() == other.kind()
                && first.increase() == other.increase()
                && array(first).equals(array(other));
    }

    private static Optional<Value> array(Line line) {
        return line.target().map(target -> ((Value.Element) target).array());
    }

    private void add(List<Line> run) {
        final List<Line> numbers = new ArrayList<>();
        int first = 0;
        for (; first + LANES <= run.size(); first += LANES) {
            final List<Line> block = run.subList(first, first + LANES);
            final Value lanes = isRow(block) ? lanes(values(block)) : null;
            if (lanes == null) {
                numbers.addAll(block);
            } else {
                addBlock(block, lanes);
            }
        }
        numbers.addAll(run.subList(first, run.size()));
        addNumbers(numbers);
    }

    /**
     * Whether elements are locals, or lie where a vector can be written. Nothing is added to what
     * is there: a wide vector would read what the one before it has just written, in part, which a
     * processor has to wait for. Gradients of 4-8-3 take 48 ns so, and 38 in numbers.
     */
    private boolean isRow(List<Line> block) {
        final Line first = block.get(0);
        return first.isLocal()
                || (!first.increase()
                        && row(block.stream().map(line -> line.target().get()).toList()) != null);
    }

    private static List<Value> values(List<Line> block) {
        return block.stream().map(Line::value).toList();
    }

    private void addBlock(List<Line> block, Value lanes) {
        final Line first = block.get(0);
        if (!first.isLocal()) {
            packed.add(Line.vectorPlace(first.node(), first.target().get(), lanes));
            return;
        }
        final String vector = names.claim(NUMBER.matcher(first.local()).replaceFirst(""), "Lanes");
        packed.add(Line.vector(first.node(), vector, lanes));
        for (int lane = 0; lane < LANES; lane++) {
            final Line line = block.get(lane);
            places.put(line.local(), new Place(vector, lane));
            // What lies in an array is read there; nobody need read the others.
            packed.add(
                    line.value() instanceof Value.Element
                            ? line
                            : Line.number(
                                    line.node(),
                                    line.local(),
                                    new Value.Lane(Value.name(vector), lane)));
        }
    }

    private void addNumbers(List<Line> numbers) {
        final List<LaneSum> sums = new ArrayList<>();
        for (final Line line : numbers) {
            laneSum(line, line.value(), List.of()).ifPresent(sums::add);
        }
        final Map<Line, Line> summed = new LinkedHashMap<>();
        if (!sums.isEmpty()) {
            addSums(sums, summed);
        }
        numbers.forEach(line -> packed.add(summed.getOrDefault(line, line)));
    }

    private void addSums(List<LaneSum> sums, Map<Line, Line> summed) {
        final List<List<String>> vectors = new ArrayList<>();
        for (final LaneSum sum : sums) {
            final Line line = sum.line();
            final String stem =
                    line.isLocal() ? line.local() : LocalNames.identifier(line.node().label());
            final String vector = names.claim(stem + "Terms");
            packed.add(Line.vector(line.node(), vector, sum.lanes()));
            vectors.add(List.of(vector));
        }
        final RoutineCode code = new RoutineCode("");
        final List<Value> totals = LaneSums.fold(LANES, vectors, names::claim, code);
        for (final Statement statement : code.statements()) {
            final Statement.Declare declare = (Statement.Declare) statement;
            final Value lanes = ((Value.Lanes) declare.value()).value();
            packed.add(Line.vector(sums.get(0).line().node(), declare.name(), lanes));
        }
        for (int k = 0; k < sums.size(); k++) {
            final Line line = sums.get(k).line();
            Value total = totals.get(k);
            for (final Value term : sums.get(k).rest()) {
                total = Value.sum(total, term);
            }
            summed.put(
                    line,
                    new Line(
                            line.node(),
                            line.kind(),
                            line.local(),
                            line.target(),
                            line.increase(),
                            total));
        }
    }

    /** The sum over lanes that a value is, where these can be packed. */
    private Optional<LaneSum> laneSum(Line line, Value value, List<Value> rest) {
        final Value[] terms = new Value[LANES];
        if (addTerms(value, 0, 1, terms)) {
            final Value lanes = lanes(List.of(terms));
            if (lanes != null) {
                return Optional.of(new LaneSum(line, lanes, rest));
            }
        }
        if (Sums.isSum(value)) {
            final List<Value> more = new ArrayList<>(rest);
            more.add(0, ((Value.Binary) value).right());
            return laneSum(line, ((Value.Binary) value).left(), more);
        }
        return Optional.empty();
    }

    /** Finds the terms of a sum by halves: {@link Sums}. */
    private static boolean addTerms(Value value, int first, int distance, Value[] terms) {
        if (distance == LANES) {
            terms[first] = value;
            return true;
        }
        return Sums.isSum(value)
                && addTerms(((Value.Binary) value).left(), first, 2 * distance, terms)
                && addTerms(((Value.Binary) value).right(), first + distance, 2 * distance, terms);
    }

    /** The expression for every lane that gives these numbers; null where there is none. */
    private Value lanes(List<Value> numbers) {
        final Value first = numbers.get(0);
        if (numbers.stream().allMatch(first::equals)) {
            return first instanceof Value.Real ? first : new Value.Broadcast(first);
        } else if (first instanceof Value.Element) {
            return row(numbers);
        } else if (first instanceof Value.Name) {
            return vector(numbers);
        }
        final Value operation = Sharing.withParts(first, part -> HOLE);
        final boolean isPossible = LaneForm.isPossible(first, false);
        if (!isPossible
                || !numbers.stream()
                        .allMatch(n -> Sharing.withParts(n, part -> HOLE).equals(operation))) {
            return null;
        }
        final List<Value> parts = new ArrayList<>();
        for (int part = 0; part < Sharing.parts(first).size(); part++) {
            final int k = part;
            final Value lanes =
                    lanes(numbers.stream().map(number -> Sharing.parts(number).get(k)).toList());
            if (lanes == null) {
                return null;
            }
            parts.add(lanes);
        }
        final Iterator<Value> next = parts.iterator();
        return Sharing.withParts(first, part -> next.next());
    }

    /** Neighbours in an array, from the first on, where the widest vector fits. */
    private Value row(List<Value> numbers) {
        final Value.Element first = (Value.Element) numbers.get(0);
        final int widest = LANES + CostModel.STRAIGHT_LINE_ROOM;
        for (int lane = 0; lane < LANES; lane++) {
            final boolean isNeighbour =
                    first.index() instanceof Value.Whole start
                            && start.value() + widest <= extents.getOrDefault(first.array(), 0)
                            && numbers.get(lane) instanceof Value.Element element
                            && element.array().equals(first.array())
                            && element.index().equals(new Value.Whole(start.value() + lane));
            if (!isNeighbour) {
                return null;
            }
        }
        return first;
    }

    /** The lanes of a vector, in order. */
    private Value vector(List<Value> numbers) {
        final Place first = places.get(((Value.Name) numbers.get(0)).name());
        for (int lane = 0; lane < LANES; lane++) {
            final boolean isLane =
                    first != null
                            && numbers.get(lane) instanceof Value.Name name
                            && new Place(first.vector(), lane).equals(places.get(name.name()));
            if (!isLane) {
                return null;
            }
        }
        return Value.name(first.vector());
    }
}
