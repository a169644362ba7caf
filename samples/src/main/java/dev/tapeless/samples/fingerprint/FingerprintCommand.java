package dev.tapeless.samples.fingerprint;

import dev.tapeless.runtime.Workers;
import dev.tapeless.samples.CommandFailure;
import dev.tapeless.samples.EpochProgress;
import dev.tapeless.samples.Options;
import dev.tapeless.samples.Progress;
import dev.tapeless.samples.Threads;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Trains a fixed set of networks and prints one hash of all their parameters. */
@Command(
        name = "fingerprint",
        description = {
            "Trains a fixed set of networks and prints one SHA-256 of all their parameters.",
            "",
            "It is the same on every run, Java version and processor, with any number of threads."
                    + " If it differs, --each shows which network differs.",
            "",
        })
public final class FingerprintCommand implements Callable<Integer> {
    @Option(names = "--each", description = "Also print a hash of each network's parameters.")
    private boolean each;

    @Option(
            names = "--only",
            paramLabel = "NETWORK",
            description = "Train this network only; may be given several times.")
    private List<String> only = List.of();

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads that train. Default: ${DEFAULT-VALUE}")
    private int threads;

    @Spec private CommandSpec spec;

    /** The command with its default options. */
    public FingerprintCommand() {}

    @Override
    public Integer call() throws CommandFailure {
        new Options(spec).atLeastOne("--threads", threads);
        PrintWriter out = spec.commandLine().getOut();
        List<TrainingCase<?>> networks = chosen();
        out.printf("network       parameters  steps  last loss\n");
        ParameterHash all = new ParameterHash();
        try (Threads pool = new Threads(threads)) {
            Workers workers = pool.alwaysWorking();
            for (TrainingCase<?> network : networks) {
                out.printf("%s\n", train(network, workers, all));
            }
        }
        out.printf("SHA-256 of all parameters: %s\n", all.hex());
        return 0;
    }

    private List<TrainingCase<?>> chosen() {
        List<TrainingCase<?>> all = TrainingCase.all();
        List<String> names = all.stream().map(TrainingCase::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new Options(spec)
                        .wrong(
                                "--only is "
                                        + name
                                        + ", expected one of "
                                        + String.join(", ", names));
            }
        }
        return all.stream().filter(c -> only.isEmpty() || only.contains(c.name())).toList();
    }

    private String train(TrainingCase<?> network, Workers workers, ParameterHash all)
            throws CommandFailure {
        double loss;
        try (Progress progress = Progress.of(network.name(), network.epochs())) {
            loss = network.train(workers, new EpochProgress(progress));
        }
        all.add(network.model().parameters());
        all.add(network.model().buffers());
        String line =
                String.format(
                        Locale.ROOT,
                        "%-12s  %,10d  %,5d  %9.5f",
                        network.name(),
                        network.model().parameters().elementCount(),
                        network.steps(),
                        loss);
        if (!each) {
            return line;
        }
        ParameterHash own = new ParameterHash();
        own.add(network.model().parameters());
        own.add(network.model().buffers());
        return line + "  " + own.hex();
    }
}
