package dev.tapeless.processor.schedule.row;

import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.schedule.code.Counted;
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
import dev.tapeless.processor.schedule.product.FusedDots;
import dev.tapeless.processor.schedule.product.LaneDots;
import dev.tapeless.processor.schedule.product.ProductCode;
import dev.tapeless.processor.schedule.product.ProductForm;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.Placement;

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

    private final KernelScope scope;
    private final Placement placement;
    private final Consumers consumers;
    private final Platform platform;
    private final KernelGroup group;
    private final RowStages stages;
    private final List<Statement> body = new ArrayList<>();
    private Optional<Vectors> factors = Optional.empty();

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

    /**
     * Lets the kernel compute what its dot products read itself, vector by vector, so that it never
     * leaves the registers.
     *
     * @param source the kernel of what they read
     * @return false where the two do not fit together
     */
    public boolean reads(SampleKernel source) {
        final boolean areProducts =
                group.kind() == KernelGroup.Kind.PRODUCT
                        && source.group.kind() == KernelGroup.Kind.PRODUCT;
        if (!areProducts
                || productForm() != ProductForm.LANE_DOTS
                || source.productForm() != ProductForm.ROWS) {
            return false;
        }
        final Node product = group.nodes().get(0);
        final ContractRole role = ContractRole.of(product);
        final Node result = source.group.result();
        if (role.inputs() > CostModel.DOTS_AT_ONCE
                || role.rows() != result
                || consumers.only(result).filter(node -> node == product).isEmpty()) {
            return false;
        }
        factors = source.vectorsOf(scope);
        return factors.isPresent();
    }

    /** A product with few inputs whose vectors are read at once, and what becomes of its sums. */
    private record Vectors(List<Node> nodes, SampleRows rows, Optional<Value> step) {}

    /** This product as vectors of another kernel; empty where it is not that simple. */
    private Optional<Vectors> vectorsOf(KernelScope other) {
        final Node product = group.nodes().get(0);
        final Optional<Node> reader = reader();
        final Optional<BiasSplit> split = split();
        final boolean isOneStep =
                group.nodes().size() == 1
                        || (group.nodes().size() == 2
                                && reader.filter(this::isElementwise).isPresent());
        if (!isOneStep) {
            return Optional.empty();
        }
        final ContractRole role = ContractRole.of(product);
        final String x = other.parameter(role.rows());
        final String weights = other.parameter(role.other());
        final String bias = split.map(one -> other.parameter(one.bias())).orElse(null);
        final String y = scope.parameter(product);
        final SampleRows rows = new SampleRows(other, x, weights, bias, y, role);
        final Optional<Expression> rest = rest(split, reader);
        final Optional<Value> step = rest.flatMap(expression -> step(reader.get(), expression));
        final boolean isPossible =
                rows.areReadAtOnce()
                        && rest.isPresent() == step.isPresent()
                        && step.stream().allMatch(value -> readsOnly(value, y));
        return isPossible ? Optional.of(new Vectors(group.nodes(), rows, step)) : Optional.empty();
    }

    private static boolean readsOnly(Value value, String row) {
        if (value instanceof Value.Element element) {
            return element.equals(Value.element(row, "j"));
        }
        return Sharing.parts(value).stream().allMatch(part -> readsOnly(part, row));
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
        final List<Node> nodes = new ArrayList<>();
        factors.ifPresent(vectors -> nodes.addAll(vectors.nodes()));
        nodes.addAll(group.nodes());
        final List<String> formulas = FormulaText.of(nodes, consumers);
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
        final Optional<Node> reader = reader();
        final Optional<BiasSplit> split = split();
        // The parameters in the order in which a person would give them.
        final String x = factors.isPresent() ? "" : scope.parameter(role.rows());
        final String weights = scope.parameter(role.other());
        final Node biasNode = split.map(BiasSplit::bias).orElse(null);
        final String bias = biasNode == null ? null : scope.parameter(biasNode);
        final String y = scope.parameter(product);
        final Optional<Expression> rest = rest(split, reader);
        Optional<Value> step = Optional.empty();
        final String text;
        switch (form) {
            case ROWS -> {
                final SampleRows rows = new SampleRows(scope, x, weights, bias, y, role);
                if (!rows.arePasses()) {
                    step = rest.flatMap(expression -> step(reader.orElseThrow(), expression));
                }
                body.addAll(rows.write(step));
                text = rows.form();
            }
            case LANE_DOTS -> {
                final LaneDots dots = new LaneDots(platform);
                if (factors.isPresent()) {
                    fused(dots, factors.get(), weights, bias, y, role);
                } else {
                    body.addAll(dots.sample(x, weights, bias, y, role.units(), role.inputs()));
                }
                text =
                        factors.map(vectors -> vectors.rows().form() + ", read by ").orElse("")
                                + "dot products of "
                                + role.units()
                                + " in "
                                + dots.lanes()
                                + " lanes";
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
                text = "an accumulator for " + Counted.each(role.units(), "result");
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

    /** Who alone reads the product, in this kernel. */
    private Optional<Node> reader() {
        return consumers.only(group.nodes().get(0)).filter(this::inGroup);
    }

    /** The bias from which the sums may start. */
    private Optional<BiasSplit> split() {
        return reader().flatMap(node -> BiasSplit.of(group.nodes().get(0), node));
    }

    /** What follows a sum that may have started from a bias; empty for nothing. */
    private Optional<Expression> rest(Optional<BiasSplit> split, Optional<Node> reader) {
        return split.map(BiasSplit::rest)
                .or(() -> reader.filter(this::isElementwise).map(n -> map(n).body()))
                .filter(expression -> !(expression instanceof Expression.Argument));
    }

    /** Dot products over vectors that are computed where they are read. */
    private void fused(
            LaneDots dots,
            Vectors vectors,
            String weights,
            String bias,
            String y,
            ContractRole role) {
        body.addAll(vectors.rows().before());
        final List<String> rows = new ArrayList<>();
        for (int u = 0; u < role.inputs(); u++) {
            rows.add(scope.name("u" + u));
            body.add(declare(Kind.ROW, rows.get(u), Value.element(weights, u)));
        }
        final FusedDots.Source x =
                (vector, code) -> vectors.rows().vector(vector, vectors.step(), code);
        body.addAll(new FusedDots(dots, scope).write(x, rows, bias, y, role.units()));
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
}
