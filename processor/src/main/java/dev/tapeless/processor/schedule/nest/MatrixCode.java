package dev.tapeless.processor.schedule.nest;

import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Assign;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.nest.MatrixProduct.Operand;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.product.ProductKernels;
import dev.tapeless.processor.schedule.product.VectorRoutines;
import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Loops for products of matrices of one sample. What lies in the long rows of a sample is copied to
 * rows of its own, so that rows share one index and a product runs like that of a dense layer:
 * vectorised by the just-in-time compiler, or in tiles of vectors. Every sum is taken in ascending
 * order from 0, whichever way it runs.
 */
final class MatrixCode {

    private static final int STEP = CostModel.ROWS_A_PASS;

    private final KernelScope scope;
    private final Elements elements;
    private final Target target;
    private final MatrixProduct product;
    private final Map<Operand, String> starts = new LinkedHashMap<>();
    private final List<Statement> code = new ArrayList<>();

    /**
     * Starts the code of one product.
     *
     * @param scope names and parameters of the kernel
     * @param elements knows where values lie
     * @param target where the result goes
     * @param product what is computed
     */
    MatrixCode(KernelScope scope, Elements elements, Target target, MatrixProduct product) {
        this.scope = scope;
        this.elements = elements;
        this.target = target;
        this.product = product;
    }

    /**
     * The product in the orientation that suits its form; empty sizes have none.
     *
     * @param found as its result lies
     * @param vectors whether it is written in vectors
     * @return the product, or null where its loops are better nested
     */
    static MatrixProduct oriented(MatrixProduct found, boolean vectors) {
        final int columns = found.column().extent();
        final int rows = found.row().extent();
        // The just-in-time compiler makes little of short loops: they are longer the other way.
        final int least = vectors ? CostModel.WIDE : CostModel.MATRIX_COLUMNS;
        if (columns < least && rows > columns) {
            return rows < CostModel.WIDE ? null : found.transposed();
        }
        return columns < CostModel.WIDE ? null : found;
    }

    /** Writes the loops and says what they are like. */
    String write(boolean vectors) {
        if (!product.isWhole()) {
            target.start(0);
        }
        for (final Operand operand : List.of(product.left(), product.right(), product.result())) {
            final Index start = start(operand);
            if (!start.terms().isEmpty()) {
                starts.put(operand, index(operand.equals(product.result()) ? "to" : "at", start));
            }
        }
        final String form = vectors ? inVectors() : inRows();
        List<Statement> loops = code;
        for (int k = product.outer().size() - 1; k >= 0; k--) {
            final Counter counter = product.outer().get(k);
            loops = List.of(Statement.loop(counter.name(), whole(counter.extent()), loops));
        }
        target.add(loops);
        return form;
    }

    private Index start(Operand operand) {
        return operand.place()
                .without(product.row())
                .without(product.column())
                .without(product.term());
    }

    private String index(String preferred, Index index) {
        final String name = scope.name(preferred);
        code.add(new Declare(Kind.INDEX, name, index.value(), ""));
        return name;
    }

    private static Value whole(int number) {
        return new Value.Whole(number);
    }

    private String row(Operand operand) {
        return elements.row(operand.node());
    }

    /** Where an element lies, counted from the start of its matrix. */
    private Value at(Operand operand, Counter... counters) {
        Index steps = Index.of(0);
        for (final Counter counter : counters) {
            steps = steps.plus(Index.of(counter).times(operand.step(counter)));
        }
        final String start = starts.get(operand);
        return start == null
                ? steps.plus(start(operand)).value()
                : Value.sum(Value.name(start), steps.value());
    }

    /** A place some steps behind another. */
    private static Value behind(String start, Index steps) {
        return steps.equals(Index.of(0))
                ? Value.name(start)
                : Value.sum(Value.name(start), steps.value());
    }

    private String rowsOf(String what, Counter rows, Counter columns) {
        final String stem = what + rows.extent() + "x" + columns.extent();
        final Buffer buffer = new Buffer(stem, rows.extent(), columns.extent());
        return scope.parameter(new Location.Rows(buffer), stem);
    }

    private static Statement each(Counter counter, List<Statement> body) {
        return Statement.loop(counter.name(), whole(counter.extent()), body);
    }

    /** Copies a matrix to rows of its own. */
    private String gathered(String what, Operand from, Counter rows, Counter columns) {
        final String to = rowsOf(what, rows, columns);
        code.add(
                from.step(columns) == 1
                        ? each(
                                rows,
                                List.of(
                                        new Statement.CopyPart(
                                                Value.name(row(from)),
                                                at(from, rows),
                                                Value.element(to, rows.name()),
                                                whole(0),
                                                whole(columns.extent()))))
                        : each(
                                columns,
                                scope.block(
                                        () -> {
                                            final List<Statement> body = new ArrayList<>();
                                            final String start = scope.name("start");
                                            body.add(
                                                    new Declare(
                                                            Kind.INDEX,
                                                            start,
                                                            at(from, columns),
                                                            ""));
                                            body.add(
                                                    each(
                                                            rows,
                                                            List.of(
                                                                    new Assign(
                                                                            element(
                                                                                    to, rows,
                                                                                    columns),
                                                                            element(
                                                                                    from, start,
                                                                                    rows),
                                                                            ""))));
                                            return body;
                                        })));
        return to;
    }

    private static Value element(String rows, Counter row, Counter column) {
        return new Value.Element(Value.element(rows, row.name()), Value.name(column.name()));
    }

    private Value element(Operand operand, String start, Counter counter) {
        final Index steps = Index.of(counter).times(operand.step(counter));
        return new Value.Element(Value.name(row(operand)), behind(start, steps));
    }

    /** Copies a row of sums to where it belongs. */
    private Statement scattered(Value sums) {
        final Operand result = product.result();
        final Counter column = product.column();
        if (result.step(column) == 1) {
            return new Statement.CopyPart(
                    sums,
                    whole(0),
                    Value.name(row(result)),
                    at(result, product.row()),
                    whole(column.extent()));
        }
        return each(
                column,
                List.of(
                        new Assign(
                                new Value.Element(
                                        Value.name(row(result)), at(result, product.row(), column)),
                                new Value.Element(sums, Value.name(column.name())),
                                "")));
    }

    // In rows ------------------------------------------------------------------------------------

    private String inRows() {
        final Counter column = product.column();
        final Counter term = product.term();
        final String right = gathered("matrix", product.right(), term, column);
        final Buffer buffer = new Buffer("sums" + column.extent(), 1, column.extent());
        final String sumRows = scope.parameter(new Location.Rows(buffer), buffer.name());
        final String sums = scope.name("sums");
        elements.once().add(new Declare(Kind.ROW, sums, Value.element(sumRows, 0), ""));
        final List<Statement> body = new ArrayList<>();
        final String from = scope.name("from");
        body.add(new Declare(Kind.INDEX, from, at(product.left(), product.row()), ""));
        body.add(new Statement.Fill(Value.name(sums), column.extent(), 0));
        final int rest = term.extent() % STEP;
        if (term.extent() >= STEP) {
            body.add(passes(right, sums, from));
        }
        if (rest > 0) {
            final Index first = Index.of(term.extent() - rest);
            body.addAll(scope.block(() -> pass(right, sums, from, first, rest)));
        }
        body.add(scattered(Value.name(sums)));
        code.add(each(product.row(), body));
        return "rows of "
                + column.extent()
                + " sums, "
                + Math.min(STEP, term.extent())
                + " terms a pass, vectorised by the JIT";
    }

    /** Adds the rows of the right matrix that whole passes take to a row of sums. */
    private Statement passes(String right, String sums, String from) {
        final Counter term = product.term();
        final Value below = whole(term.extent() - term.extent() % STEP);
        return new Statement.Loop(
                term.name(),
                whole(0),
                below,
                STEP,
                scope.block(() -> pass(right, sums, from, Index.of(term), STEP)),
                "");
    }

    /** Adds some rows of the right matrix, from one on, at once to a row of sums. */
    private List<Statement> pass(String right, String sums, String from, Index first, int terms) {
        final Counter column = product.column();
        final List<Statement> pass = new ArrayList<>();
        Value sum = Value.element(sums, column.name());
        for (int k = 0; k < terms; k++) {
            final Index term = first.plus(Index.of(k));
            final String w = scope.name("w" + k);
            final String x = scope.name("x" + k);
            final Value weights = new Value.Element(Value.name(right), term.value());
            final Index steps = term.times(product.left().step(product.term()));
            final Value factor =
                    new Value.Element(Value.name(row(product.left())), behind(from, steps));
            pass.add(new Declare(Kind.ROW, w, weights, ""));
            pass.add(new Declare(Kind.REAL, x, factor, ""));
            sum = new Value.Fma(Value.name(x), Value.element(w, column.name()), sum);
        }
        pass.add(each(column, List.of(new Assign(Value.element(sums, column.name()), sum, ""))));
        return pass;
    }

    // In vectors ---------------------------------------------------------------------------------

    private String inVectors() {
        final Counter row = product.row();
        final Counter column = product.column();
        final Counter term = product.term();
        final VectorRoutines routines = new VectorRoutines(scope.routines(), column.extent());
        final boolean isColumnwise = product.left().step(row) == 1;
        final boolean isTransposed = !isColumnwise && product.right().step(column) != 1;
        final String left =
                isColumnwise
                        ? gathered("left", product.left(), term, row)
                        : gathered("left", product.left(), row, term);
        final String right =
                isTransposed
                        ? gathered("right", product.right(), column, term)
                        : gathered("right", product.right(), term, column);
        final String sums = rowsOf("sums", row, column);
        final Value width = whole(column.extent());
        if (isColumnwise) {
            code.add(
                    each(
                            row,
                            List.of(
                                    new Statement.Fill(
                                            Value.element(sums, row.name()), column.extent(), 0))));
            code.add(
                    call(
                            routines.addGradient(),
                            ProductKernels.panels(scope, column.extent()),
                            Value.name(left),
                            Value.name(right),
                            whole(term.extent()),
                            Value.name(sums),
                            whole(0),
                            whole(row.extent()),
                            width));
        } else {
            code.add(
                    call(
                            isTransposed
                                    ? routines.transposedProduct(term.extent())
                                    : routines.product(term.extent()),
                            ProductKernels.panel(scope, term.extent()),
                            Value.name(left),
                            Value.name(right),
                            whole(term.extent()),
                            ProductKernels.zeros(scope, column.extent()),
                            Value.name(sums),
                            width,
                            whole(row.extent())));
        }
        code.add(each(row, List.of(scattered(Value.element(sums, row.name())))));
        return "tiles of vectors over rows that are copied together, "
                + row.extent()
                + " by "
                + column.extent();
    }

    private static Statement call(Routine routine, Value panel, Value... arguments) {
        final List<Value> all = new ArrayList<>(List.of(arguments));
        all.add(panel);
        return new Statement.Call(routine, all);
    }
}
