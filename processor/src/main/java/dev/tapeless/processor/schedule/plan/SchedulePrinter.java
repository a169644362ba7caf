package dev.tapeless.processor.schedule.plan;

import java.util.List;
import java.util.stream.Collectors;

/** Prints a schedule for people who want to see it: the calls, the kernels, the rows. */
public final class SchedulePrinter {

    private SchedulePrinter() {}

    /**
     * Prints a schedule. The statements of the kernels are what the generated class shows.
     *
     * @param schedule the schedule
     * @return lines
     */
    public static String print(Schedule schedule) {
        final StringBuilder text = new StringBuilder();
        calls(text, "predict", schedule.predict());
        calls(text, "prediction of one sample in vectors", schedule.predictOne());
        calls(text, "forward", schedule.forward());
        calls(text, "backward", schedule.backward());
        calls(text, "gradient of the input", schedule.inputBackward());
        schedule.step().ifPresent(step -> calls(text, "step", step.kernels()));
        schedule.predictOne().forEach(kernel -> kernel(text, kernel));
        schedule.kernels().values().forEach(kernel -> kernel(text, kernel));
        buffers(text, "rows of a workspace of prediction", schedule.workspace());
        buffers(text, "rows of training", schedule.training());
        return text.toString();
    }

    private static void calls(StringBuilder text, String what, List<Kernel> kernels) {
        if (!kernels.isEmpty()) {
            text.append(what)
                    .append(": ")
                    .append(kernels.stream().map(Kernel::name).collect(Collectors.joining(", ")))
                    .append('\n');
        }
    }

    private static void kernel(StringBuilder text, Kernel kernel) {
        text.append('\n').append(kernel.name());
        text.append(kernel.single() ? ", one sample: " : ", all samples: ");
        text.append(kernel.form()).append('\n');
        kernel.formula().forEach(line -> text.append("  ").append(line).append('\n'));
        for (final Kernel.Parameter parameter : kernel.parameters()) {
            text.append("  ").append(parameter.name()).append(": ");
            text.append(place(parameter.location())).append('\n');
        }
    }

    private static String place(Location location) {
        if (location instanceof Location.Rows rows) {
            return "rows " + rows.buffer().name();
        } else if (location instanceof Location.ParameterValues values) {
            return "values of " + values.parameter() + stored(values.flat());
        } else if (location instanceof Location.ParameterGradient gradient) {
            return "gradient of " + gradient.parameter() + stored(gradient.flat());
        } else if (location instanceof Location.Input) {
            return "the samples";
        } else if (location instanceof Location.Output) {
            return "the caller's rows of outputs";
        } else if (location instanceof Location.OutputGradient) {
            return "the gradient with respect to the output";
        } else if (location instanceof Location.LogitGradient) {
            return "the gradient with respect to the logits";
        } else if (location instanceof Location.InputGradient) {
            return "the gradient with respect to the input";
        } else if (location instanceof Location.Count) {
            return "the number of samples";
        } else if (location instanceof Location.Sample) {
            return "the index of the sample";
        } else if (location instanceof Location.First) {
            return "the index of the first sample";
        } else if (location instanceof Location.From from) {
            return "the first of " + from.rows() + " rows of results to compute";
        } else if (location instanceof Location.To) {
            return "the row behind the last";
        }
        return location instanceof Location.Seed ? "the seed of noise" : "the step of noise";
    }

    private static String stored(boolean flat) {
        return flat ? ", one array" : ", an array a row";
    }

    private static void buffers(StringBuilder text, String what, List<Buffer> buffers) {
        if (!buffers.isEmpty()) {
            text.append('\n').append(what).append(":\n");
        }
        for (final Buffer buffer : buffers) {
            final String rows = buffer.isBatched() ? "B" : Integer.toString(buffer.rows());
            text.append("  ").append(buffer.name());
            text.append(" [").append(rows).append(", ").append(buffer.rowLength()).append("]\n");
        }
    }
}
