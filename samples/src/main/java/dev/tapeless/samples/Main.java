package dev.tapeless.samples;

import dev.tapeless.runtime.train.Trainer;
import dev.tapeless.samples.digits.DigitsCommand;
import dev.tapeless.samples.fingerprint.FingerprintCommand;
import dev.tapeless.samples.layer.LayerCommand;
import dev.tapeless.samples.live.LiveCommand;
import dev.tapeless.samples.neuron.NeuronCommand;
import dev.tapeless.samples.sequence.SequenceCommand;
import dev.tapeless.samples.sine.SineCommand;
import dev.tapeless.samples.spiral.SpiralCommand;
import dev.tapeless.samples.tabular.TabularCommand;
import dev.tapeless.samples.text.TextCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command line of all samples. A new sample is a command class and its name in this list. */
@Command(
        name = "java -jar tapeless-samples.jar",
        description = "Neural networks that javac compiled to plain Java.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = "%nCOMMAND --help shows a command's options.",
        subcommands = {
            NeuronCommand.class,
            LayerCommand.class,
            DigitsCommand.class,
            SpiralCommand.class,
            SineCommand.class,
            SequenceCommand.class,
            TabularCommand.class,
            TextCommand.class,
            LiveCommand.class,
            FingerprintCommand.class,
        })
public final class Main implements Callable<Integer> {
    /** Held here because a logger that nobody holds forgets its level. */
    private static final Logger TRAINER_LOG = Logger.getLogger(Trainer.class.getName());

    @Spec private CommandSpec spec;

    @SuppressWarnings("unused") // its presence is enough: help is shown and no command runs
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    private boolean help;

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code: 0 if it did what was asked, 1 if it
     * could not, 2 if it was asked in a wrong way.
     *
     * @param args a command's name and its options
     */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true"); // pictures are drawn without a screen
        System.exit(execute(commandLine(), args));
    }

    /** One command; what it prints goes to the writers of the command line. */
    static int execute(CommandLine commandLine, String... args) {
        try {
            return commandLine.execute(args);
        } catch (OutOfMemoryError error) {
            return ErrorLine.ofLackOfMemory(commandLine);
        }
    }

    /** Everything but the process: tests run commands with it and read what they print. */
    static CommandLine commandLine() {
        TRAINER_LOG.setLevel(Level.OFF); // the commands say themselves why a training ended early
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(ErrorLine::ofWrongOptions)
                .setExecutionExceptionHandler(ErrorLine::ofFailure);
    }

    /** Without a command: says which there are. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
