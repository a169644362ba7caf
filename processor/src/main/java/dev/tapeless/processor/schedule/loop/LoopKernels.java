package dev.tapeless.processor.schedule.loop;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.schedule.code.Counted;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.group.BiasSplit;
import dev.tapeless.processor.schedule.group.Consumers;
import dev.tapeless.processor.schedule.group.ContractRole;
import dev.tapeless.processor.schedule.group.FormulaText;
import dev.tapeless.processor.schedule.group.GradientSums;
import dev.tapeless.processor.schedule.group.Inlining;
import dev.tapeless.processor.schedule.group.KernelGroup;
import dev.tapeless.processor.schedule.group.RowForm;
import dev.tapeless.processor.schedule.group.SampleBySample;
import dev.tapeless.processor.schedule.lane.Lanes;
import dev.tapeless.processor.schedule.nest.NestKernels;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.Division;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.plan.MethodBudget;
import dev.tapeless.processor.schedule.plan.Platform;
import dev.tapeless.processor.schedule.product.GradientCode;
import dev.tapeless.processor.schedule.product.ProductForm;
import dev.tapeless.processor.schedule.product.ProductKernels;
import dev.tapeless.processor.schedule.row.ChannelSums;
import dev.tapeless.processor.schedule.row.RowStages;
import dev.tapeless.processor.schedule.row.SampleKernel;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.LocalNames;
import dev.tapeless.processor.schedule.scope.Placement;
import dev.tapeless.processor.schedule.window.WindowKernels;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Writes the kernels of a program in loops over samples and elements. */
final class LoopKernels {

    private final Placement placement;
    private final Map<Node, List<Location.ParameterGradient>> gradients;
    private final Consumers consumers;
    private final Inlining inlining;
    private final UnaryOperator<String> kernelName;
    private final Platform platform;

    /**
     * Starts a program.
     *
     * @param placement where values lie
     * @param gradients the gradients of parameters, which sums over the batch are added to
     * @param consumers who reads which value
     * @param inlining which values are computed where they are read
     * @param kernelName the name of the kernel that gives a value, from the value's name
     * @param platform what the code is for
     */
    LoopKernels(
            Placement placement,
            Map<Node, List<Location.ParameterGradient>> gradients,
            Consumers consumers,
            Inlining inlining,
            UnaryOperator<String> kernelName,
            Platform platform) {
        this.placement = placement;
        this.gradients = gradients;
        this.consumers = consumers;
        this.inlining = inlining;
        this.kernelName = kernelName;
        this.platform = platform;
    }

    /** The kernels of a group: one, but for a sum that is the gradient of several parameters. */
    List<Kernel> write(KernelGroup group) {
        if (group.kind() == KernelGroup.Kind.NEST) {
            return nest(group.result());
        }
        if (group.kind() == KernelGroup.Kind.BATCH_SUM) {
            return gradients.getOrDefault(group.result(), List.of()).stream()
                    .map(
                            place -> {
                                final String name =
                                        kernelName.apply(FormulaText.label(group.result(), place));
                                return inForms(
                                                lanes ->
                                                        batchSum(
                                                                group.result(),
                                                                place,
                                                                name,
                                                                lanes.areUsed()))
                                        .divided(Division.ROWS);
                            })
                    .toList();
        }
        final String name = kernelName.apply(group.result().label());
        final Kernel kernel =
                group.kind() == KernelGroup.Kind.WINDOW
                        ? window(group, name)
                        : inForms(lanes -> rows(group, name, lanes));
        return List.of(isSampleBySample(group) ? kernel.divided(Division.SAMPLES) : kernel);
    }

    private Kernel window(KernelGroup group, String name) {
        final WindowKernels windows = new WindowKernels(placement, inlining, consumers);
        return inForms(lanes -> windows.compute(group, kept(group), name, lanes));
    }

    private boolean isSampleBySample(KernelGroup group) {
        return group.nodes().stream().allMatch(node -> SampleBySample.test(node, inlining));
    }

    /**
     * A kernel in numbers, and in vectors as well where these are there, differ and are not too
     * long.
     */
    private Kernel inForms(Function<Lanes, Kernel> form) {
        final Kernel plain = form.apply(Lanes.NONE);
        for (final Lanes lanes : Lanes.of(platform)) {
            final Kernel vectors = form.apply(lanes);
            if (MethodBudget.bytes(vectors.body()) <= CostModel.METHOD_BYTES) {
                return plain.withVectors(vectors);
            }
        }
        return plain;
    }

    private Kernel rows(KernelGroup group, String name, Lanes lanes) {
        final KernelScope scope = new KernelScope(placement);
        final List<Statement> body = new ArrayList<>();
        final RowStages stages = new RowStages(scope, inlining, kept(group), lanes);
        String form = "loops over elements";
        if (group.kind() == KernelGroup.Kind.PRODUCT) {
            form = product(group, scope, body, stages, lanes.areUsed());
        } else {
            group.nodes().forEach(node -> addStep(stages, node));
        }
        body.addAll(stages.finish());
        final List<String> formulas = FormulaText.of(group.nodes(), consumers);
        return new Kernel(name, formulas, form, scope.parameters(), body, false);
    }

    private List<Kernel> nest(Node node) {
        final NestKernels nests = new NestKernels(placement, inlining, kernelName);
        final List<Location.ParameterGradient> places = gradients.getOrDefault(node, List.of());
        if (GradientSums.isSumOf(node, consumers, gradients)) {
            final WindowKernels windows = new WindowKernels(placement, inlining, consumers);
            if (windows.isWeightGradient(node)) {
                final Location.ParameterGradient place = places.get(0);
                final String name = kernelName.apply("dL/d" + place.parameter());
                return List.of(
                        inForms(lanes -> windows.weightGradient(node, place, name, lanes.areUsed()))
                                .divided(Division.ROWS));
            }
            final Kernel sum = nests.sum(node, places.get(0));
            final boolean isSumOfChannels = ChannelSums.isOne(node, inlining);
            return List.of(
                    platform.vectors() && isSumOfChannels
                            ? sum.withVectors(
                                    ChannelSums.kernel(node, places.get(0), sum.name(), placement))
                            : sum);
        }
        final String name = kernelName.apply(node.label());
        final Kernel kernel = inForms(lanes -> nests.compute(node, name, lanes.areUsed()));
        final List<Kernel> kernels = new ArrayList<>();
        final boolean isSampleBySample = SampleBySample.test(node, inlining);
        kernels.add(isSampleBySample ? kernel.divided(Division.SAMPLES) : kernel);
        places.forEach(place -> kernels.add(nests.add(node, place)));
        return kernels;
    }

    /** A kernel that copies a value to the caller's rows. */
    Kernel copy(Node node, Location to) {
        final KernelScope scope = new KernelScope(placement);
        final RowStages stages = new RowStages(scope, inlining, Set.of(), Lanes.NONE);
        stages.copy(node, to);
        final List<Statement> body = stages.finish();
        final String name = kernelName.apply(node.label());
        return new Kernel(name, List.of(node.label()), "copy", scope.parameters(), body, false)
                .divided(Division.SAMPLES);
    }

    private String product(
            KernelGroup group,
            KernelScope scope,
            List<Statement> body,
            RowStages stages,
            boolean vectors) {
        final Node product = group.nodes().get(0);
        final ContractRole role = ContractRole.of(product);
        final ProductForm form = ProductForm.of(role, scope.isFlat(role.other()));
        final Optional<BiasSplit> split =
                form.startsFromBias()
                        ? consumers
                                .only(product)
                                // A reader elsewhere adds the bias itself.
                                .filter(group.nodes()::contains)
                                .flatMap(reader -> BiasSplit.of(product, reader))
                        : Optional.empty();
        final ProductKernels code = new ProductKernels(scope, platform, vectors);
        final String text =
                code.write(form, role, product, split.map(BiasSplit::bias).orElse(null), body);
        for (final Node node : group.nodes().subList(1, group.nodes().size())) {
            final boolean finishes = split.isPresent() && node.operands().contains(product);
            if (!finishes) {
                addStep(stages, node);
            } else if (!split.get().isPlain()) {
                stages.map(node, (Op.Map) node.op(), split.get().rest());
            }
        }
        return text;
    }

    private Kernel batchSum(
            Node node, Location.ParameterGradient place, String name, boolean vectors) {
        final KernelScope scope = new KernelScope(placement);
        node.operands().forEach(scope::parameter);
        final String preferred = LocalNames.identifier(place.parameter()) + "Gradient";
        final String array = scope.parameter(place, preferred);
        final List<Statement> body;
        final String form;
        if (node.op() instanceof Op.Contract) {
            final ContractRole role = ContractRole.of(node);
            final GradientCode code = new GradientCode(scope);
            if (place.flat()) {
                body = code.weights(role, array, true);
                form = "one sample a pass, " + Counted.of(role.units(), "sum") + " at once";
            } else if (vectors) {
                body = code.weightsInVectors(role, array);
                form =
                        "tiles of "
                                + CostModel.TILE_ROWS
                                + " rows by "
                                + CostModel.TILE_VECTORS
                                + " vectors, which run over the samples";
            } else {
                body = code.weights(role, array, false);
                form =
                        "rows of "
                                + role.units()
                                + " sums, "
                                + CostModel.ROWS_A_PASS
                                + " samples a pass";
            }
        } else {
            final Node rows = node.operands().get(0);
            if (rows.shape().rank() != 2) {
                throw new IllegalStateException("no loops for the sum " + node);
            }
            final int width = Math.toIntExact(node.shape().elements());
            body = new GradientCode(scope).batchSum(rows, array, width);
            form = "a plain sum over the batch";
        }
        return new Kernel(
                name,
                List.of(FormulaText.added(node, place, Set.of())),
                form,
                scope.parameters(),
                body,
                false);
    }

    /** The kernel of a group for one sample in vectors; empty for one that has no such form. */
    Optional<Kernel> sample(KernelGroup group) {
        if (!hasSampleForm(group)) {
            return Optional.empty();
        }
        return sampleKernel(group).write(kernelName.apply(group.result().label()));
    }

    /** The kernel of two groups for one sample in vectors; empty where they need one each. */
    Optional<Kernel> sample(KernelGroup source, KernelGroup group) {
        if (!hasSampleForm(source) || !hasSampleForm(group)) {
            return Optional.empty();
        }
        final SampleKernel kernel = sampleKernel(group);
        return kernel.reads(sampleKernel(source))
                ? kernel.write(kernelName.apply(group.result().label()))
                : Optional.empty();
    }

    private static boolean hasSampleForm(KernelGroup group) {
        final boolean hasForm =
                group.kind() == KernelGroup.Kind.PRODUCT
                        || group.kind() == KernelGroup.Kind.ROWS
                        || RowForm.isShared(group.result());
        return hasForm && group.nodes().stream().noneMatch(node -> node.op() instanceof Op.Random);
    }

    private SampleKernel sampleKernel(KernelGroup group) {
        return new SampleKernel(placement, inlining, consumers, platform, group, kept(group));
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
