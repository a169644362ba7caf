package dev.tapeless.processor.schedule.nest;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.FormulaText;
import dev.tapeless.processor.schedule.group.Inlining;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.LocalNames;
import dev.tapeless.processor.schedule.scope.Placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes the kernels of operations that have no form of their own: nested loops. */
public final class NestKernels {

    private final Placement placement;
    private final Inlining inlining;
    private final UnaryOperator<String> kernelName;

    /**
     * Starts a program.
     *
     * @param placement where values lie
     * @param inlining which values are computed where they are read
     * @param kernelName the name of the kernel of a label
     */
    public NestKernels(Placement placement, Inlining inlining, UnaryOperator<String> kernelName) {
        this.placement = placement;
        this.inlining = inlining;
        this.kernelName = kernelName;
    }

    /**
     * The kernel that computes a value and leaves it in its place.
     *
     * @param node the value
     * @param name of the kernel
     * @param vectors whether it is written in vectors where it can be
     * @return the kernel
     */
    public Kernel compute(Node node, String name, boolean vectors) {
        return kernel(node, Optional.empty(), name, vectors);
    }

    /** The kernel that adds a sum to the gradient of a parameter. */
    public Kernel sum(Node node, Location.ParameterGradient place) {
        return kernel(
                node, Optional.of(place), kernelName.apply(FormulaText.label(node, place)), false);
    }

    private Kernel kernel(
            Node node,
            Optional<Location.ParameterGradient> gradient,
            String name,
            boolean vectors) {
        final KernelScope scope = new KernelScope(placement);
        final Elements elements = new Elements(scope, placement, inlining);
        // The parameters in the order in which a person would give them.
        inlining.sources(node).forEach(scope::parameter);
        final String array =
                gradient.map(place -> scope.parameter(place, gradientName(place)))
                        .orElseGet(() -> scope.parameter(node));
        final Target target = new Target(node, elements, gradient, array);
        final String form = new NestCode(scope, elements, target, vectors).write();
        final List<Statement> body = new ArrayList<>();
        if (node.shape().isBatched()) {
            final List<Statement> sample = new ArrayList<>(elements.eachSample());
            sample.addAll(target.first());
            sample.addAll(target.code());
            body.addAll(elements.once());
            body.add(scope.eachSample(sample));
        } else {
            body.addAll(elements.once());
            body.addAll(target.first());
            final List<Statement> sample = new ArrayList<>(elements.eachSample());
            sample.addAll(target.code());
            body.addAll(isOverSamples(node) ? List.of(scope.eachSample(sample)) : sample);
            body.addAll(target.last());
        }
        final String formula =
                gradient.map(place -> FormulaText.added(node, place, inlining.spelled(node)))
                        .orElseGet(() -> FormulaText.of(node, inlining.spelled(node)));
        return new Kernel(name, List.of(formula), form, scope.parameters(), body, false);
    }

    /** Whether the samples are summed; the place of a largest sample has its own loop over them. */
    private static boolean isOverSamples(Node node) {
        final boolean argmax =
                node.op() instanceof Op.Reduce reduce && reduce.kind() == Op.Reduce.Kind.ARGMAX;
        final boolean counts =
                node.op() instanceof Op.Contract contract
                        && contract.extents().contains(Shape.BATCH);
        return !argmax && (counts || node.operands().stream().anyMatch(n -> n.shape().isBatched()));
    }

    /** The kernel that adds a value to the gradient of a parameter. */
    public Kernel add(Node node, Location.ParameterGradient place) {
        return move(
                node,
                place,
                place.flat(),
                gradientName(place),
                kernelName.apply("dL/d" + place.parameter()),
                "dL/d" + place.parameter() + " += " + node.label());
    }

    /** The kernel that makes a value the next of a buffer. */
    public Kernel store(Node node, Location.ParameterValues place) {
        return move(
                node,
                place,
                place.flat(),
                LocalNames.identifier(place.parameter()),
                kernelName.apply(place.parameter()),
                place.parameter() + " = " + node.label());
    }

    private Kernel move(
            Node node, Location to, boolean flat, String arrayName, String name, String formula) {
        final boolean adds = to instanceof Location.ParameterGradient;
        final KernelScope scope = new KernelScope(placement);
        final Elements elements = new Elements(scope, placement, inlining);
        scope.parameter(node);
        final String array = scope.parameter(to, arrayName);
        final boolean isOneLoop = flat && elements.isRow(node);
        final List<Boolean> joined = isOneLoop ? joined(node.shape()) : List.of();
        final Axes axes = Axes.of(scope, node.shape().extents(), joined);
        final Nest nest = new Nest(scope, axes.counters());
        final Value value = elements.read(node, axes.at(), nest);
        final Value target = Elements.inStorage(flat, array, node.shape(), axes.at(), nest);
        final Statement move =
                adds
                        ? new Statement.Increase(target, value, "")
                        : new Statement.Assign(target, value, "");
        final List<Statement> loops = nest.around(List.of(move));
        final List<Statement> body = new ArrayList<>(elements.once());
        body.addAll(loops);
        final String form = adds ? "added element by element" : "copied element by element";
        return new Kernel(name, List.of(formula), form, scope.parameters(), body, false);
    }

    private static List<Boolean> joined(Shape shape) {
        final List<Boolean> joined = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            joined.add(axis > 0);
        }
        return joined;
    }

    private static String gradientName(Location.ParameterGradient place) {
        return LocalNames.identifier(place.parameter()) + "Gradient";
    }
}
