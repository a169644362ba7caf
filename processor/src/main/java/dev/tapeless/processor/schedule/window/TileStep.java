package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.ExpressionPrinter;
import dev.tapeless.processor.schedule.code.Sharing;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.BiasSplit;
import dev.tapeless.processor.schedule.group.RowForm;
import dev.tapeless.processor.schedule.lane.LaneForm;
import dev.tapeless.processor.schedule.lane.RoutineCode;
import dev.tapeless.processor.schedule.nest.Counter;
import dev.tapeless.processor.schedule.nest.Index;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.MethodBudget;
import dev.tapeless.processor.schedule.scope.LocalNames;
import dev.tapeless.processor.schedule.scope.SharedNames;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of the sums of a tile before they are stored: an activation, the scale and shift of
 * a normalisation. What it reads besides is one number a unit.
 *
 * @param rows the operands of one number a unit
 * @param names what a tile calls their vectors
 * @param value the expression in vectors, over element {@code j} of {@link #SUM} and of the names
 * @param formula the expression as a person writes it, over {@code z}
 */
record TileStep(List<Node> rows, List<String> names, Value value, String formula) {

    private static final String SUM = "sum";
    private static final String COUNTER = "j";

    /** Keeps unmodifiable copies. */
    TileStep {
        rows = List.copyOf(rows);
        names = List.copyOf(names);
    }

    /**
     * The step that finishes a product.
     *
     * @param product the product
     * @param reader the elementwise expression that alone reads it
     * @param rest its body, or what of it is left to do
     * @return the step; empty where nothing is left, or where it reads more than numbers of units,
     *     or where an operation is missing for vectors
     */
    static Optional<TileStep> of(Node product, Node reader, Expression rest) {
        final Op.Map map = (Op.Map) reader.op();
        final List<Integer> units = List.of(reader.shape().rank() - 1);
        final List<Node> rows = new ArrayList<>();
        final List<String> names = new ArrayList<>();
        final List<Value> arguments = new ArrayList<>();
        for (int k = 0; k < reader.operands().size(); k++) {
            final Node operand = reader.operands().get(k);
            if (operand == product) {
                arguments.add(Value.element(SUM, COUNTER));
            } else if (BiasSplit.reads(rest, new Expression.Argument(k)) == 0) {
                arguments.add(new Value.Real(0));
            } else if (RowForm.isChannels(reader, k) && map.projections().get(k).equals(units)) {
                final String name = name(operand, names);
                rows.add(operand);
                names.add(name);
                arguments.add(Value.element(name, COUNTER));
            } else {
                return Optional.empty();
            }
        }
        final LaneForm lanes = LaneForm.of(Value.of(rest, arguments));
        final boolean isPossible = !(rest instanceof Expression.Argument) && lanes.isPossible();
        final List<String> labels =
                reader.operands().stream()
                        .map(operand -> operand == product ? "z" : operand.label())
                        .toList();
        return isPossible
                ? Optional.of(
                        new TileStep(
                                rows, names, lanes.value(), ExpressionPrinter.print(rest, labels)))
                : Optional.empty();
    }

    /** Labels that differ may be one identifier: "block.aScale" and "blockAScale". */
    private static String name(Node operand, List<String> taken) {
        final String identifier = LocalNames.identifier(operand.label());
        String name = identifier + "_";
        for (int number = 2; taken.contains(name); number++) {
            name = identifier + "_" + number + "_";
        }
        return name;
    }

    /** Whether a tile that applies this step to all its sums is short enough to be compiled. */
    boolean isShort() {
        final RoutineCode code = new RoutineCode(SUM);
        store(SUM, 0, Value.element(SUM, COUNTER), code);
        final int bytes = MethodBudget.bytes(code.statements());
        return bytes * CostModel.WINDOW_SUMS <= CostModel.METHOD_BYTES / 2;
    }

    /** Declares the vectors of numbers of units that stand in rows of the panel. */
    List<Statement> loads(String panel, int firstRow, int width, int vectors) {
        final List<Statement> loads = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            final Index at = Counter.named("u").plus(Index.of((firstRow + k) * width));
            for (int v = 0; v < vectors; v++) {
                final Value index =
                        v == 0 ? at.value() : Value.sum(at.value(), RoutineCode.vectors(v));
                loads.add(
                        RoutineCode.declare(
                                Kind.VECTOR, names.get(k) + v, RoutineCode.load(panel, index)));
            }
        }
        return loads;
    }

    /**
     * Adds the statements that store a sum when the step has been applied.
     *
     * @param sum its name
     * @param vector which vector of units it is of
     * @param place where it goes
     * @param code the statements, which grow
     */
    void store(String sum, int vector, Value place, RoutineCode code) {
        final List<Statement> before = new ArrayList<>();
        final Map<String, Integer> parts = new LinkedHashMap<>();
        final Value shared =
                Sharing.share(
                        named(value, sum, vector),
                        part -> {
                            final String name = SharedNames.of(sum, part);
                            final int count = parts.merge(name, 1, Integer::sum);
                            return count == 1 ? name : name + count;
                        },
                        before);
        before.forEach(statement -> code.add(LaneForm.inLanes(statement)));
        code.add(RoutineCode.assign(place, new Value.Lanes(shared)));
    }

    private Value named(Value part, String sum, int vector) {
        if (part instanceof Value.Broadcast) {
            return part;
        } else if (part instanceof Value.Element element
                && element.array() instanceof Value.Name array) {
            return Value.name(array.name().equals(SUM) ? sum : array.name() + vector);
        }
        return Sharing.withParts(part, p -> named(p, sum, vector));
    }
}
