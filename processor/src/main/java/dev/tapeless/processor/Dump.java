package dev.tapeless.processor;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.SourceRef;
import dev.tapeless.processor.diagnostics.Suggestions;
import dev.tapeless.processor.graph.TypedLayer;
import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedParameter;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphPrinter;
import dev.tapeless.processor.schedule.plan.Schedule;
import dev.tapeless.processor.schedule.plan.SchedulePrinter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The ladder for whoever looks into the compiler: {@code
 * -Atapeless.dump=graph,ir,gradients,schedule} prints what the stages give, as notes.
 */
final class Dump {

    /** The processor option. */
    static final String OPTION = "tapeless.dump";

    private static final List<String> STAGES = List.of("graph", "ir", "gradients", "schedule");

    private final Set<String> wanted = new LinkedHashSet<>();

    /**
     * Reads the value of the option.
     *
     * @param option what the user wrote; null for nothing
     * @param report where a misspelt stage goes
     */
    Dump(String option, Report report) {
        for (final String stage : option == null ? new String[0] : option.split(",", -1)) {
            if (STAGES.contains(stage.strip())) {
                wanted.add(stage.strip());
            } else {
                final String all = String.join(", ", STAGES);
                report.add(
                        SourceRef.NONE,
                        Message.DUMP_UNKNOWN,
                        stage,
                        Suggestions.nearest(stage, STAGES)
                                .map(nearest -> "did you mean \"" + nearest + "\"?")
                                .orElse("write some of " + all + ", separated by commas"));
            }
        }
    }

    /**
     * The layers with their shapes and parameters.
     *
     * @param network the network
     * @param report where the note goes
     */
    void graph(TypedNetwork network, Report report) {
        print("graph", network, report, () -> describe(network));
    }

    /**
     * The forward passes as they were lowered.
     *
     * @param network the network
     * @param predict the one for predictions
     * @param train the one for training
     * @param report where the note goes
     */
    void ir(TypedNetwork network, Graph predict, Graph train, Report report) {
        print(
                "ir",
                network,
                report,
                () ->
                        "predict:\n"
                                + GraphPrinter.print(predict)
                                + "\ntrain:\n"
                                + GraphPrinter.print(train));
    }

    /**
     * The training graph after all passes.
     *
     * @param network the network
     * @param gradients the graph
     * @param report where the note goes
     */
    void gradients(TypedNetwork network, Graph gradients, Report report) {
        print("gradients", network, report, () -> GraphPrinter.print(gradients));
    }

    /**
     * What is emitted.
     *
     * @param network the network
     * @param schedule the schedule
     * @param report where the note goes
     */
    void schedule(TypedNetwork network, Schedule schedule, Report report) {
        print("schedule", network, report, () -> SchedulePrinter.print(schedule));
    }

    private void print(String stage, TypedNetwork network, Report report, Supplier<String> text) {
        if (wanted.contains(stage)) {
            report.add(
                    network.source(),
                    Message.DUMP,
                    String.join(".", network.className()),
                    stage,
                    text.get().stripTrailing());
        }
    }

    private static String describe(TypedNetwork network) {
        final StringBuilder text = new StringBuilder();
        text.append("input ").append(network.input()).append('\n');
        for (final TypedLayer layer : network.layers()) {
            describe(layer, "", text);
        }
        return text.toString();
    }

    private static void describe(TypedLayer layer, String indent, StringBuilder text) {
        text.append(indent)
                .append(layer.name())
                .append(" = ")
                .append(String.join(" ", layer.operations()))
                .append(' ')
                .append(layer.output());
        for (final TypedParameter parameter : layer.parameters()) {
            text.append(", ").append(parameter.name()).append(' ').append(parameter.shape());
        }
        text.append('\n');
        layer.inner().forEach(inner -> describe(inner, indent + "  ", text));
    }
}
