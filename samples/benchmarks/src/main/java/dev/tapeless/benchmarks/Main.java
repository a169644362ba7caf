package dev.tapeless.benchmarks;

import dev.tapeless.runtime.support.VectorSwitch;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.util.Collection;

/**
 * Runs the benchmarks and prints Markdown tables. Takes the options of JMH: a name such as {@code
 * Prediction} measures one benchmark, {@code -p batch=DIGITS*64} one of its rows. The peak is
 * measured whenever a row is given as a share of it.
 *
 * <pre>{@code
 * java --add-modules jdk.incubator.vector -jar tapeless-benchmarks.jar
 * }</pre>
 */
public final class Main {

    private Main() {}

    /**
     * Runs the benchmarks.
     *
     * @param arguments options of JMH
     * @throws CommandLineOptionException for options that JMH does not know
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
        if (!VectorSwitch.isAvailable()) {
            System.err.println(
                    "The Vector API is missing: start with java --add-modules"
                            + " jdk.incubator.vector");
            System.exit(1);
        }
        final CommandLineOptions given = new CommandLineOptions(arguments);
        final ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .parent(given)
                        .addProfiler(GCProfiler.class)
                        .jvmArgsAppend(
                                "--add-modules",
                                "jdk.incubator.vector",
                                "--enable-native-access=ALL-UNNAMED")
                        .shouldFailOnError(true);
        if (!given.getParameter("predictor").hasValue()) {
            options.param("predictor", Contestant.names(false));
        }
        if (!given.getParameter("trainer").hasValue()) {
            options.param("trainer", Contestant.names(true));
        }
        if (needsPeak(given)) {
            options.include(Peak.class.getName());
        }
        final Collection<RunResult> results = new Runner(options.build()).run();
        System.out.println();
        System.out.print(new Report(new Results(results)).markdown());
    }

    /**
     * Whether a filter names rows that are given as shares of the peak. Without a filter everything
     * is measured, and to name the peak would leave the rest out.
     */
    private static boolean needsPeak(Options given) {
        final OutputFormat silent =
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return !given.getIncludes().isEmpty()
                && BenchmarkList.defaultList()
                        .find(silent, given.getIncludes(), given.getExcludes())
                        .stream()
                        .anyMatch(one -> Report.isOfPeak(one.getUserClassQName()));
    }
}
