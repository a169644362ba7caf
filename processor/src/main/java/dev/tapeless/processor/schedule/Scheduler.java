package dev.tapeless.processor.schedule;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.StepGraph;
import dev.tapeless.processor.schedule.group.GradientParts;
import dev.tapeless.processor.schedule.loop.LoopSchedule;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.Platform;
import dev.tapeless.processor.schedule.plan.Schedule;
import dev.tapeless.processor.schedule.plan.Storage;
import dev.tapeless.processor.schedule.straight.StraightLineSchedule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Chooses between straight-line code and loops, and how each parameter is stored. */
public final class Scheduler {

    /** Why a form that the declaration asks for is not possible. */
    public enum Obstacle {
        /** Some operation has no straight-line form. */
        OPERATION,
        /** A method of straight-line code would be too large for the just-in-time compiler. */
        SIZE,
        /** The compilation does not see the Vector API. */
        MODULE
    }

    /** Bytes of bytecode that a multiply-add takes at least. */
    private static final int LEAST_BYTES = 8;

    private final Graph inference;
    private final Graph training;
    private final Optional<StepGraph> step;
    private final Platform platform;
    private final Choice choice;

    /**
     * Starts with a network.
     *
     * @param inference the graph of prediction: input {@code input}, output {@code output}
     * @param training the graph of training: inputs {@code input}, {@code dL/doutput} and, where
     *     there are logits, {@code dL/doutputLogits}; outputs {@code output} and {@code dL/d} with
     *     the name of each parameter, and of the input where its gradient was asked for
     * @param step the graph of one step, for a network that can be given a sequence element by
     *     element
     * @param platform what the code is for
     * @param choice what the declaration asks for
     */
    public Scheduler(
            Graph inference,
            Graph training,
            Optional<StepGraph> step,
            Platform platform,
            Choice choice) {
        this.step = step;
        this.inference = inference;
        this.training = training;
        this.platform =
                choice == Choice.LOOPS ? new Platform(false, platform.elementBytes()) : platform;
        this.choice = choice;
    }

    /**
     * Why the form that the declaration asks for is not possible.
     *
     * @return empty where it is
     */
    public Optional<Obstacle> obstacle() {
        if (choice == Choice.VECTORS && !platform.vectors()) {
            return Optional.of(Obstacle.MODULE);
        } else if (choice != Choice.STRAIGHT_LINE) {
            return Optional.empty();
        } else if (!isStraight()) {
            return Optional.of(Obstacle.OPERATION);
        }
        return straight().isEmpty() ? Optional.of(Obstacle.SIZE) : Optional.empty();
    }

    /**
     * Schedules the network. Asked for a form that meets an obstacle, it decides as by itself.
     *
     * @return what the emitter prints
     */
    public Schedule schedule() {
        final boolean wanted =
                choice == Choice.STRAIGHT_LINE
                        || (choice == Choice.AUTO
                                && isStraight()
                                && isSmall(inference)
                                && isSmall(training));
        final Optional<Schedule> straight = wanted && isStraight() ? straight() : Optional.empty();
        return straight.orElseGet(this::loops);
    }

    private boolean isStraight() {
        return SingleSamples.holds(inference) && SingleSamples.holds(training);
    }

    private Optional<Schedule> straight() {
        // No need to write down what cannot fit.
        if (multiplyAdds(inference) > CostModel.METHOD_BYTES / LEAST_BYTES) {
            return Optional.empty();
        }
        final String reason =
                choice == Choice.STRAIGHT_LINE
                        ? "straight-line code for one sample, as the declaration asks"
                        : "straight-line code for one sample, because "
                                + multiplyAdds(inference)
                                + " multiply-adds are at most "
                                + CostModel.STRAIGHT_LINE_MULTIPLY_ADDS;
        final UnitRows unitRows =
                UnitRows.find(List.of(inference, training), CostModel.STRAIGHT_LINE_LANES);
        return new StraightLineSchedule(
                        unitRows.apply(inference),
                        unitRows.apply(training),
                        unitRows.names(),
                        platform,
                        reason)
                .schedule();
    }

    private Schedule loops() {
        final Graph parts = GradientParts.of(training);
        final List<Graph> graphs = new ArrayList<>(List.of(inference, parts));
        step.map(StepGraph::graph).ifPresent(graphs::add);
        final UnitRows unitRows = UnitRows.find(graphs, CostModel.WIDE);
        final Graph predict = unitRows.apply(inference);
        final Graph train = unitRows.apply(parts);
        final Storage storage = new Storage(flatParameters(train), unitRows.names());
        final Optional<StepGraph> steps =
                step.map(one -> new StepGraph(unitRows.apply(one.graph()), one.starts()));
        return new LoopSchedule(predict, train, steps, storage, platform, loopsReason()).schedule();
    }

    private String loopsReason() {
        final String loops = "loops over samples and elements, ";
        final String plain = choice == Choice.LOOPS ? ", in plain Java only" : "";
        if (choice != Choice.AUTO) {
            return loops + "as the declaration asks" + plain;
        } else if (!isStraight()) {
            return loops + "because an operation repeats, or chooses places, or takes all samples";
        }
        final long multiplyAdds = multiplyAdds(inference);
        return loops
                + (multiplyAdds > CostModel.STRAIGHT_LINE_MULTIPLY_ADDS
                        ? String.format(
                                Locale.ROOT,
                                "because %,d multiply-adds a sample are more than %d",
                                multiplyAdds,
                                CostModel.STRAIGHT_LINE_MULTIPLY_ADDS)
                        : "because straight-line code would be too large");
    }

    /** Whether a graph is worth a name for each element. */
    private static boolean isSmall(Graph graph) {
        long elements = 0;
        for (final Node node : graph.nodes()) {
            elements += node.op() instanceof Op.Parameter ? 0 : node.shape().elements();
        }
        final boolean withGradient = graph.inputs().size() > 1;
        final int factor = withGradient ? 2 : 1;
        return multiplyAdds(graph) <= (long) factor * CostModel.STRAIGHT_LINE_MULTIPLY_ADDS
                && elements <= (long) factor * CostModel.STRAIGHT_LINE_ELEMENTS;
    }

    /** The multiply-adds of one sample. */
    private static long multiplyAdds(Graph graph) {
        long multiplyAdds = 0;
        for (final Node node : graph.nodes()) {
            if (node.op() instanceof Op.Contract contract && node.shape().isBatched()) {
                multiplyAdds += new Shape(contract.extents()).elements();
            }
        }
        return multiplyAdds;
    }

    /** Vectors, and matrices whose rows are too short to fill a vector register. */
    private static Set<String> flatParameters(Graph graph) {
        final Set<String> flat = new LinkedHashSet<>();
        for (final Node node : graph.nodes()) {
            if (node.op() instanceof Op.Parameter parameter) {
                final List<Integer> extents = parameter.shape().extents();
                if (extents.size() < 2 || extents.get(extents.size() - 1) < CostModel.WIDE) {
                    flat.add(parameter.name());
                }
            }
        }
        return flat;
    }
}
