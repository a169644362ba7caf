package dev.tapeless.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jar as a person runs it. */
class RunnableJarIT {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path JAR = Path.of(System.getProperty("tapeless.samples.jar"));

    @TempDir private Path folder;

    @Test
    void runsACommandWithoutAnyWarning() throws Exception {
        CommandRun run = jar("neuron").succeeded();
        assertEquals(CommandRun.of("neuron").out(), run.out());
    }

    @Test
    void showsHelpOfAllCommands() throws Exception {
        assertEquals(CommandRun.of("--help").out(), jar("--help").succeeded().out());
    }

    @Test
    void trainsAndPredictsWithoutAnyWarning() throws Exception {
        String weights = folder.resolve("w.safetensors").toString();
        CommandRun training = jar("digits", "--epochs=1", "--save", weights).succeeded();
        assertTrue(training.lastLine().startsWith("test accuracy: 0.9"), training.lastLine());
        CommandRun predicting = jar("digits", "--weights", weights).succeeded();
        assertEquals(training.lastLine(), predicting.lastLine());
    }

    @Test
    void endsWithAnExitCode() throws Exception {
        jar("digits", "--weights=" + folder.resolve("none"))
                .failed("there is no file " + folder.resolve("none"));
        jar("bogus").refused("there is no command bogus", "--help");
    }

    /** The progress bar asks the terminal for its width through native code. */
    @Test
    void showsProgressAtATerminalAndTakesItAway() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/script")),
                "skipped: there is no program script, which plays a terminal");
        String command = String.join(" ", command("fingerprint"));
        CommandRun run =
                CommandRun.ofProcess(List.of("/usr/bin/script", "-qec", command, "/dev/null"));
        assertEquals(0, run.exitCode(), run.out());
        assertTrue(run.out().contains("Tower"), run.out());
        assertTrue(run.out().contains("/20 ("), run.out());
        // Each line ends a bar by going back to the line's beginning and writing over it.
        String[] lines = run.out().replace("\r\n", "\n").split("\n");
        assertEquals(
                CommandRun.of("fingerprint").lastLine(),
                lines[lines.length - 1].replaceAll(".*\r", ""));
        assertTrue(!run.out().contains("WARNING"), run.out());
    }

    private static CommandRun jar(String... args) throws IOException, InterruptedException {
        return CommandRun.ofProcess(command(args));
    }

    private static List<String> command(String... args) {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", JAR.toString()));
        command.addAll(List.of(args));
        return command;
    }
}
