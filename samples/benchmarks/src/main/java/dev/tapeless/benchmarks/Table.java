package dev.tapeless.benchmarks;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The results of a run as a Markdown table: one row a work, one column a contestant. */
final class Table {

    private static final double NANOS = 1e3;

    private final Map<String, Map<Contestant, Double>> times = new LinkedHashMap<>();
    private final Map<String, Long> multiplyAdds = new LinkedHashMap<>();
    private double peak = Double.NaN;

    Table(Collection<RunResult> results) {
        for (final RunResult result : results) {
            final BenchmarkParams parameters = result.getParams();
            final double nanos = result.getPrimaryResult().getScore();
            if (parameters.getParam("shape") == null) {
                peak = Peak.multiplyAdds() / nanos;
                continue;
            }
            final Shape shape = Shape.valueOf(parameters.getParam("shape"));
            final int samples = Integer.parseInt(parameters.getParam("samples"));
            final boolean step =
                    parameters.getBenchmark().contains(TrainingStep.class.getSimpleName());
            final String work =
                    (step ? "step, " : "prediction, ")
                            + shape.text()
                            + (samples == 1 ? ", one sample" : ", batch of " + samples);
            times.computeIfAbsent(work, unused -> new EnumMap<>(Contestant.class))
                    .put(Contestant.valueOf(parameters.getParam("contestant")), nanos);
            multiplyAdds.put(
                    work, samples * (step ? shape.stepMultiplyAdds() : shape.multiplyAdds()));
        }
    }

    /** The table, and above it what it was measured on. */
    String markdown() {
        final StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "Java %s on %s, one thread; peak %.0f GFLOP/s. Microseconds a call.%n%n",
                        Runtime.version(),
                        System.getProperty("os.arch"),
                        2 * peak));
        text.append("| work |");
        for (final Contestant contestant : Contestant.values()) {
            text.append(' ').append(contestant.text()).append(" |");
        }
        text.append(" plain / rows | vectors / rows | of the peak |\n|---|");
        text.append("---:|".repeat(Contestant.values().length + 3)).append('\n');
        times.forEach((work, row) -> text.append(line(work, row)));
        return text.toString();
    }

    private String line(String work, Map<Contestant, Double> row) {
        final StringBuilder line = new StringBuilder("| ").append(work).append(" |");
        for (final Contestant contestant : Contestant.values()) {
            line.append(' ').append(micros(row.get(contestant))).append(" |");
        }
        final Double vectors = row.get(Contestant.VECTORS);
        return line.append(' ')
                .append(faster(row, Contestant.PLAIN))
                .append(" | ")
                .append(faster(row, Contestant.VECTORS))
                .append(" | ")
                .append(
                        vectors == null
                                ? "-"
                                : String.format(
                                        Locale.ROOT,
                                        "%.0f %%",
                                        100 * multiplyAdds.get(work) / vectors / peak))
                .append(" |\n")
                .toString();
    }

    private static String micros(Double nanos) {
        return nanos == null ? "-" : String.format(Locale.ROOT, "%.4g", nanos / NANOS);
    }

    /** How many times as fast as careful rows. */
    private static String faster(Map<Contestant, Double> row, Contestant contestant) {
        final Double rows = row.get(Contestant.ROWS);
        final Double own = row.get(contestant);
        return rows == null || own == null ? "-" : String.format(Locale.ROOT, "%.2f", rows / own);
    }
}
