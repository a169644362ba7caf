package dev.tapeless.processor.schedule;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.StepGraph;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses between straight-line code and loops, and how each parameter is stored. */
public final class Scheduler {

    private Scheduler() {}

    /**
     * Schedules a network.
     *
     * @param inference the graph of prediction: input {@code input}, output {@code output}
     * @param training the graph of training: inputs {@code input} and {@code dL/doutput}, outputs
     *     {@code output} and {@code dL/d} with the name of each parameter, and of the input where
     *     its gradient was asked for
     * @param step the graph of one step, for a network that can be given a sequence element by
     *     element
     * @param platform what the code is for
     * @return what the emitter prints
     */
    public static Schedule schedule(
            Graph inference, Graph training, Optional<StepGraph> step, Platform platform) {
        final boolean straightLine =
                SingleSamples.holds(inference) && SingleSamples.holds(training);
        final Optional<Schedule> straight =
                straightLine && isSmall(inference) && isSmall(training)
                        ? new StraightLineSchedule(inference, training).schedule()
                        : Optional.empty();
        return straight.orElseGet(() -> loops(inference, training, step, platform));
    }

    private static Schedule loops(
            Graph inference, Graph training, Optional<StepGraph> step, Platform platform) {
        final Graph parts = GradientParts.of(training);
        final List<Graph> graphs = new ArrayList<>(List.of(inference, parts));
        step.map(StepGraph::graph).ifPresent(graphs::add);
        final UnitRows unitRows = UnitRows.find(graphs);
        final Graph predict = unitRows.apply(inference);
        final Graph train = unitRows.apply(parts);
        final Storage storage = new Storage(flatParameters(train), unitRows.names());
        final Optional<StepGraph> steps =
                step.map(one -> new StepGraph(unitRows.apply(one.graph()), one.starts()));
        return new LoopSchedule(predict, train, steps, storage, platform).schedule();
    }

    /** Whether a graph is worth a name for each element. */
    private static boolean isSmall(Graph graph) {
        long multiplyAdds = 0;
        long elements = 0;
        for (final Node node : graph.nodes()) {
            elements += node.op() instanceof Op.Parameter ? 0 : node.shape().elements();
            if (node.op() instanceof Op.Contract contract && node.shape().isBatched()) {
                multiplyAdds += new Shape(contract.extents()).elements();
            }
        }
        final boolean withGradient = graph.inputs().size() > 1;
        final int factor = withGradient ? 2 : 1;
        return multiplyAdds <= (long) factor * CostModel.STRAIGHT_LINE_MULTIPLY_ADDS
                && elements <= (long) factor * CostModel.STRAIGHT_LINE_ELEMENTS;
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
