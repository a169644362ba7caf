package dev.tapeless.processor.schedule.product;

import static dev.tapeless.processor.schedule.lane.RoutineCode.ahead;
import static dev.tapeless.processor.schedule.lane.RoutineCode.assign;

import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.lane.LaneSums;
import dev.tapeless.processor.schedule.lane.RoutineCode;
import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.ArrayList;
import java.util.List;

/**
 * Dot products in lanes over vectors that are computed where they are read, so that these need no
 * row. The order of every sum is that of {@link LaneDots}.
 */
public final class FusedDots {

    /** Computes a vector of factors. */
    @FunctionalInterface
    public interface Source {

        /**
         * Computes a vector.
         *
         * @param vector how many vectors behind element {@code j} it begins
         * @param code the statements, which grow
         * @return its name
         */
        String vector(int vector, List<Statement> code);
    }

    private final LaneDots lanes;
    private final KernelScope scope;

    /**
     * Starts dot products.
     *
     * @param lanes the lanes
     * @param scope the kernel
     */
    public FusedDots(LaneDots lanes, KernelScope scope) {
        this.lanes = lanes;
        this.scope = scope;
    }

    /**
     * {@code y[u] = b[u] + sum over j of x[j] * w[u][j]} in vectors, for one sample whose factors
     * are computed where they are read, so that they need no row.
     *
     * @param x the factors
     * @param weights the names of the rows of weights
     * @param bias the name of the row from which sums start; null for zero
     * @param y the name of the row of results
     * @param terms how many products a sum has; they fill the lanes
     * @return the statements
     */
    public List<Statement> write(Source x, List<String> weights, String bias, String y, int terms) {
        return lanes.forEachWidth(
                vectors -> scope.block(() -> dots(vectors, x, weights, bias, y, terms)));
    }

    private List<Statement> dots(
            int vectors, Source x, List<String> weights, String bias, String y, int terms) {
        final RoutineCode code = new RoutineCode("");
        final List<Statement> loop = new ArrayList<>();
        final List<String> factors = new ArrayList<>();
        for (int v = 0; v < vectors; v++) {
            factors.add(x.vector(v, loop));
        }
        final List<List<String>> sums = new ArrayList<>();
        for (int d = 0; d < weights.size(); d++) {
            final List<String> parts = new ArrayList<>();
            for (int v = 0; v < vectors; v++) {
                parts.add(scope.name("sum" + d + v));
                LaneDots.addProduct(
                        parts.get(v), factors.get(v), weights.get(d), ahead("j", v), code, loop);
            }
            sums.add(parts);
        }
        final Value end = new Value.Whole(terms);
        code.add(new Statement.Loop("j", new Value.Whole(0), end, lanes.lanes(), loop, ""));
        final List<Value> dots = LaneSums.fold(lanes.lanes(), sums, scope::name, code);
        for (int d = 0; d < dots.size(); d++) {
            // A sum that starts from zero is never a negative zero.
            final Value start = bias == null ? new Value.Real(0) : Value.element(bias, d);
            code.add(assign(Value.element(y, d), Value.sum(start, dots.get(d))));
        }
        return code.statements();
    }
}
