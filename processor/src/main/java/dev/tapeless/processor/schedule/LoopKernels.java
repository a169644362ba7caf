package dev.tapeless.processor.schedule;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.schedule.code.Statement;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Writes the kernels of a program in loops over samples and elements. */
final class LoopKernels {

    private final Placement placement;
    private final Map<Node, List<Location.ParameterGradient>> gradients;
    private final Consumers consumers;
    private final Inlining inlining;
    private final UnaryOperator<String> kernelName;

    /**
     * Starts a program.
     *
     * @param placement where values lie
     * @param gradients the gradients of parameters, which sums over the batch are added to
     * @param consumers who reads which value
     * @param inlining which values are computed where they are read
     * @param kernelName the name of the kernel that gives a value, from the value's name
     */
    LoopKernels(
            Placement placement,
            Map<Node, List<Location.ParameterGradient>> gradients,
            Consumers consumers,
            Inlining inlining,
            UnaryOperator<String> kernelName) {
        this.placement = placement;
        this.gradients = gradients;
        this.consumers = consumers;
        this.inlining = inlining;
        this.kernelName = kernelName;
    }

    /** The kernels of a group: one, but for a sum that is the gradient of several parameters. */
    List<Kernel> write(KernelGroup group) {
        if (group.kind() == KernelGroup.Kind.NEST) {
            return nest(group.result());
        }
        if (group.kind() == KernelGroup.Kind.BATCH_SUM) {
            return gradients.getOrDefault(group.result(), List.of()).stream()
                    .map(place -> batchSum(group.result(), place))
                    .toList();
        }
        final KernelScope scope = new KernelScope(placement);
        final List<Statement> body = new ArrayList<>();
        String form = "loops over elements";
        if (group.kind() == KernelGroup.Kind.PRODUCT) {
            form = product(group, scope, body);
        } else {
            body.addAll(steps(group, scope));
        }
        final List<String> formulas = FormulaText.of(group.nodes(), consumers);
        final String name = kernelName.apply(group.result().label());
        return List.of(new Kernel(name, formulas, form, scope.parameters(), body, false));
    }

    private List<Kernel> nest(Node node) {
        final NestKernels nests = new NestKernels(placement, inlining, kernelName);
        final List<Location.ParameterGradient> places = gradients.getOrDefault(node, List.of());
        if (NestKernels.isSumOf(node, consumers, gradients)) {
            return List.of(nests.sum(node, places.get(0)));
        }
        final List<Kernel> kernels = new ArrayList<>(List.of(nests.compute(node)));
        places.forEach(place -> kernels.add(nests.add(node, place)));
        return kernels;
    }

    /** A kernel that copies a value to the caller's rows. */
    Kernel copy(Node node, Location to) {
        final KernelScope scope = new KernelScope(placement);
        final RowStages stages = new RowStages(scope, Set.of());
        stages.copy(node, to);
        final String name = kernelName.apply(node.label());
        return new Kernel(
                name, List.of(node.label()), "copy", scope.parameters(), stages.finish(), false);
    }

    private String product(KernelGroup group, KernelScope scope, List<Statement> body) {
        final Node product = group.nodes().get(0);
        final List<Node> rest = group.nodes().subList(1, group.nodes().size());
        final ContractRole role = ContractRole.of(product);
        final Optional<BiasSplit> split =
                role.kind() == ContractRole.Kind.PRODUCT
                        ? consumers
                                .only(product)
                                .filter(rest::contains) // a reader elsewhere adds the bias itself
                                .flatMap(reader -> BiasSplit.of(product, reader))
                        : Optional.empty();
        final String form =
                role.kind() == ContractRole.Kind.PRODUCT
                        ? forward(product, role, split.map(BiasSplit::bias), scope, body)
                        : transposed(product, role, scope, body);
        final Set<Node> kept = kept(group);
        final RowStages stages = new RowStages(scope, kept);
        for (final Node node : rest) {
            final boolean finishes = split.isPresent() && node.operands().contains(product);
            if (!finishes) {
                addStep(stages, node);
            } else if (!split.get().isPlain()) {
                stages.map(node, (Op.Map) node.op(), split.get().rest());
            }
        }
        body.addAll(stages.finish());
        return form;
    }

    private String forward(
            Node product,
            ContractRole role,
            Optional<Node> bias,
            KernelScope scope,
            List<Statement> body) {
        final ProductCode code = new ProductCode(scope);
        final Node x = role.rows();
        // The parameters in the order in which a person would give them.
        scope.parameter(x);
        final String weights = scope.parameter(role.other());
        final Node start = bias.orElse(null);
        bias.ifPresent(scope::parameter);
        scope.parameter(product);
        if (scope.isFlat(role.other())) {
            body.addAll(code.accumulators(x, weights, start, product, role.inputs(), role.units()));
            return "an accumulator for each of " + role.units() + " results";
        }
        body.addAll(code.rows(x, weights, start, product, role.inputs(), role.units()));
        return "rows of " + role.units() + " weights, four a pass, vectorised by the JIT";
    }

    private String transposed(
            Node product, ContractRole role, KernelScope scope, List<Statement> body) {
        scope.parameter(role.rows());
        final String weights = scope.parameter(role.other());
        scope.parameter(product);
        final boolean flat = scope.isFlat(role.other());
        final GradientCode gradients = new GradientCode(scope);
        final List<Statement> dots = gradients.dots(role, product, weights, flat);
        if (role.inputs() <= UnrollPolicy.ACCUMULATORS) {
            body.addAll(dots);
            return "dot products with the rows of weights";
        }
        final String stem = LocalNames.identifier(role.other().label()) + "Transposed";
        final Buffer buffer = new Buffer(stem, role.units(), role.inputs());
        final String copy = scope.parameter(new Location.Rows(buffer), stem);
        final List<Statement> transposed = new ArrayList<>();
        transposed.addAll(gradients.transpose(role, weights, flat, copy));
        transposed.addAll(
                new ProductCode(scope)
                        .rows(role.rows(), copy, null, product, role.units(), role.inputs()));
        final int bound = UnrollPolicy.SAMPLES_WORTH_TRANSPOSING;
        scope.count();
        body.add(
                new Statement.WhenFewer(
                        KernelScope.COUNT,
                        bound,
                        dots,
                        transposed,
                        "The same sums in the same order: a transposed copy pays for many."));
        return "rows of a transposed copy of the weights, dot products below " + bound + " samples";
    }

    private Kernel batchSum(Node node, Location.ParameterGradient place) {
        final KernelScope scope = new KernelScope(placement);
        node.operands().forEach(scope::parameter);
        final String preferred = LocalNames.identifier(place.parameter()) + "Gradient";
        final String array = scope.parameter(place, preferred);
        final List<Statement> body;
        final String form;
        if (node.op() instanceof Op.Contract) {
            final ContractRole role = ContractRole.of(node);
            body = new GradientCode(scope).weights(role, array, place.flat());
            form =
                    place.flat()
                            ? "one sample a pass, " + role.units() + " sums at once"
                            : "rows of " + role.units() + " sums, four samples a pass";
        } else {
            final Node rows = node.operands().get(0);
            if (rows.shape().rank() != 2) {
                throw new IllegalStateException("no loops for the sum " + node);
            }
            final int width = Math.toIntExact(node.shape().elements());
            body = new GradientCode(scope).batchSum(rows, array, width);
            form = "a plain sum over the batch";
        }
        final String name = kernelName.apply("dL/d" + place.parameter());
        return new Kernel(
                name,
                List.of(FormulaText.of(node, Set.of())),
                form,
                scope.parameters(),
                body,
                false);
    }

    private List<Statement> steps(KernelGroup group, KernelScope scope) {
        final Set<Node> kept = kept(group);
        final RowStages stages = new RowStages(scope, kept);
        group.nodes().forEach(node -> addStep(stages, node));
        return stages.finish();
    }

    private static void addStep(RowStages stages, Node node) {
        // Random numbers are drawn by the step that reads them: they depend on nothing but keys.
        if (!(node.op() instanceof Op.Random)) {
            stages.add(node);
        }
    }

    /** Values that somebody outside the group reads. */
    private Set<Node> kept(KernelGroup group) {
        final Set<Node> kept = new LinkedHashSet<>();
        for (final Node node : group.nodes()) {
            final boolean isRead =
                    consumers.isOutput(node) || !group.nodes().containsAll(consumers.of(node));
            if (placement.isPlaced(node) && isRead) {
                kept.add(node);
            }
        }
        return kept;
    }
}
