package dev.tapeless.benchmarks;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What was measured, by benchmark and parameters. */
final class Results {

    private final Collection<RunResult> all;

    Results(Collection<RunResult> all) {
        this.all = all;
    }

    /** The values of a parameter of a benchmark that were measured, in order. */
    List<String> values(Class<?> benchmark, String parameter) {
        return all.stream()
                .filter(result -> isOf(result, benchmark, ""))
                .map(result -> result.getParams().getParam(parameter))
                .distinct()
                .toList();
    }

    /**
     * The mean time of a call.
     *
     * @param benchmark the class
     * @param method its method
     * @param parameters names and values in turn
     * @return nanoseconds; not a number if this was not measured
     */
    double nanos(Class<?> benchmark, String method, String... parameters) {
        return find(benchmark, method, parameters).stream()
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .findFirst()
                .orElse(Double.NaN);
    }

    /** The same for the median of all calls, where one that was disturbed should not count. */
    double medianNanos(Class<?> benchmark, String method, String... parameters) {
        return find(benchmark, method, parameters).stream()
                .mapToDouble(result -> result.getPrimaryResult().getStatistics().getPercentile(50))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** The bytes that a call allocates. */
    double bytes(Class<?> benchmark, String method, String... parameters) {
        return counted("gc.alloc.rate.norm", benchmark, method, parameters);
    }

    /**
     * What was counted beside the time.
     *
     * @param counter what, or how its name ends
     * @param benchmark the class
     * @param method its method
     * @param parameters names and values in turn
     * @return the number; not a number if this was not measured
     */
    double counted(String counter, Class<?> benchmark, String method, String... parameters) {
        return find(benchmark, method, parameters).stream()
                .flatMap(result -> result.getSecondaryResults().entrySet().stream())
                .filter(entry -> entry.getKey().endsWith(counter))
                .map(Map.Entry::getValue)
                .mapToDouble(Result::getScore)
                .findFirst()
                .orElse(Double.NaN);
    }

    private List<RunResult> find(Class<?> benchmark, String method, String... parameters) {
        return all.stream()
                .filter(result -> isOf(result, benchmark, method))
                .filter(result -> has(result, parameters))
                .toList();
    }

    private static boolean isOf(RunResult result, Class<?> benchmark, String method) {
        final String name = result.getParams().getBenchmark();
        final String start = benchmark.getName() + ".";
        return name.startsWith(start) && (method.isEmpty() || name.equals(start + method));
    }

    private static boolean has(RunResult result, String... parameters) {
        for (int p = 0; p < parameters.length; p += 2) {
            if (!parameters[p + 1].equals(result.getParams().getParam(parameters[p]))) {
                return false;
            }
        }
        return true;
    }
}
