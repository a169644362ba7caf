package dev.tapeless.samples.tabular;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.samples.CommandFailure;
import dev.tapeless.samples.Options;
import dev.tapeless.samples.OutputFolder;
import dev.tapeless.samples.tabular.Encoding.Task;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Compiles and trains a network for any CSV file. */
@Command(
        name = "tabular",
        description = {
            "Reads a CSV file, compiles a network for it, trains it to predict one of the columns"
                    + " and tests it on rows it has not seen.",
            "",
            "Columns of numbers are standardised; all others hold categories, which become one"
                    + " input each. Empty cells, NA and ? among numbers stand for the column's"
                    + " mean.",
            "",
        },
        sortOptions = false,
        sortSynopsis = false)
public final class TabularCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "The CSV file; its first line names the columns.")
    private Path data;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            required = true,
            description = "The column to predict.")
    private String label;

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description =
                    "Another CSV file with the same columns, to test on. Without it, rows of the"
                            + " first one are held out.")
    private Path test;

    @Option(
            names = "--held-out",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "The share of rows to hold out. Default: ${DEFAULT-VALUE}")
    private double heldOut;

    @Option(
            names = "--task",
            description =
                    "What to predict: ${COMPLETION-CANDIDATES}. Default: numbers, unless they are"
                            + " at most 20 different whole ones; everything else is classes.")
    private Task task;

    @Option(
            names = "--hidden",
            paramLabel = "N",
            split = ",",
            defaultValue = "64,32",
            description = "Units of the hidden layers, parted by commas. Default: ${DEFAULT-VALUE}")
    private List<Integer> hidden;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "100",
            description = "How often to go through the data. Default: ${DEFAULT-VALUE}")
    private int epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "32",
            description = "Rows a training step. Default: ${DEFAULT-VALUE}")
    private int batchSize;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            defaultValue = "1e-3",
            description = "Adam's learning rate. Default: ${DEFAULT-VALUE}")
    private double learningRate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Decides which rows are held out, the first weights and the order of the rows."
                            + " Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Train so many times, each with the next seed, and give the mean. Default:"
                            + " ${DEFAULT-VALUE}")
    private int runs;

    @Option(
            names = "--categorical",
            paramLabel = "COLUMN",
            description = "A column of categories that look like numbers; may be repeated.")
    private List<String> categorical = List.of();

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN",
            description = "A column to leave out; may be repeated.")
    private List<String> ignored = List.of();

    @Option(
            names = "--separator",
            paramLabel = "CHAR",
            defaultValue = ",",
            description = "What parts the cells of a row. Default: ${DEFAULT-VALUE}")
    private char separator;

    @Option(
            names = "--java",
            paramLabel = "DIR",
            description = "Save the network's declaration and the Java it becomes in this folder.")
    private Path java;

    @Spec private CommandSpec spec;

    /** The command with its default options. */
    public TabularCommand() {}

    @Override
    public Integer call() throws IOException, CommandFailure {
        checkOptions();
        CsvTable table = CsvTable.read(data, separator);
        Optional<CsvTable> other =
                test == null ? Optional.empty() : Optional.of(CsvTable.read(test, separator));
        Task what = task == null ? Encoding.guessTask(table, label) : task;
        Encoding encoding =
                Encoding.of(table, label, what, new Encoding.Columns(categorical, ignored));
        Dataset<double[]> rows = encoding.encode(table);
        Dataset<double[]> testRows = other.isPresent() ? encoding.encode(other.get()) : null;

        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s\n\n", encoding.describe(table));
        NetworkSource source =
                new NetworkSource(encoding.inputSize(), hidden, encoding.outputSize());
        TableNetwork network = compile(source);

        List<Scores> scores = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            Model<float[]> net = network.create(seed + run);
            if (run == 0) {
                out.printf("%s\n", net.summary());
            }
            Dataset.Split<double[]> split =
                    testRows == null
                            ? split(rows, table, seed + run)
                            : new Dataset.Split<>(rows, testRows);
            scores.add(train(net, split, encoding, seed + run));
            if (runs > 1) {
                out.printf("seed %d  %s\n", seed + run, scores.get(run).line());
            }
        }
        out.printf("%s", Scores.mean(scores).text(runs));
        return 0;
    }

    private void checkOptions() {
        Options options = new Options(spec);
        options.notEmpty("--data", data);
        options.notEmpty("--test", test);
        options.notEmpty("--java", java);
        options.atLeastOne("--epochs", epochs);
        options.atLeastOne("--batch-size", batchSize);
        options.atLeastOne("--runs", runs);
        options.positive("--learning-rate", learningRate);
        for (int units : hidden) {
            options.atLeastOne("--hidden", units);
        }
        if (!(heldOut > 0 && heldOut < 1)) {
            throw options.wrong("--held-out is " + heldOut + ", expected a number between 0 and 1");
        }
        if (separator == '"' || separator == '\n' || separator == '\r') {
            throw options.wrong("--separator is no character that could part cells");
        }
        if (test != null && options.given("--held-out")) {
            throw options.wrong("--test says which rows to test on; leave out --held-out");
        }
    }

    private TableNetwork compile(NetworkSource source) throws CommandFailure {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s\n", source.text());
        long start = System.nanoTime();
        TableNetwork network = TableNetwork.compile(source);
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(Locale.ROOT, "compiled in %.1f s\n", seconds);
        if (java != null) {
            OutputFolder folder = new OutputFolder(java, "the Java");
            folder.prepare();
            folder.file(NetworkSource.NAME + ".java")
                    .write(path -> Files.writeString(path, source.text()));
            folder.file(NetworkSource.NAME + "Network.java")
                    .write(path -> Files.writeString(path, network.generatedSource()));
            out.printf("saved the Java in %s\n", java.toAbsolutePath().normalize());
        }
        out.printf("\n");
        return network;
    }

    private Dataset.Split<double[]> split(Dataset<double[]> rows, CsvTable table, long splitSeed)
            throws CommandFailure {
        long testCount = Math.round(heldOut * rows.size());
        if (testCount < 1 || testCount >= rows.size()) {
            throw new CommandFailure(
                    table
                            + " has "
                            + rows.size()
                            + (rows.size() == 1 ? " row" : " rows")
                            + ", too few to hold out a share of "
                            + heldOut);
        }
        return rows.split(1 - heldOut, splitSeed);
    }

    private Scores train(
            Model<float[]> net, Dataset.Split<double[]> split, Encoding encoding, long runSeed)
            throws CommandFailure {
        Preparation preparation = new Preparation(split.train(), encoding.numeric().size());
        Training training = new Training(epochs, batchSize, learningRate, runSeed);
        return training.run(
                net,
                preparation.apply(split.train()),
                preparation.apply(split.test()),
                preparation);
    }
}
