package dev.tapeless.processor.schedule.row;

import static dev.tapeless.processor.schedule.lane.RoutineCode.ahead;
import static dev.tapeless.processor.schedule.lane.RoutineCode.assign;
import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
import static dev.tapeless.processor.schedule.lane.RoutineCode.load;
import static dev.tapeless.processor.schedule.lane.RoutineCode.vectors;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.schedule.code.Counted;
import dev.tapeless.processor.schedule.code.Sharing;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.ContractRole;
import dev.tapeless.processor.schedule.lane.LaneForm;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.SharedNames;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The product of one sample with rows of weights, in vectors. Tiles hold some vectors of sums in
 * registers while they run over the inputs. Where a row is longer than the widest tile, that would
 * read a part of each row and then the next part of each; passes over some whole rows read the
 * weights one behind the other, as they come out of memory, and keep the sums in the first cache.
 * Every sum adds its inputs in ascending order in both.
 */
final class SampleRows {

    /** Vectors of results that run over the inputs together. */
    private static final List<Integer> WIDTHS = List.of(8, 4, 2, 1);

    private final KernelScope scope;
    private final String x;
    private final String weights;
    private final String bias;
    private final String y;
    private final int inputs;
    private final int width;
    private final List<Statement> body = new ArrayList<>();
    private Factors few;

    /**
     * Starts a product.
     *
     * @param scope the kernel
     * @param x the name of the sample
     * @param weights the name of the rows of weights
     * @param bias the name of the row from which sums start; null for zero
     * @param y the name of the row of results
     * @param role the shape of the product
     */
    SampleRows(
            KernelScope scope, String x, String weights, String bias, String y, ContractRole role) {
        this.scope = scope;
        this.x = x;
        this.weights = weights;
        this.bias = bias;
        this.y = y;
        this.inputs = role.inputs();
        this.width = role.units();
    }

    /** Whether sums lie in the row of results meanwhile, so that no step can follow at once. */
    boolean arePasses() {
        return !isShort() && width > WIDTHS.get(0) * CostModel.WIDE;
    }

    /** What the documentation says of it. */
    String form() {
        return arePasses()
                ? CostModel.SAMPLE_ROWS_A_PASS + " rows of " + width + " weights a pass"
                : "vectors of " + Counted.all(width, "result");
    }

    /**
     * The statements.
     *
     * @param step what becomes of a sum before it is stored, an expression for vectors of element
     *     {@code j}; empty for nothing, and for passes
     */
    List<Statement> write(Optional<Value> step) {
        if (arePasses()) {
            passes();
        } else if (isShort()) {
            final Factors factors = factors(inputs, Value.Whole::new, body);
            columns(new Value.Whole(0), 1, () -> column(factors, step));
        } else {
            tiles(step);
        }
        return body;
    }

    private boolean isShort() {
        return inputs <= CostModel.UNROLLED_INPUTS;
    }

    // Passes --------------------------------------------------------------------------------------

    private void passes() {
        final int whole = width / CostModel.WIDE * CostModel.WIDE;
        body.add(
                bias == null
                        ? new Statement.Fill(Value.name(y), whole, 0)
                        : new Statement.Copy(Value.name(bias), 0, Value.name(y), 0, whole));
        final int rows = CostModel.SAMPLE_ROWS_A_PASS;
        final int rest = inputs % rows;
        if (inputs > rest) {
            final List<Statement> pass =
                    scope.block(() -> pass(rows, k -> Value.offset("i", k), whole));
            final Value end = new Value.Whole(inputs - rest);
            body.add(new Statement.Loop("i", new Value.Whole(0), end, rows, pass, ""));
        }
        if (rest > 0) {
            body.addAll(pass(rest, k -> new Value.Whole(inputs - rest + k), whole));
        }
        if (whole < width) {
            columns(new Value.Whole(whole), 1, () -> tile(1, Optional.empty()));
        }
    }

    /** Adds some rows of weights to the results that fill vectors. */
    private List<Statement> pass(int rows, IntFunction<Value> input, int whole) {
        final List<Statement> code = new ArrayList<>();
        final Factors factors = factors(rows, input, code);
        final List<Statement> loop = new ArrayList<>();
        final String sum = scope.name("sum");
        loop.add(new Statement.DeclareVariable(Kind.VECTOR, sum, load(y, Value.name("j"))));
        factors.addTo(sum, 0, loop);
        store(sum, 0, Optional.empty(), loop);
        final Value end = new Value.Whole(whole);
        code.add(new Statement.Loop("j", new Value.Whole(0), end, vectors(1), loop, ""));
        return code;
    }

    // Tiles ---------------------------------------------------------------------------------------

    /** Tiles of vectors, from one that is as wide as possible down to what is left over. */
    private void tiles(Optional<Value> step) {
        Value from = new Value.Whole(0);
        for (final int wide : widths()) {
            from = columns(from, wide, () -> tile(wide, step));
        }
    }

    /** The widths of tiles, down to one that leaves nothing over. */
    private List<Integer> widths() {
        final List<Integer> widths = new ArrayList<>();
        for (final int wide : WIDTHS) {
            final int results = wide * CostModel.WIDE;
            if (results <= width) {
                widths.add(wide);
            }
            if (width % results == 0) {
                break;
            }
        }
        return widths;
    }

    /** A loop over the tiles of a width, and where it ends. */
    private Value columns(Value from, int wide, Supplier<List<Statement>> tile) {
        final boolean isLast = wide == 1 || width % (wide * CostModel.WIDE) == 0;
        Value end = new Value.Whole(width);
        if (!isLast) {
            final String name = scope.name("wide" + wide);
            final Value tiles =
                    new Value.Binary(BinaryFunction.DIVIDE, new Value.Whole(width), vectors(wide));
            body.add(declare(Kind.INDEX, name, Value.product(tiles, vectors(wide))));
            end = Value.name(name);
        }
        final List<Statement> loop = new ArrayList<>();
        final boolean movesBack = wide == 1 && width % CostModel.WIDE != 0;
        final String counter = movesBack ? scope.name("t") : "j";
        if (movesBack) {
            // The last vector ends with the row: it computes some results once more.
            final Value last = Value.difference(new Value.Whole(width), vectors(1));
            loop.add(
                    declare(
                            Kind.INDEX,
                            "j",
                            new Value.Binary(BinaryFunction.MIN, Value.name(counter), last)));
        }
        loop.addAll(scope.block(tile));
        body.add(new Statement.Loop(counter, from, end, vectors(wide), loop, ""));
        return end;
    }

    /** Some vectors of results, which run over the inputs together. */
    private List<Statement> tile(int vectors, Optional<Value> step) {
        final List<Statement> code = new ArrayList<>();
        final List<String> sums = new ArrayList<>();
        for (int v = 0; v < vectors; v++) {
            sums.add(scope.name("sum" + v));
            code.add(new Statement.DeclareVariable(Kind.VECTOR, sums.get(v), start(v)));
        }
        final int rows = CostModel.SAMPLE_ROWS_OF_TILES;
        final int rest = inputs % rows;
        final List<Statement> loop =
                scope.block(() -> products(rows, k -> Value.offset("i", k), sums));
        final Value end = new Value.Whole(inputs - rest);
        code.add(new Statement.Loop("i", new Value.Whole(0), end, rows, loop, ""));
        code.addAll(products(rest, k -> new Value.Whole(inputs - rest + k), sums));
        for (int v = 0; v < vectors; v++) {
            store(sums.get(v), v, step, code);
        }
        return code;
    }

    /** Adds the products of some inputs to the vectors of a tile. */
    private List<Statement> products(int rows, IntFunction<Value> input, List<String> sums) {
        final List<Statement> code = new ArrayList<>();
        final Factors factors = factors(rows, input, code);
        for (int k = 0; k < rows; k++) {
            for (int v = 0; v < sums.size(); v++) {
                code.add(add(sums.get(v), factors.vectors().get(k), factors.rows().get(k), v));
            }
        }
        return code;
    }

    /** One vector of results over few inputs. */
    private List<Statement> column(Factors factors, Optional<Value> step) {
        final List<Statement> code = new ArrayList<>();
        final String sum = scope.name("sum");
        sum(sum, factors, 0, code);
        store(sum, 0, step, code);
        return code;
    }

    private void sum(String sum, Factors factors, int vector, List<Statement> code) {
        code.add(new Statement.DeclareVariable(Kind.VECTOR, sum, start(vector)));
        factors.addTo(sum, vector, code);
    }

    // Vectors that are read at once ---------------------------------------------------------------

    /** Whether a vector of results needs so little that it can be computed where it is read. */
    boolean areReadAtOnce() {
        return isShort() && width % CostModel.WIDE == 0;
    }

    /** What stands in front of the loop over vectors that are read at once. */
    List<Statement> before() {
        few = factors(inputs, Value.Whole::new, body);
        return body;
    }

    /**
     * Computes a vector of results.
     *
     * @param vector how many vectors behind element {@code j} it begins
     * @param step what becomes of a sum
     * @param code the statements, which grow
     * @return the name of the vector
     */
    String vector(int vector, Optional<Value> step, List<Statement> code) {
        final String sum = scope.name("z" + vector);
        sum(sum, few, vector, code);
        if (step.isEmpty()) {
            return sum;
        }
        final Value value = finished(sum, vector, step, code);
        final String name = scope.name(y + vector);
        code.add(declare(Kind.VECTOR, name, new Value.Lanes(value)));
        return name;
    }

    // What both have in common --------------------------------------------------------------------

    /** The names of factors that are read once, and of the rows of weights that belong to them. */
    private record Factors(List<String> vectors, List<String> rows) {

        /** Adds their products to a vector of results. */
        void addTo(String sum, int vector, List<Statement> code) {
            for (int i = 0; i < rows.size(); i++) {
                code.add(add(sum, vectors.get(i), rows.get(i), vector));
            }
        }
    }

    /** Some inputs: each is a vector, and each row of weights a local, for all columns. */
    private Factors factors(int count, IntFunction<Value> input, List<Statement> code) {
        final List<String> vectors = new ArrayList<>();
        final List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(scope.name(count == 1 ? "w" : "w" + i));
            final Value row = new Value.Element(Value.name(weights), input.apply(i));
            code.add(declare(Kind.ROW, rows.get(i), row));
        }
        for (int i = 0; i < count; i++) {
            vectors.add(scope.name(count == 1 ? "x" : "x" + i));
            final Value number = new Value.Element(Value.name(x), input.apply(i));
            code.add(declare(Kind.VECTOR, vectors.get(i), broadcast(number)));
        }
        return new Factors(vectors, rows);
    }

    /** Adds the product of a factor and a row of weights to a vector of results. */
    private static Statement add(String sum, String factor, String row, int vector) {
        final Value element = new Value.Element(Value.name(row), ahead("j", vector));
        final Value next = new Value.Fma(Value.name(factor), element, Value.name(sum));
        return assign(Value.name(sum), new Value.Lanes(next));
    }

    private static Value broadcast(Value number) {
        return new Value.Lanes(new Value.Broadcast(number));
    }

    private Value start(int vector) {
        return bias == null ? broadcast(new Value.Real(0)) : load(bias, ahead("j", vector));
    }

    /** Stores a vector of sums when the step that follows has been applied. */
    private void store(String sum, int vector, Optional<Value> step, List<Statement> code) {
        final Value place = new Value.Element(Value.name(y), ahead("j", vector));
        final Value value = finished(sum, vector, step, code);
        code.add(assign(place, new Value.Lanes(value)));
    }

    /** A vector of sums when the step that follows has been applied. */
    private Value finished(String sum, int vector, Optional<Value> step, List<Statement> code) {
        if (step.isEmpty()) {
            return Value.name(sum);
        }
        final List<Statement> before = new ArrayList<>();
        final Value value =
                Sharing.share(
                        atVector(step.get(), sum, vector),
                        part -> scope.name(SharedNames.of(sum, part)),
                        before);
        before.forEach(statement -> code.add(LaneForm.inLanes(statement)));
        return value;
    }

    /** An expression of element {@code j} for a later vector, with a local for the sums. */
    private Value atVector(Value value, String sum, int vector) {
        if (value instanceof Value.Element element && element.index().equals(Value.name("j"))) {
            return element.array().equals(Value.name(y))
                    ? Value.name(sum)
                    : new Value.Element(element.array(), ahead("j", vector));
        } else if (value instanceof Value.Broadcast) {
            return value;
        }
        return Sharing.withParts(value, part -> atVector(part, sum, vector));
    }
}
