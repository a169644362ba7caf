package dev.tapeless.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapeless.samples.digits.MnistFiles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

/** The jar as a person runs it. */
class RunnableJarIT {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path JAR = Path.of(System.getProperty("tapeless.samples.jar"));

    /** The bits of all networks are a test of the command. */
    private static final String[] ONE_NETWORK = {"fingerprint", "--only=Tower"};

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
        new MnistFiles(folder).writeDrawn(2000, 200);
        String weights = folder.resolve("w.safetensors").toString();
        CommandRun training = jar("digits", "--data=" + folder, "--save=" + weights).succeeded();
        assertTrue(training.lastLine().matches("test accuracy: 0\\.[89].*"), training.lastLine());
        CommandRun predicting =
                jar("digits", "--data=" + folder, "--weights=" + weights).succeeded();
        assertEquals(training.lastLine(), predicting.lastLine());
    }

    /** The jar is all that javac gets as class path and as processor path. */
    @Test
    void compilesANetworkWithoutAnyWarning() throws Exception {
        Path table = folder.resolve("t.csv");
        Files.writeString(table, "a,b,y\n1,u,k\n2,v,l\n3,u,k\n4,v,l\n5,u,k\n");
        CommandRun run = jar("tabular", "--data=" + table, "--label=y", "--epochs=5").succeeded();
        assertTrue(run.out().contains("@Network(input = 3)"), run.out());
        assertTrue(run.lastLine().startsWith("test accuracy: "), run.lastLine());
    }

    /** The one flag that turns vectors on; the JVM itself says that the module is incubating. */
    @Test
    void givesTheSameBitsInVectors() throws Exception {
        CommandRun run = CommandRun.ofProcess(inVectors(command(ONE_NETWORK)));
        assertEquals("WARNING: Using incubator modules: jdk.incubator.vector\n", run.err());
        assertEquals(CommandRun.of(ONE_NETWORK).out(), run.out());
    }

    @Test
    void compilesANetworkInVectors() throws Exception {
        Path table = folder.resolve("t.csv");
        Files.writeString(table, "a,b,y\n1,u,k\n2,v,l\n3,u,k\n4,v,l\n5,u,k\n");
        List<String> command = command("tabular", "--data=" + table, "--label=y", "--epochs=5");
        CommandRun plain = CommandRun.ofProcess(command).succeeded();
        CommandRun vectors = CommandRun.ofProcess(inVectors(command));
        assertEquals(withoutTimes(plain), withoutTimes(vectors));
    }

    private static String withoutTimes(CommandRun run) {
        assertTrue(run.out().contains("\ncompiled in "), run.out());
        return run.out().replaceAll("compiled in .*", "");
    }

    @Test
    void drawsAPictureWithoutAnyWarning() throws Exception {
        Path picture = folder.resolve("sine.png");
        jar("sine", "--epochs=2", "--picture=" + picture).succeeded();
        assertEquals(1000, ImageIO.read(picture.toFile()).getWidth());
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
        String command = String.join(" ", command(ONE_NETWORK));
        CommandRun run =
                CommandRun.ofProcess(List.of("/usr/bin/script", "-qec", command, "/dev/null"));
        assertEquals(0, run.exitCode(), run.out());
        assertTrue(run.out().contains("Tower"), run.out());
        assertTrue(run.out().contains("/20 ("), run.out());
        // Each line ends a bar by going back to the line's beginning and writing over it.
        String[] lines = run.out().replace("\r\n", "\n").split("\n");
        assertEquals(
                CommandRun.of(ONE_NETWORK).lastLine(),
                lines[lines.length - 1].replaceAll(".*\r", ""));
        assertTrue(!run.out().contains("WARNING"), run.out());
    }

    private static List<String> inVectors(List<String> command) {
        List<String> changed = new ArrayList<>(command);
        changed.addAll(
                1, List.of("--add-modules", "jdk.incubator.vector", "-Dtapeless.vectors=on"));
        return changed;
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
