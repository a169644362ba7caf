package dev.tapeless.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The results of a run as Markdown tables: what was measured, and nothing else. */
final class Report {

    private static final String NONE = "-";
    private static final double MICRO = 1e-3;

    /** The benchmarks whose rows say which share of the peak they reach. */
    private static final List<Class<?>> OF_PEAK =
            List.of(
                    Prediction.class,
                    TrainingStep.class,
                    LayerProducts.class,
                    Images.class,
                    Sequences.class);

    private final Results results;

    /** Multiply-adds a nanosecond; not a number if no row is given as a share of it. */
    private final double peak;

    Report(Results results) {
        this.results = results;
        this.peak = Peak.multiplyAdds() / results.nanos(Peak.class, "chains");
    }

    /** Whether the rows of a benchmark, given by the name of its class, need the peak. */
    static boolean isOfPeak(String benchmark) {
        return OF_PEAK.stream().anyMatch(type -> type.getName().equals(benchmark));
    }

    /** The tables, and above them what they were measured on. */
    String markdown() {
        return "Java %s on %s, one thread unless said%s; microseconds.%n"
                        .formatted(
                                Runtime.version(),
                                System.getProperty("os.arch"),
                                Double.isFinite(peak)
                                        ? ", peak " + number("%.0f GFLOP/s", 2 * peak)
                                        : "")
                + contest().markdown()
                + products().markdown()
                + images().markdown()
                + sequences().markdown()
                + comparisons().markdown();
    }

    /** The same work by all contestants. */
    private Table contest() {
        final List<String> headings = new ArrayList<>(List.of("work"));
        contestants().forEach(one -> headings.add(one.text()));
        headings.addAll(
                List.of(
                        "rows / plain",
                        "rows / vectors",
                        "best other / vectors",
                        "of the peak",
                        "bytes"));
        final Table table = new Table(headings);
        for (final String batch : results.values(Prediction.class, "batch")) {
            final Batch one = Batch.of(batch);
            contest(
                    table,
                    "predict " + one.text(),
                    one.samples() * one.shape().multiplyAdds(),
                    new Work(Prediction.class, "predict", "predictor", batch));
        }
        for (final String batch : results.values(TrainingStep.class, "batch")) {
            final Batch one = Batch.of(batch);
            contest(
                    table,
                    "train " + one.text(),
                    one.samples() * one.shape().stepMultiplyAdds(),
                    new Work(TrainingStep.class, "step", "trainer", batch));
        }
        return table;
    }

    private void contest(Table table, String name, double multiplyAdds, Work work) {
        final List<String> cells = new ArrayList<>(List.of(name));
        contestants().forEach(one -> cells.add(micros(nanos(work, one))));
        final double rows = nanos(work, Contestant.ROWS);
        final double vectors = nanos(work, Contestant.VECTORS);
        final double best =
                contestants().stream()
                        .filter(one -> !one.isGenerated())
                        .mapToDouble(one -> nanos(work, one))
                        .filter(Double::isFinite)
                        .min()
                        .orElse(Double.NaN);
        cells.add(ratio(rows, nanos(work, Contestant.PLAIN)));
        cells.add(ratio(rows, vectors));
        cells.add(ratio(best, vectors));
        cells.add(ofPeak(multiplyAdds, vectors));
        cells.add(
                number(
                        "%.0f",
                        results.bytes(
                                work.benchmark(),
                                work.method(),
                                "batch",
                                work.batch(),
                                work.parameter(),
                                Contestant.VECTORS.name())));
        table.row(cells);
    }

    /** A row of the contest. */
    private record Work(Class<?> benchmark, String method, String parameter, String batch) {}

    private double nanos(Work work, Contestant contestant) {
        return results.nanos(
                work.benchmark(),
                work.method(),
                "batch",
                work.batch(),
                work.parameter(),
                contestant.name());
    }

    private static List<Contestant> contestants() {
        return Arrays.stream(Contestant.values()).filter(Contestant::isPresent).toList();
    }

    /** The three products of a layer. */
    private Table products() {
        final Table table =
                new Table(
                        List.of(
                                "batch of 128",
                                "plain",
                                "vectors",
                                "plain / vectors",
                                "of the peak"));
        for (final String layer : results.values(LayerProducts.class, "layer")) {
            product(table, layer, "forward", "", "forward");
            product(table, layer, "weight gradient", "", "weightGradient");
            product(table, layer, "input gradient", "weightGradient", "bothGradients");
        }
        return table;
    }

    /** Convolutions. */
    private Table images() {
        final Table table =
                new Table(
                        List.of(
                                "convolutions",
                                "plain",
                                "vectors",
                                "plain / vectors",
                                "of the peak"));
        for (final String name : results.values(Images.class, "work")) {
            final ImageWork work = ImageWork.valueOf(name);
            final double plain =
                    results.nanos(Images.class, "call", "work", name, "contestant", "PLAIN");
            final double vectors =
                    results.nanos(Images.class, "call", "work", name, "contestant", "VECTORS");
            table.row(
                    List.of(
                            work.load().text(),
                            micros(plain),
                            micros(vectors),
                            ratio(plain, vectors),
                            ofPeak(work.load().multiplyAdds(), vectors)));
        }
        return table;
    }

    /** Layers over sequences. */
    private Table sequences() {
        final Table table =
                new Table(
                        List.of(
                                "sequences",
                                "rows",
                                "plain",
                                "vectors",
                                "rows / vectors",
                                "plain / vectors",
                                "of the peak"));
        for (final String name : results.values(Sequences.class, "work")) {
            final SequenceWork work = SequenceWork.valueOf(name);
            final double rows =
                    work == SequenceWork.GRU_PREDICT
                            ? results.nanos(RecurrentRows.class, "predict")
                            : Double.NaN;
            final double plain =
                    results.nanos(Sequences.class, "call", "work", name, "contestant", "PLAIN");
            final double vectors =
                    results.nanos(Sequences.class, "call", "work", name, "contestant", "VECTORS");
            table.row(
                    List.of(
                            work.load().text(),
                            micros(rows),
                            micros(plain),
                            micros(vectors),
                            ratio(rows, vectors),
                            ratio(plain, vectors),
                            ofPeak(work.load().multiplyAdds(), vectors)));
        }
        return table;
    }

    private void product(Table table, String layer, String name, String without, String method) {
        final double[] nanos = new double[2];
        for (int k = 0; k < 2; k++) {
            final String[] parameters = {"layer", layer, "vectors", k == 0 ? "off" : "on"};
            nanos[k] = results.nanos(LayerProducts.class, method, parameters);
            if (!without.isEmpty()) {
                nanos[k] -= results.nanos(LayerProducts.class, without, parameters);
            }
        }
        table.row(
                List.of(
                        layer + ", " + name,
                        micros(nanos[0]),
                        micros(nanos[1]),
                        ratio(nanos[0], nanos[1]),
                        ofPeak(LayerProducts.multiplyAdds(layer), nanos[1])));
    }

    /** One time beside another. */
    private Table comparisons() {
        final Table table = new Table(List.of("what", "time", "beside", "its time", "ratio"));
        compare(
                table,
                "predict 784-512-512-10, one sample",
                results.nanos(
                        Prediction.class,
                        "predict",
                        "batch",
                        "LARGE*1",
                        "predictor",
                        Contestant.VECTORS.name()),
                "sum of its weights",
                results.nanos(WeightSum.class, "sum"));
        compare(
                table,
                "first prediction of 784-128-10 in a fresh JVM",
                firstCalls("first", "auto"),
                "without vectors",
                firstCalls("first", "off"));
        compare(
                table,
                "mean of the first thousand",
                firstCalls("thousand", "auto"),
                "without vectors",
                firstCalls("thousand", "off"));
        for (final String layers : results.values(Compilation.class, "layers")) {
            final double javac = compilation("withoutProcessor", layers);
            compare(
                    table,
                    "processor, " + layers + " dense layers",
                    compilation("withProcessor", layers) - javac,
                    "javac for the generated classes",
                    javac);
        }
        for (final String batch : results.values(TwoThreads.class, "batch")) {
            threads(table, "train " + Batch.of(batch).text(), "step", batch);
            threads(table, "predict " + Batch.of(batch).text(), "predict", batch);
        }
        return table;
    }

    /** Two threads that share a call, and two that have calls of their own. */
    private void threads(Table table, String what, String method, String batch) {
        final String[] parameters = {"batch", batch};
        final double one = results.nanos(TwoThreads.class, method, parameters);
        compare(
                table,
                what + ", one thread",
                one,
                "two threads",
                results.nanos(TwoThreads.class, method + "OfTwo", parameters));
        compare(
                table,
                what + ", one thread",
                one,
                "two threads with a network each",
                results.nanos(TwoThreads.class, method + "BesideAnother", parameters) / 2);
    }

    /** Nanoseconds of a compilation. */
    private double compilation(String which, String layers) {
        final String[] parameters = {"layers", layers};
        return results.counted(which, Compilation.class, "both", parameters)
                / results.counted("rounds", Compilation.class, "both", parameters);
    }

    private double firstCalls(String method, String vectors) {
        return results.medianNanos(FirstCalls.class, method, "vectors", vectors);
    }

    private static void compare(
            Table table, String what, double nanos, String other, double otherNanos) {
        if (Double.isFinite(nanos / otherNanos)) {
            table.row(
                    List.of(
                            what,
                            micros(nanos),
                            other,
                            micros(otherNanos),
                            ratio(nanos, otherNanos)));
        }
    }

    private String ofPeak(double multiplyAdds, double nanos) {
        return number("%.0f %%", 100 * multiplyAdds / nanos / peak);
    }

    /** Three digits. */
    private static String micros(double nanos) {
        return Double.isFinite(nanos)
                ? BigDecimal.valueOf(nanos * MICRO)
                        .round(new MathContext(3, RoundingMode.HALF_UP))
                        .toPlainString()
                : NONE;
    }

    private static String ratio(double a, double b) {
        return number("%.2f", a / b);
    }

    private static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : NONE;
    }
}
