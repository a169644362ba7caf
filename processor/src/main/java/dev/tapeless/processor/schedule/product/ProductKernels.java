package dev.tapeless.processor.schedule.product;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.schedule.code.Counted;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.ContractRole;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.plan.Platform;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.LocalNames;

import java.util.ArrayList;
import java.util.List;

/** Writes a product of rows with a matrix in one of its forms, in numbers or in vectors. */
public final class ProductKernels {

    private final KernelScope scope;
    private final boolean vectors;
    private final LaneDots dots;

    /**
     * Starts a kernel.
     *
     * @param scope its names and parameters
     * @param platform what the code is for
     * @param vectors whether it is written in vectors
     */
    public ProductKernels(KernelScope scope, Platform platform, boolean vectors) {
        this.scope = scope;
        this.vectors = vectors;
        this.dots = new LaneDots(platform);
    }

    /**
     * Adds the statements of a product.
     *
     * @param form its form
     * @param role what is multiplied
     * @param product where the results go
     * @param bias the row from which sums start; null for zero
     * @param body the statements of the kernel, which grow
     * @return the form in words
     */
    public String write(
            ProductForm form, ContractRole role, Node product, Node bias, List<Statement> body) {
        final Node x = role.rows();
        // The parameters in the order in which a person would give them.
        scope.parameter(x);
        final String weights = scope.parameter(role.other());
        if (bias != null) {
            scope.parameter(bias);
        }
        scope.parameter(product);
        return switch (form) {
            case ACCUMULATORS -> {
                body.addAll(
                        new ProductCode(scope)
                                .accumulators(
                                        x, weights, bias, product, role.inputs(), role.units()));
                yield "an accumulator for " + Counted.each(role.units(), "result");
            }
            case ROWS -> {
                rows(x, weights, bias, product, role.inputs(), role.units(), body);
                yield vectors
                        ? "tiles of "
                                + CostModel.TILE_ROWS
                                + " samples by "
                                + CostModel.TILE_VECTORS
                                + " vectors of the "
                                + role.units()
                                + " results"
                        : "rows of "
                                + role.units()
                                + " weights, "
                                + Math.min(CostModel.ROWS_A_PASS, role.inputs())
                                + " a pass, vectorised by the JIT";
            }
            case LANE_DOTS -> {
                laneDots(role, weights, bias, product, body);
                yield "dot products of "
                        + role.units()
                        + " in "
                        + dots.lanes()
                        + " lanes"
                        + (vectors ? ", up to " + CostModel.DOTS_AT_ONCE + " at once" : "");
            }
            case DOTS -> {
                body.addAll(
                        new GradientCode(scope)
                                .dots(role, product, weights, scope.isFlat(role.other())));
                yield "dot products with the rows of weights";
            }
            case TRANSPOSED_ROWS -> transposed(role, weights, product, body);
        };
    }

    private void rows(
            Node x,
            String weights,
            Node bias,
            Node y,
            int inputs,
            int width,
            List<Statement> body) {
        if (!vectors) {
            body.addAll(new ProductCode(scope).rows(x, weights, bias, y, inputs, width));
            return;
        }
        final Value start = bias == null ? zeros(scope, width) : Value.name(scope.parameter(bias));
        body.add(
                new Statement.Call(
                        new VectorRoutines(scope.routines(), width).product(inputs),
                        List.of(
                                Value.name(scope.parameter(x)),
                                Value.name(weights),
                                new Value.Whole(inputs),
                                start,
                                Value.name(scope.parameter(y)),
                                new Value.Whole(width),
                                scope.count(),
                                panel(scope, inputs))));
    }

    /**
     * The panel into which blocks of a matrix are copied.
     *
     * @param scope the kernel, which gets a parameter
     * @param terms how many products a sum has
     * @return the array
     */
    public static Value panel(KernelScope scope, int terms) {
        return array(scope, Panels.buffer(terms));
    }

    /**
     * A row of zeros, from which sums start.
     *
     * @param scope the kernel, which gets a parameter
     * @param width results in a row
     * @return the row
     */
    public static Value zeros(KernelScope scope, int width) {
        return array(scope, Panels.zeros(width));
    }

    /**
     * The panels into which gradients of results are copied.
     *
     * @param scope the kernel, which gets a parameter
     * @param width columns of the gradients
     * @return the array
     */
    public static Value panels(KernelScope scope, int width) {
        return array(scope, Panels.bufferOfBand(width));
    }

    private static Value array(KernelScope scope, Buffer buffer) {
        return Value.element(scope.parameter(new Location.Rows(buffer), buffer.name()), 0);
    }

    private void laneDots(
            ContractRole role, String weights, Node bias, Node y, List<Statement> body) {
        final int units = role.inputs();
        final int inputs = role.units();
        body.add(new ProductCode(scope).start(bias, y, units));
        if (vectors) {
            body.add(
                    new Statement.Call(
                            dots.addDots(),
                            List.of(
                                    Value.name(scope.parameter(role.rows())),
                                    Value.name(weights),
                                    new Value.Whole(inputs),
                                    Value.name(scope.parameter(y)),
                                    new Value.Whole(units),
                                    scope.count())));
            return;
        }
        body.add(
                scope.block(
                        () -> {
                            final List<Statement> sample = new ArrayList<>();
                            final String input = scope.declareRow(role.rows(), sample);
                            final String row = scope.declareRow(y, sample);
                            final Value dot =
                                    new Value.Call(
                                            dots.dot(),
                                            List.of(
                                                    Value.name(input),
                                                    Value.element(weights, "j"),
                                                    new Value.Whole(inputs)));
                            sample.add(
                                    Statement.loop(
                                            "j",
                                            new Value.Whole(units),
                                            List.of(
                                                    new Statement.Increase(
                                                            Value.element(row, "j"), dot, ""))));
                            return scope.eachSample(sample);
                        }));
    }

    private String transposed(
            ContractRole role, String weights, Node product, List<Statement> body) {
        final boolean flat = scope.isFlat(role.other());
        if (vectors && !flat) {
            return transposedInVectors(role, weights, product, body);
        }
        final GradientCode gradients = new GradientCode(scope);
        final List<Statement> one = gradients.dots(role, product, weights, flat);
        final String stem = LocalNames.identifier(role.other().label()) + "Transposed";
        final Buffer buffer = new Buffer(stem, role.units(), role.inputs());
        final String copy = scope.parameter(new Location.Rows(buffer), stem);
        final List<Statement> transposed =
                new ArrayList<>(gradients.transpose(role, weights, flat, copy));
        rows(role.rows(), copy, null, product, role.units(), role.inputs(), transposed);
        body.add(
                new Statement.WhenFewer(
                        scope.count(),
                        CostModel.SAMPLES_WORTH_TRANSPOSING,
                        one,
                        transposed,
                        "The same sums in the same order: a transposed copy pays from two samples"
                                + " on."));
        return (vectors ? "tiles over" : "rows of")
                + " a transposed copy of the weights, dot products for one sample";
    }

    private String transposedInVectors(
            ContractRole role, String weights, Node product, List<Statement> body) {
        final List<Value> operands =
                List.of(
                        Value.name(scope.parameter(role.rows())),
                        Value.name(weights),
                        new Value.Whole(role.units()),
                        zeros(scope, role.inputs()),
                        Value.name(scope.parameter(product)),
                        new Value.Whole(role.inputs()),
                        scope.count(),
                        panel(scope, role.units()));
        final List<Statement> rows =
                List.of(
                        new Statement.Call(
                                new VectorRoutines(scope.routines(), role.inputs())
                                        .transposedProduct(role.units()),
                                operands));
        final String form = "tiles over transposed copies of blocks of weights";
        final int most = SampleLanes.most(role.inputs(), role.units());
        if (most < CostModel.LANE_SAMPLES) {
            body.addAll(rows);
            return form;
        }
        final String name = "columns" + role.inputs();
        final Buffer columns = new Buffer(name, role.inputs(), SampleLanes.COLUMNS);
        final List<Value> all = new ArrayList<>(operands);
        all.add(Value.name(scope.parameter(new Location.Rows(columns), name)));
        final Statement lanes =
                new Statement.Call(new SampleLanes(scope.routines()).product(role.units()), all);
        body.addAll(
                SampleLanes.choose(
                        scope.count(), scope.name("unused"), most, List.of(lanes), rows));
        return "samples in lanes while they are fewer than " + most + ", then " + form;
    }
}
