package dev.tapeless.benchmarks;

import dev.tapeless.runtime.support.VectorSwitch;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.util.Collection;

/**
 * Runs the benchmarks and prints a Markdown table. Takes the options of JMH: {@code -p
 * shape=DIGITS} measures one shape, a name such as {@code Prediction} one benchmark; the peak is
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
                        .jvmArgsAppend("--add-modules", "jdk.incubator.vector")
                        .shouldFailOnError(true);
        if (!given.getForkCount().hasValue()) {
            options.forks(1);
        }
        if (!given.getWarmupIterations().hasValue()) {
            options.warmupIterations(4).warmupTime(TimeValue.seconds(1));
        }
        if (!given.getMeasurementIterations().hasValue()) {
            options.measurementIterations(5).measurementTime(TimeValue.seconds(1));
        }
        if (!given.getIncludes().isEmpty()) {
            options.include(Peak.class.getName());
        }
        final Collection<RunResult> results = new Runner(options.build()).run();
        System.out.println();
        System.out.print(new Table(results).markdown());
    }
}
