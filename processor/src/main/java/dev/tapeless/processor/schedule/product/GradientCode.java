package dev.tapeless.processor.schedule.product;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.ContractRole;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Loops for the gradients of a product. Sums over samples run in ascending order of samples, sums
 * over units in ascending order of units, in every form.
 */
public final class GradientCode {

    private final KernelScope scope;

    public GradientCode(KernelScope scope) {
        this.scope = scope;
    }

    /** {@code dw[i][u] += sum over s of x[s][i] * dy[s][u]}. */
    public List<Statement> weights(ContractRole role, String gradient, boolean flat) {
        return flat ? flatWeights(role, gradient) : rowWeights(role, gradient);
    }

    private List<Statement> flatWeights(ContractRole role, String gradient) {
        return scope.block(() -> flatWeightsOf(role, gradient));
    }

    private List<Statement> flatWeightsOf(ContractRole role, String gradient) {
        final List<Statement> sample = new ArrayList<>();
        final String x = scope.declareRow(role.rows(), sample);
        final String dy = scope.declareRow(role.other(), sample);
        final List<String> units = declareElements(dy, role.units(), sample);
        final List<Statement> body = new ArrayList<>();
        final String factor = scope.name("x");
        body.add(new Declare(Kind.REAL, factor, Value.element(x, "i"), ""));
        final FlatRow row = FlatRow.declare(scope, role.units(), body);
        for (int u = 0; u < role.units(); u++) {
            final Value place = row.element(gradient, u);
            final Value next = new Value.Fma(Value.name(factor), Value.name(units.get(u)), place);
            body.add(new Statement.Assign(place, next, ""));
        }
        sample.add(scope.eachRow("i", role.inputs(), body));
        return List.of(scope.eachSample(sample));
    }

    private List<Statement> rowWeights(ContractRole role, String gradient) {
        final int most = CostModel.ROWS_A_PASS;
        final int fewer = CostModel.SAMPLES_OF_REST;
        return List.of(
                steps(role, gradient, new Value.Whole(0), most),
                steps(role, gradient, taken(most), fewer),
                steps(role, gradient, taken(fewer), 1));
    }

    /** As many samples as whole steps take. */
    private Value taken(int step) {
        final Value size = new Value.Whole(step);
        return Value.product(new Value.Binary(BinaryFunction.DIVIDE, scope.count(), size), size);
    }

    /** Samples from one on, some in a step, while there are as many. */
    private Statement steps(ContractRole role, String gradient, Value from, int step) {
        final List<Statement> body = scope.block(() -> samples(role, gradient, step));
        return new Statement.Loop(
                KernelScope.SAMPLE,
                from,
                Value.offset(KernelScope.COUNT, 1 - step),
                step,
                body,
                "");
    }

    /** Adds the products of some consecutive samples. */
    private List<Statement> samples(ContractRole role, String gradient, int samples) {
        final List<Statement> outer = new ArrayList<>();
        final List<Statement> inner = new ArrayList<>();
        final String row = scope.name("gradientRow");
        inner.add(new Declare(Kind.ROW, row, Value.element(gradient, "i"), ""));
        Value sum = Value.element(row, "j");
        for (int k = 0; k < samples; k++) {
            final Value sample = Value.offset(KernelScope.SAMPLE, k);
            final String x = scope.name("x" + k);
            final String dy = scope.name("dy" + k);
            final String factor = scope.name("x" + k + "i");
            outer.add(new Declare(Kind.ROW, x, at(role.rows(), sample), ""));
            outer.add(new Declare(Kind.ROW, dy, at(role.other(), sample), ""));
            inner.add(new Declare(Kind.REAL, factor, Value.element(x, "i"), ""));
            sum = new Value.Fma(Value.name(factor), Value.element(dy, "j"), sum);
        }
        final Statement assign = new Statement.Assign(Value.element(row, "j"), sum, "");
        inner.add(Statement.loop("j", new Value.Whole(role.units()), List.of(assign)));
        outer.add(scope.eachRow("i", role.inputs(), inner));
        return outer;
    }

    /** {@code dw[i][u] += sum over s of x[s][i] * dy[s][u]} in vectors. */
    public List<Statement> weightsInVectors(ContractRole role, String gradient) {
        return List.of(
                new Statement.Call(
                        new VectorRoutines(scope.routines(), role.units()).addGradient(),
                        List.of(
                                Value.name(scope.parameter(role.rows())),
                                Value.name(scope.parameter(role.other())),
                                scope.count(),
                                Value.name(gradient),
                                scope.from(role.inputs()),
                                scope.to(role.inputs()),
                                new Value.Whole(role.units()),
                                ProductKernels.panels(scope, role.units()))));
    }

    private Value at(Node node, Value sample) {
        return new Value.Element(Value.name(scope.parameter(node)), sample);
    }

    /** {@code dx[s][i] = sum over u of dy[s][u] * w[i][u]}, weights read as they lie. */
    List<Statement> dots(ContractRole role, Node dx, String weights, boolean flat) {
        return scope.block(() -> dotsOf(role, dx, weights, flat));
    }

    private List<Statement> dotsOf(ContractRole role, Node dx, String weights, boolean flat) {
        final List<Statement> sample = new ArrayList<>();
        final String dy = scope.declareRow(role.rows(), sample);
        final String row = scope.declareRow(dx, sample);
        if (flat) {
            final List<String> units = declareElements(dy, role.units(), sample);
            sample.add(
                    Statement.loop(
                            "i",
                            new Value.Whole(role.inputs()),
                            flatDot(units, weights, Value.element(row, "i"))));
        } else {
            final int step = CostModel.ROWS_A_PASS;
            final int rest = role.inputs() % step;
            final int whole = role.inputs() - rest;
            if (whole > 0) {
                final IntFunction<Value> index = k -> Value.offset("i", k);
                final List<Statement> pass =
                        scope.block(() -> sums(role, dy, row, weights, index, step));
                sample.add(
                        new Statement.Loop(
                                "i", new Value.Whole(0), new Value.Whole(whole), step, pass, ""));
            }
            if (rest > 0) {
                final IntFunction<Value> index = k -> new Value.Whole(whole + k);
                sample.addAll(scope.block(() -> sums(role, dy, row, weights, index, rest)));
            }
        }
        return List.of(scope.eachSample(sample));
    }

    /** The sum for row {@code i} of weights that are one array. */
    private List<Statement> flatDot(List<String> units, String weights, Value place) {
        final List<Statement> body = new ArrayList<>();
        final FlatRow row = FlatRow.declare(scope, units.size(), body);
        final String sum = scope.name("sum");
        body.add(new Statement.DeclareVariable(sum, new Value.Real(0)));
        for (int u = 0; u < units.size(); u++) {
            final Value next =
                    new Value.Fma(
                            Value.name(units.get(u)), row.element(weights, u), Value.name(sum));
            body.add(new Statement.Assign(Value.name(sum), next, ""));
        }
        body.add(new Statement.Assign(place, Value.name(sum), ""));
        return body;
    }

    /** Sums for some rows of weights at once: independent chains keep the processor busy. */
    private List<Statement> sums(
            ContractRole role,
            String dy,
            String row,
            String weights,
            IntFunction<Value> index,
            int rows) {
        final List<Statement> body = new ArrayList<>();
        final List<Statement> sums = new ArrayList<>();
        final List<Statement> inner = new ArrayList<>();
        final List<Statement> after = new ArrayList<>();
        final String unit = scope.name("dyj");
        inner.add(new Declare(Kind.REAL, unit, Value.element(dy, "j"), ""));
        for (int k = 0; k < rows; k++) {
            final String w = scope.name("w" + k);
            final String sum = scope.name("sum" + k);
            final Value weightRow = new Value.Element(Value.name(weights), index.apply(k));
            body.add(new Declare(Kind.ROW, w, weightRow, ""));
            sums.add(new Statement.DeclareVariable(sum, new Value.Real(0)));
            final Value next =
                    new Value.Fma(Value.name(unit), Value.element(w, "j"), Value.name(sum));
            inner.add(new Statement.Assign(Value.name(sum), next, ""));
            final Value place = new Value.Element(Value.name(row), index.apply(k));
            after.add(new Statement.Assign(place, Value.name(sum), ""));
        }
        body.addAll(sums);
        body.add(Statement.loop("j", new Value.Whole(role.units()), inner));
        body.addAll(after);
        return body;
    }

    /** Copies {@code w[i][u]} to {@code transposed[u][i]}. */
    List<Statement> transpose(ContractRole role, String weights, boolean flat, String transposed) {
        return scope.block(() -> transposeOf(role, weights, flat, transposed));
    }

    private List<Statement> transposeOf(
            ContractRole role, String weights, boolean flat, String transposed) {
        if (flat) {
            final List<Statement> body = new ArrayList<>();
            final Value place = new Value.Element(Value.element(transposed, "j"), Value.name("i"));
            final FlatRow row = FlatRow.declare(scope, role.units(), body);
            final Value index = Value.sum(Value.name(row.start()), Value.name("j"));
            final Value element = new Value.Element(Value.name(weights), index);
            body.add(
                    Statement.loop(
                            "j",
                            new Value.Whole(role.units()),
                            List.of(new Statement.Assign(place, element, ""))));
            return List.of(Statement.loop("i", new Value.Whole(role.inputs()), body));
        }
        final int step = CostModel.TRANSPOSED_ROWS;
        final int whole = role.inputs() - role.inputs() % step;
        final List<Statement> loops = new ArrayList<>();
        loops.add(scope.block(() -> transposeRows(role, weights, transposed, 0, whole, step)));
        if (whole < role.inputs()) {
            final int last = role.inputs();
            loops.add(scope.block(() -> transposeRows(role, weights, transposed, whole, last, 1)));
        }
        return loops;
    }

    /** Reads some rows side by side and writes as many neighbours. */
    private Statement transposeRows(
            ContractRole role, String weights, String transposed, int from, int below, int rows) {
        final List<Statement> body = new ArrayList<>();
        final List<Statement> inner = new ArrayList<>();
        final String column = scope.name("column");
        inner.add(new Declare(Kind.ROW, column, Value.element(transposed, "j"), ""));
        for (int k = 0; k < rows; k++) {
            final String w = scope.name("w" + k);
            final Value index = Value.offset("i", k);
            body.add(new Declare(Kind.ROW, w, new Value.Element(Value.name(weights), index), ""));
            inner.add(
                    new Statement.Assign(
                            new Value.Element(Value.name(column), index),
                            Value.element(w, "j"),
                            ""));
        }
        body.add(Statement.loop("j", new Value.Whole(role.units()), inner));
        return new Statement.Loop(
                "i", new Value.Whole(from), new Value.Whole(below), rows, body, "");
    }

    /** {@code db[u] += sum over s of dy[s][u]}. */
    public List<Statement> batchSum(Node rows, String gradient, int width) {
        final List<Statement> sample = new ArrayList<>();
        final String row = scope.declareRow(rows, sample);
        final Statement increase =
                new Statement.Increase(Value.element(gradient, "j"), Value.element(row, "j"), "");
        sample.add(scope.eachRow("j", width, List.of(increase)));
        return List.of(scope.eachSample(sample));
    }

    private List<String> declareElements(String row, int count, List<Statement> before) {
        final List<String> names = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            names.add(scope.name("dy" + k));
            before.add(new Declare(Kind.REAL, names.get(k), Value.element(row, k), ""));
        }
        return names;
    }
}
