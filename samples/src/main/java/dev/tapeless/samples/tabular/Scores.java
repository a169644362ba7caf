package dev.tapeless.samples.tabular;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How good predictions of unseen rows are.
 *
 * @param values numbers by name; the last one is what counts
 */
record Scores(Map<String, Double> values) {

    static Scores ofClasses(double accuracy, double mostFrequent) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("accuracy of always the most frequent class", mostFrequent);
        values.put("accuracy", accuracy);
        return new Scores(values);
    }

    static Scores ofNumbers(double r2, double rmse, double mae) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("mean absolute error", mae);
        values.put("root mean squared error", rmse);
        values.put("R2", r2);
        return new Scores(values);
    }

    /** The mean of several runs. */
    static Scores mean(List<Scores> runs) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String name : runs.get(0).values.keySet()) {
            values.put(
                    name,
                    runs.stream().mapToDouble(run -> run.values.get(name)).average().orElseThrow());
        }
        return new Scores(values);
    }

    /** What counts, in a line. */
    String line() {
        return lines("test ").reduce((before, after) -> after).orElseThrow();
    }

    /** All of it, a line each; the last is what counts. */
    String text(int runs) {
        String prefix = runs == 1 ? "test " : "mean of " + runs + " runs: test ";
        return lines(prefix).map(line -> line + "\n").collect(Collectors.joining());
    }

    private Stream<String> lines(String prefix) {
        return values.entrySet().stream()
                .map(
                        entry ->
                                String.format(
                                        Locale.ROOT,
                                        "%s%s: %s",
                                        prefix,
                                        entry.getKey(),
                                        text(entry.getValue())));
    }

    /** Four decimals, less of what is large and more of what is small. */
    private static String text(double value) {
        double size = Math.abs(value);
        String format = size >= 1000 ? "%.0f" : size >= 0.1 || size == 0 ? "%.4f" : "%.4g";
        return String.format(Locale.ROOT, format, value);
    }
}
