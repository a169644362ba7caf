package dev.tapeless.processor.schedule.product;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Loops for {@code y[s][j] = start[j] + sum over i of x[s][i] * w[i][j]}. Every form adds the
 * products in ascending order of {@code i}, one fused multiply-add each, so all give the same bits,
 * for one sample as for a batch.
 */
public final class ProductCode {

    private final KernelScope scope;
    private final List<Statement> code = new ArrayList<>();

    public ProductCode(KernelScope scope) {
        this.scope = scope;
    }

    /**
     * Rows of weights, some a pass: separate arrays that share one index, which C2 vectorises.
     *
     * @param x the rows that are multiplied
     * @param weights the name of the array of rows of weights
     * @param bias the row from which sums start; null for zero
     * @param y the rows of results
     * @param inputs how many products a sum has
     * @param width how many sums a row has
     * @return the statements
     */
    List<Statement> rows(Node x, String weights, Node bias, Node y, int inputs, int width) {
        code.add(start(bias, y, width));
        final int step = CostModel.ROWS_A_PASS;
        final int whole = inputs - inputs % step;
        if (whole > step) {
            final List<Statement> body =
                    scope.block(
                            () -> pass(x, weights, y, k -> Value.offset("i", k), 0, step, width));
            code.add(
                    new Statement.Loop(
                            "i", new Value.Whole(0), new Value.Whole(whole), step, body, ""));
        } else if (whole == step) {
            code.addAll(pass(x, weights, y, Value.Whole::new, 0, step, width));
        }
        if (inputs > whole) {
            // Names go on where those of a pass beside this one end; those in a loop are free.
            final int first = whole == step ? step : 0;
            final IntFunction<Value> index = k -> new Value.Whole(whole - first + k);
            code.addAll(pass(x, weights, y, index, first, inputs - whole, width));
        }
        return code;
    }

    /**
     * Sets the results to what the sums start from.
     *
     * @param bias the row from which sums start; null for zero
     * @param y the rows of results
     * @param width how many sums a row has
     * @return the loop over all samples
     */
    Statement start(Node bias, Node y, int width) {
        final Value start = scope.row(y);
        return scope.eachSample(
                List.of(
                        bias == null
                                ? new Statement.Fill(start, width, 0)
                                : copy(Value.name(scope.parameter(bias)), start, width)));
    }

    private static Statement copy(Value from, Value to, int length) {
        return new Statement.Copy(from, 0, to, 0, length);
    }

    /** Adds some rows of weights to the results of every sample. */
    private List<Statement> pass(
            Node x,
            String weights,
            Node y,
            IntFunction<Value> index,
            int first,
            int rows,
            int width) {
        final List<Statement> pass = new ArrayList<>();
        final List<String> names = new ArrayList<>();
        for (int k = first; k < first + rows; k++) {
            final String w = scope.name("w" + k);
            names.add(w);
            final Value row = new Value.Element(Value.name(weights), index.apply(k));
            pass.add(new Declare(Kind.ROW, w, row, ""));
        }
        pass.add(scope.eachSample(scope.block(() -> sample(x, y, names, index, first, width))));
        return pass;
    }

    private List<Statement> sample(
            Node x, Node y, List<String> weights, IntFunction<Value> index, int first, int width) {
        final List<Statement> sample = new ArrayList<>();
        final String row = scope.declareRow(y, sample);
        final String input = scope.declareRow(x, sample);
        Value sum = Value.element(row, "j");
        for (int k = 0; k < weights.size(); k++) {
            final String factor = scope.name("x" + (first + k));
            final Value element = new Value.Element(Value.name(input), index.apply(first + k));
            sample.add(new Declare(Kind.REAL, factor, element, ""));
            sum = new Value.Fma(Value.name(factor), Value.element(weights.get(k), "j"), sum);
        }
        final Statement assign = new Statement.Assign(Value.element(row, "j"), sum, "");
        sample.add(Statement.loop("j", new Value.Whole(width), List.of(assign)));
        return sample;
    }

    /**
     * An accumulator for each result of a sample, for few results.
     *
     * @param x the rows that are multiplied
     * @param weights the name of the one array of weights, {@code [inputs][width]}
     * @param bias the row from which sums start; null for zero
     * @param y the rows of results
     * @param inputs how many products a sum has
     * @param width how many sums a row has
     * @return the statements
     */
    public List<Statement> accumulators(
            Node x, String weights, Node bias, Node y, int inputs, int width) {
        return scope.block(() -> accumulate(x, weights, bias, y, inputs, width));
    }

    private List<Statement> accumulate(
            Node x, String weights, Node bias, Node y, int inputs, int width) {
        final List<Statement> sample = new ArrayList<>();
        final String input = scope.declareRow(x, sample);
        final String row = scope.declareRow(y, sample);
        final List<Statement> body = new ArrayList<>();
        final List<Statement> after = new ArrayList<>();
        final String factor = scope.name("x");
        body.add(new Declare(Kind.REAL, factor, Value.element(input, "i"), ""));
        final FlatRow place = FlatRow.declare(scope, width, body);
        for (int k = 0; k < width; k++) {
            final String sum = scope.name("sum" + k);
            final Value start =
                    bias == null ? new Value.Real(0) : Value.element(scope.parameter(bias), k);
            sample.add(new Statement.DeclareVariable(sum, start));
            final Value next =
                    new Value.Fma(Value.name(factor), place.element(weights, k), Value.name(sum));
            body.add(new Statement.Assign(Value.name(sum), next, ""));
            after.add(new Statement.Assign(Value.element(row, k), Value.name(sum), ""));
        }
        sample.add(Statement.loop("i", new Value.Whole(inputs), body));
        sample.addAll(after);
        return scope.forSamples(sample);
    }
}
