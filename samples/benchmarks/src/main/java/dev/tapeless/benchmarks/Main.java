package dev.tapeless.benchmarks;

import dev.tapeless.runtime.support.VectorSwitch;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import java.util.Collection;

/**
 * Runs the benchmarks and prints Markdown tables. Takes the options of JMH: a name such as {@code
 * Prediction} measures one benchmark, {@code -p batch=DIGITS*64} one of its rows; the peak is
 * always measured.
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
        if (!given.getIncludes().isEmpty()) {
            options.include(Peak.class.getName());
        }
        final Collection<RunResult> results = new Runner(options.build()).run();
        System.out.println();
        System.out.print(new Report(new Results(results)).markdown());
    }
}
