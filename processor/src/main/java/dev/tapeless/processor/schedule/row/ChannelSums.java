package dev.tapeless.processor.schedule.row;

import static dev.tapeless.processor.schedule.lane.RoutineCode.ahead;
import static dev.tapeless.processor.schedule.lane.RoutineCode.assign;
import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
import static dev.tapeless.processor.schedule.lane.RoutineCode.load;
import static dev.tapeless.processor.schedule.lane.RoutineCode.vectors;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.FormulaText;
import dev.tapeless.processor.schedule.group.Inlining;
import dev.tapeless.processor.schedule.lane.RoutineCode;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.LocalNames;
import dev.tapeless.processor.schedule.scope.Placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Sums of the places of all samples in vectors, one sum a channel: the gradient of a bias. The sums
 * of a few vectors of channels stay in registers while the places of a sample pass by, in the order
 * in which plain loops add them.
 */
public final class ChannelSums {

    private static final List<Integer> WIDTHS = List.of(4, 1);

    private ChannelSums() {}

    /** Whether a value is such a sum of rows that are stored, over enough channels. */
    public static boolean isOne(Node node, Inlining inlining) {
        if (!(node.op() instanceof Op.Reduce reduce) || reduce.kind() != Op.Reduce.Kind.SUM) {
            return false;
        }
        final Node operand = node.operands().get(0);
        final int last = operand.shape().rank() - 1;
        return operand.shape().isBatched()
                && last >= 2
                && reduce.axes().equals(IntStream.range(0, last).boxed().toList())
                && operand.shape().extent(last) >= CostModel.WIDE
                && !inlining.contains(operand)
                && !(operand.op() instanceof Op.Random);
    }

    /** The kernel in vectors. */
    public static Kernel kernel(
            Node node, Location.ParameterGradient place, String name, Placement placement) {
        final KernelScope scope = new KernelScope(placement);
        final Node rows = node.operands().get(0);
        final int width = rows.shape().extent(rows.shape().rank() - 1);
        scope.parameter(rows);
        final String preferred = LocalNames.identifier(place.parameter()) + "Gradient";
        final String sums = scope.parameter(place, preferred);
        final Statement call =
                new Statement.Call(
                        addPlaces(),
                        List.of(
                                scope.row(rows),
                                new Value.Whole(Math.toIntExact(rows.shape().elements()) / width),
                                Value.name(sums),
                                new Value.Whole(width)));
        final List<Statement> body = List.of(scope.eachSample(List.of(call)));
        return new Kernel(
                name,
                List.of(FormulaText.of(node, Set.of())),
                "vectors of sums, which run over the places of a sample",
                scope.parameters(),
                body,
                false);
    }

    /** {@code sums[c] += sum over p of row[p * width + c]}. */
    private static Routine addPlaces() {
        final RoutineCode code = new RoutineCode("addPlaces");
        code.with(Kind.ROW, "row").with(Kind.INDEX, "places");
        code.with(Kind.ROW, "sums").with(Kind.INDEX, "width");
        Value from = new Value.Whole(0);
        for (final int vectors : WIDTHS) {
            final String end = "in" + vectors;
            final Value step = vectors(vectors);
            final Value count = new Value.Binary(BinaryFunction.DIVIDE, Value.name("width"), step);
            code.add(declare(Kind.INDEX, end, Value.product(count, step)));
            final List<Statement> body = body(vectors);
            code.add(new Statement.Loop("c", from, Value.name(end), step, body, ""));
            from = Value.name(end);
        }
        final List<Statement> rest = new ArrayList<>();
        rest.add(new Statement.DeclareVariable("sum", Value.element("sums", "c")));
        final Value place = Value.product(Value.name("p"), Value.name("width"));
        final Value term = new Value.Element(Value.name("row"), Value.sum(place, Value.name("c")));
        final Statement add = new Statement.Increase(Value.name("sum"), term, "");
        rest.add(Statement.loop("p", Value.name("places"), List.of(add)));
        rest.add(assign(Value.element("sums", "c"), Value.name("sum")));
        code.add(new Statement.Loop("c", from, Value.name("width"), 1, rest, ""));
        return code.finish("sums[c] += the sum over p of row[p * width + c].");
    }

    private static List<Statement> body(int vectors) {
        final List<Statement> body = new ArrayList<>();
        final List<Statement> loop = new ArrayList<>();
        final Value place = Value.product(Value.name("p"), Value.name("width"));
        loop.add(declare(Kind.INDEX, "at", Value.sum(place, Value.name("c"))));
        for (int v = 0; v < vectors; v++) {
            final Value sum = Value.name("sum" + v);
            final Value first = load("sums", ahead("c", v));
            body.add(new Statement.DeclareVariable(Kind.VECTOR, "sum" + v, first));
            final Value term = new Value.Element(Value.name("row"), ahead("at", v));
            loop.add(assign(sum, new Value.Lanes(Value.sum(sum, term))));
        }
        body.add(Statement.loop("p", Value.name("places"), loop));
        for (int v = 0; v < vectors; v++) {
            final Value sum = new Value.Element(Value.name("sums"), ahead("c", v));
            body.add(assign(sum, new Value.Lanes(Value.name("sum" + v))));
        }
        return body;
    }
}
