package dev.tapeless.processor.schedule.row;

import static dev.tapeless.processor.schedule.lane.RoutineCode.ahead;
import static dev.tapeless.processor.schedule.lane.RoutineCode.assign;
import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
import static dev.tapeless.processor.schedule.lane.RoutineCode.load;
import static dev.tapeless.processor.schedule.lane.RoutineCode.vectors;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.schedule.code.Sharing;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.BiasSplit;
import dev.tapeless.processor.schedule.group.Consumers;
import dev.tapeless.processor.schedule.group.ContractRole;
import dev.tapeless.processor.schedule.group.FormulaText;
import dev.tapeless.processor.schedule.group.Inlining;
import dev.tapeless.processor.schedule.group.KernelGroup;
import dev.tapeless.processor.schedule.lane.LaneForm;
import dev.tapeless.processor.schedule.lane.Lanes;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.Division;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.MethodBudget;
import dev.tapeless.processor.schedule.plan.Platform;
import dev.tapeless.processor.schedule.product.LaneDots;
import dev.tapeless.processor.schedule.product.ProductCode;
import dev.tapeless.processor.schedule.product.ProductForm;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.Placement;
import dev.tapeless.processor.schedule.scope.SharedNames;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kernel for one sample in vectors. Nothing is shared with other samples, so nothing is packed;
 * the sums of a product start from the bias, stay in registers, and are stored when the elementwise
 * step that follows has been applied. The order of every sum is that of the kernel for a batch.
 */
public final class SampleKernel {

    /** Vectors of results that run over the inputs together. */
    private static final List<Integer> WIDTHS = List.of(8, 4, 2, 1);

    private final KernelScope scope;
    private final Placement placement;
    private final Consumers consumers;
    private final Platform platform;
    private final KernelGroup group;
    private final RowStages stages;
    private final List<Statement> body = new ArrayList<>();

    /**
     * Starts a kernel.
     *
     * @param placement where values lie
     * @param inlining which values are computed where they are read
     * @param consumers who reads what
     * @param platform what the code is for
     * @param group what the kernel computes: a product and steps, or steps alone
     * @param kept values of one number that others read
     */
    public SampleKernel(
            Placement placement,
            Inlining inlining,
            Consumers consumers,
            Platform platform,
            KernelGroup group,
            Set<Node> kept) {
        this.scope = KernelScope.ofSample(placement);
        this.placement = placement;
        this.consumers = consumers;
        this.platform = platform;
        this.group = group;
        this.stages = new RowStages(scope, inlining, kept, Lanes.of(platform).get(0));
    }

    /** The kernel; empty where it has no such form, or would be too large to be compiled. */
    public Optional<Kernel> write(String name) {
        String form = "loops over elements";
        if (group.kind() == KernelGroup.Kind.PRODUCT) {
            if (!productForm().startsFromBias()) {
                // A product along rows of weights, such as with those of an embedding.
                return Optional.empty();
            }
            form = product();
        } else {
            group.nodes().forEach(stages::add);
        }
        body.addAll(0, stages.once());
        body.addAll(stages.steps());
        if (MethodBudget.bytes(body) > CostModel.METHOD_BYTES) {
            return Optional.empty();
        }
        final List<String> formulas = FormulaText.of(group.nodes(), consumers);
        final List<Kernel.Parameter> parameters = scope.parameters();
        return Optional.of(
                new Kernel(
                        name,
                        formulas,
                        form,
                        parameters,
                        List.of(),
                        true,
                        Optional.of(new Kernel.VectorForm(form, parameters, body)),
                        Division.WHOLE));
    }

    private ProductForm productForm() {
        final ContractRole role = ContractRole.of(group.nodes().get(0));
        return ProductForm.of(role, scope.isFlat(role.other()));
    }

    private String product() {
        final Node product = group.nodes().get(0);
        final ContractRole role = ContractRole.of(product);
        final ProductForm form = productForm();
        final Optional<Node> reader = consumers.only(product).filter(group.nodes()::contains);
        final Optional<BiasSplit> split =
                form.startsFromBias()
                        ? reader.flatMap(node -> BiasSplit.of(product, node))
                        : Optional.empty();
        // The parameters in the order in which a person would give them.
        final String x = scope.parameter(role.rows());
        final String weights = scope.parameter(role.other());
        final Node biasNode = split.map(BiasSplit::bias).orElse(null);
        final String bias = biasNode == null ? null : scope.parameter(biasNode);
        final String y = scope.parameter(product);
        final Optional<Expression> rest =
                split.map(BiasSplit::rest)
                        .or(() -> reader.filter(this::isElementwise).map(n -> map(n).body()))
                        .filter(expression -> !(expression instanceof Expression.Argument));
        Optional<Value> step = Optional.empty();
        final String text;
        switch (form) {
            case ROWS -> {
                step = rest.flatMap(expression -> step(reader.orElseThrow(), expression));
                rows(x, weights, bias, y, role, step);
                text = "vectors of the " + role.units() + " results";
            }
            case LANE_DOTS -> {
                final LaneDots dots = new LaneDots(platform);
                body.addAll(dots.sample(x, weights, bias, y, role.units(), role.inputs()));
                text = "dot products of " + role.units() + " in " + dots.lanes() + " lanes";
            }
            case ACCUMULATORS -> {
                body.addAll(
                        new ProductCode(scope)
                                .accumulators(
                                        role.rows(),
                                        weights,
                                        biasNode,
                                        product,
                                        role.inputs(),
                                        role.units()));
                text = "an accumulator for each of " + role.units() + " results";
            }
            default -> throw new IllegalStateException("no prediction has " + form);
        }
        final boolean isDone = step.isPresent() || (split.isPresent() && split.get().isPlain());
        for (final Node node : group.nodes().subList(1, group.nodes().size())) {
            final boolean finishes = reader.isPresent() && reader.get() == node;
            if (finishes && !isDone && split.isPresent()) {
                stages.map(node, map(node), split.get().rest());
            } else if (!finishes || !isDone) {
                stages.add(node);
            }
        }
        return text;
    }

    private static Op.Map map(Node node) {
        return (Op.Map) node.op();
    }

    /** Whether a reader of the product leaves its result where the product lies. */
    private boolean isElementwise(Node reader) {
        return reader.op() instanceof Op.Map
                && placement.holder(group.nodes().get(0)) == placement.holder(reader);
    }

    /**
     * What becomes of a sum before it is stored, an expression for vectors of element {@code j};
     * empty where there is none for vectors, or where it reads what the kernel computes later.
     */
    private Optional<Value> step(Node reader, Expression expression) {
        final boolean readsLater =
                reader.operands().stream()
                        .anyMatch(node -> node != group.nodes().get(0) && inGroup(node));
        if (readsLater || !isElementwise(reader)) {
            return Optional.empty();
        }
        return Optional.of(LaneForm.of(stages.value(reader, map(reader), expression)))
                .filter(LaneForm::isPossible)
                .map(LaneForm::value);
    }

    private boolean inGroup(Node node) {
        return group.nodes().contains(node);
    }

    private void rows(
            String x,
            String weights,
            String bias,
            String y,
            ContractRole role,
            Optional<Value> step) {
        final int width = role.units();
        final boolean isShort = role.inputs() <= CostModel.UNROLLED_INPUTS;
        final Factors factors = isShort ? unrolled(x, weights, role.inputs()) : null;
        Value from = new Value.Whole(0);
        for (final int wide : isShort ? List.of(1) : widths(width)) {
            final boolean isLast = wide == 1 || width % (wide * CostModel.WIDE) == 0;
            Value end = new Value.Whole(width);
            if (!isLast) {
                final String name = scope.name("wide" + wide);
                body.add(declare(Kind.INDEX, name, whole(width, wide)));
                end = Value.name(name);
            }
            final List<Statement> tile = new ArrayList<>();
            final boolean movesBack = wide == 1 && width % CostModel.WIDE != 0;
            final String counter = movesBack ? scope.name("t") : "j";
            if (movesBack) {
                // The last vector ends with the row: it computes some results once more.
                final Value last = Value.difference(new Value.Whole(width), vectors(1));
                tile.add(
                        declare(
                                Kind.INDEX,
                                "j",
                                new Value.Binary(BinaryFunction.MIN, Value.name(counter), last)));
            }
            tile.addAll(
                    scope.block(
                            () ->
                                    isShort
                                            ? column(factors, bias, y, step)
                                            : tile(
                                                    new Product(x, weights, bias, y, role),
                                                    wide,
                                                    step)));
            body.add(new Statement.Loop(counter, from, end, vectors(wide), tile, ""));
            from = end;
        }
    }

    /** The names of a product. */
    private record Product(String x, String weights, String bias, String y, ContractRole role) {}

    /** The names of factors that are read once, and of the rows of weights that belong to them. */
    private record Factors(List<String> vectors, List<String> rows) {}

    /** The widths of tiles for rows of a length, down to one that leaves nothing over. */
    private static List<Integer> widths(int width) {
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

    private static Value whole(int width, int wide) {
        final Value step = vectors(wide);
        return Value.product(
                new Value.Binary(BinaryFunction.DIVIDE, new Value.Whole(width), step), step);
    }

    /** Few inputs: each is a vector, and each row of weights a local, for all columns. */
    private Factors unrolled(String x, String weights, int inputs) {
        final List<String> vectors = new ArrayList<>();
        final List<String> rows = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            rows.add(scope.name("w" + i));
            body.add(declare(Kind.ROW, rows.get(i), Value.element(weights, i)));
        }
        for (int i = 0; i < inputs; i++) {
            vectors.add(scope.name("x" + i));
            body.add(declare(Kind.VECTOR, vectors.get(i), broadcast(Value.element(x, i))));
        }
        return new Factors(vectors, rows);
    }

    private static Value broadcast(Value number) {
        return new Value.Lanes(new Value.Broadcast(number));
    }

    /** One vector of results over few inputs. */
    private List<Statement> column(Factors factors, String bias, String y, Optional<Value> step) {
        final List<Statement> code = new ArrayList<>();
        final String sum = scope.name("sum");
        code.add(new Statement.DeclareVariable(Kind.VECTOR, sum, start(bias, 0)));
        for (int i = 0; i < factors.rows().size(); i++) {
            final Value weights = Value.element(factors.rows().get(i), "j");
            final Value factor = Value.name(factors.vectors().get(i));
            code.add(
                    assign(
                            Value.name(sum),
                            new Value.Lanes(new Value.Fma(factor, weights, Value.name(sum)))));
        }
        store(y, sum, 0, step, code);
        return code;
    }

    /** Some vectors of results, which run over the inputs together. */
    private List<Statement> tile(Product product, int vectors, Optional<Value> step) {
        final List<Statement> code = new ArrayList<>();
        final List<String> sums = new ArrayList<>();
        for (int v = 0; v < vectors; v++) {
            sums.add(scope.name("sum" + v));
            code.add(
                    new Statement.DeclareVariable(
                            Kind.VECTOR, sums.get(v), start(product.bias(), v)));
        }
        final List<Statement> loop = new ArrayList<>();
        final String row = scope.name("w");
        loop.add(declare(Kind.ROW, row, Value.element(product.weights(), "i")));
        final String factor = scope.name("x");
        loop.add(declare(Kind.VECTOR, factor, broadcast(Value.element(product.x(), "i"))));
        for (int v = 0; v < vectors; v++) {
            final Value weights = new Value.Element(Value.name(row), ahead("j", v));
            final Value sum = Value.name(sums.get(v));
            final Value next = new Value.Fma(Value.name(factor), weights, sum);
            loop.add(assign(sum, new Value.Lanes(next)));
        }
        code.add(Statement.loop("i", new Value.Whole(product.role().inputs()), loop));
        for (int v = 0; v < vectors; v++) {
            store(product.y(), sums.get(v), v, step, code);
        }
        return code;
    }

    private static Value start(String bias, int vector) {
        return bias == null ? broadcast(new Value.Real(0)) : load(bias, ahead("j", vector));
    }

    /** Stores a vector of sums when the step that follows has been applied. */
    private void store(
            String y, String sum, int vector, Optional<Value> step, List<Statement> code) {
        final Value place = new Value.Element(Value.name(y), ahead("j", vector));
        if (step.isEmpty()) {
            code.add(assign(place, new Value.Lanes(Value.name(sum))));
            return;
        }
        final List<Statement> before = new ArrayList<>();
        final Value value =
                Sharing.share(
                        atVector(step.get(), y, sum, vector),
                        part -> scope.name(SharedNames.of(sum, part)),
                        before);
        before.forEach(statement -> code.add(LaneForm.inLanes(statement)));
        code.add(assign(place, new Value.Lanes(value)));
    }

    /** An expression of element {@code j} for a later vector, with a local for the sums. */
    private static Value atVector(Value value, String y, String sum, int vector) {
        if (value instanceof Value.Element element && element.index().equals(Value.name("j"))) {
            return element.array().equals(Value.name(y))
                    ? Value.name(sum)
                    : new Value.Element(element.array(), ahead("j", vector));
        } else if (value instanceof Value.Broadcast) {
            return value;
        }
        return Sharing.withParts(value, part -> atVector(part, y, sum, vector));
    }
}
