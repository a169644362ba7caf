package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.group.BiasSplit;
import dev.tapeless.processor.schedule.group.Consumers;
import dev.tapeless.processor.schedule.group.FormulaText;
import dev.tapeless.processor.schedule.group.Inlining;
import dev.tapeless.processor.schedule.group.KernelGroup;
import dev.tapeless.processor.schedule.group.WindowProduct;
import dev.tapeless.processor.schedule.lane.Lanes;
import dev.tapeless.processor.schedule.nest.Elements;
import dev.tapeless.processor.schedule.nest.Target;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.row.RowStages;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.LocalNames;
import dev.tapeless.processor.schedule.scope.Placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the kernels of convolutions: sample by sample the product, then the steps on its rows; and
 * the gradients of weights, which are sums over the samples.
 */
public final class WindowKernels {

    private final Placement placement;
    private final Inlining inlining;
    private final Consumers consumers;

    /**
     * Starts a program.
     *
     * @param placement where values lie
     * @param inlining which values are computed where they are read
     * @param consumers who reads which value
     */
    public WindowKernels(Placement placement, Inlining inlining, Consumers consumers) {
        this.placement = placement;
        this.inlining = inlining;
        this.consumers = consumers;
    }

    /** Whether a sum is the gradient of the weights of a convolution whose rows are stored. */
    public boolean isWeightGradient(Node node) {
        return node.op() instanceof Op.Contract
                && WindowProduct.find(node)
                        .filter(p -> p.kind() == WindowProduct.Kind.WEIGHT_GRADIENT)
                        .isPresent()
                && node.operands().stream().noneMatch(inlining::contains);
    }

    /**
     * The kernel of a convolution and of the steps that follow it.
     *
     * @param group the operations
     * @param kept values that somebody else reads
     * @param name of the kernel
     * @param lanes what of it is written in vectors
     */
    public Kernel compute(KernelGroup group, Set<Node> kept, String name, Lanes lanes) {
        final Node node = group.nodes().get(0);
        final WindowProduct product = WindowProduct.of(node);
        final KernelScope scope = new KernelScope(placement);
        final Elements elements = new Elements(scope, placement, inlining);
        final Optional<Node> reader =
                product.kind() == WindowProduct.Kind.PRODUCT
                        ? consumers.only(node).filter(group.nodes()::contains)
                        : Optional.empty();
        final Optional<BiasSplit> split = reader.flatMap(map -> BiasSplit.of(node, map));
        final Optional<TileStep> step =
                lanes.areUsed() ? reader.flatMap(map -> step(node, map, split)) : Optional.empty();
        final Node bias = split.map(BiasSplit::bias).orElse(null);
        // The parameters in the order in which a person would give them.
        node.operands().forEach(scope::parameter);
        if (bias != null) {
            scope.parameter(bias);
        }
        step.ifPresent(s -> s.rows().forEach(scope::parameter));
        final Target target = new Target(node, elements, Optional.empty(), scope.parameter(node));
        final String form = write(scope, elements, target, product, bias, step, lanes.areUsed());
        final RowStages stages = new RowStages(scope, inlining, kept, lanes);
        stages.use(node, elements.row(node));
        for (final Node later : group.nodes().subList(1, group.nodes().size())) {
            final boolean finishes = reader.isPresent() && reader.get() == later;
            final boolean isDone = step.isPresent() || split.filter(BiasSplit::isPlain).isPresent();
            if (!finishes) {
                stages.add(later);
            } else if (!isDone) {
                stages.map(later, (Op.Map) later.op(), rest(later, split));
            }
        }
        final List<Statement> sample = new ArrayList<>(elements.eachSample());
        sample.addAll(target.first());
        sample.addAll(target.code());
        sample.addAll(stages.steps());
        final List<Statement> body = new ArrayList<>(elements.once());
        body.addAll(stages.once());
        body.add(scope.eachSample(sample));
        final List<String> formulas = FormulaText.of(group.nodes(), consumers);
        return new Kernel(name, formulas, form, scope.parameters(), body, false);
    }

    /** What a tile does with its sums: all that the only reader of the product leaves to do. */
    private Optional<TileStep> step(Node product, Node reader, Optional<BiasSplit> split) {
        return reader.op() instanceof Op.Map
                        && placement.holder(product) == placement.holder(reader)
                ? TileStep.of(product, reader, rest(reader, split)).filter(TileStep::isShort)
                : Optional.empty();
    }

    private static Expression rest(Node reader, Optional<BiasSplit> split) {
        return split.map(BiasSplit::rest).orElse(((Op.Map) reader.op()).body());
    }

    /** The kernel that adds the gradient of the weights of a convolution. */
    public Kernel weightGradient(
            Node node, Location.ParameterGradient place, String name, boolean vectors) {
        final KernelScope scope = new KernelScope(placement);
        final Elements elements = new Elements(scope, placement, inlining);
        node.operands().forEach(scope::parameter);
        final String preferred = LocalNames.identifier(place.parameter()) + "Gradient";
        final String array = scope.parameter(place, preferred);
        final Target target = new Target(node, elements, Optional.of(place), array);
        final String form =
                write(
                        scope,
                        elements,
                        target,
                        WindowProduct.of(node),
                        null,
                        Optional.empty(),
                        vectors);
        final List<Statement> sample = new ArrayList<>(elements.eachSample());
        sample.addAll(target.code());
        final List<Statement> body = new ArrayList<>(elements.once());
        body.add(scope.eachSample(sample));
        body.addAll(target.last());
        final List<String> formulas = List.of(FormulaText.of(node, Set.of()));
        return new Kernel(name, formulas, form, scope.parameters(), body, false);
    }

    private static String write(
            KernelScope scope,
            Elements elements,
            Target target,
            WindowProduct product,
            Node bias,
            Optional<TileStep> step,
            boolean vectors) {
        if (!vectors) {
            return switch (product.kind()) {
                case PRODUCT -> new ResultLoops(scope, elements, target, product).write(bias);
                case INPUT_GRADIENT ->
                        new InputGradientLoops(scope, elements, target, product).write();
                case WEIGHT_GRADIENT ->
                        new WeightGradientLoops(scope, elements, target, product).write();
            };
        }
        final WindowFrame frame = new WindowFrame(scope, elements, target, product);
        return switch (product.kind()) {
            case PRODUCT -> new ResultTiles(frame).write(bias, step);
            case INPUT_GRADIENT -> new InputGradientTiles(frame).write();
            case WEIGHT_GRADIENT -> new WeightGradientTiles(frame).write();
        };
    }
}
