package dev.tapeless.samples;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command that was run, with everything it printed.
 *
 * @param exitCode its exit code
 * @param out what went to standard output
 * @param err what went to standard error
 */
public record CommandRun(int exitCode, String out, String err) {

    /** Runs a command in this Java machine. */
    public static CommandRun of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return new CommandRun(Main.execute(commandLine, args), out.toString(), err.toString());
    }

    /** Runs a command in a Java machine of its own, started with some flags. */
    public static CommandRun inNewMachine(List<String> flags, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+IgnoreUnrecognizedVMOptions"); // not all processors have all flags
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(List.of(args));
        return ofProcess(command);
    }

    /** Runs any program. */
    public static CommandRun ofProcess(List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("tapeless-", ".out");
        Path err = Files.createTempFile("tapeless-", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.redirectOutput(out.toFile()).redirectError(err.toFile());
            // They make a Java machine say so on standard error.
            builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS"));
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            Process process = builder.start();
            try {
                return new CommandRun(process.waitFor(), read(out), read(err));
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** The command did what it was asked to and complained about nothing. */
    public CommandRun succeeded() {
        assertAll(() -> assertEquals("", err), () -> assertEquals(0, exitCode, out));
        return this;
    }

    /** The command could not do it: it said why in one line that begins and ends as given. */
    public CommandRun failed(String message) {
        return ended(CommandLine.ExitCode.SOFTWARE, message);
    }

    /** The command was asked in a wrong way: it said how to ask in one line. */
    public CommandRun refused(String message, String help) {
        assertEquals("", out);
        return ended(
                CommandLine.ExitCode.USAGE,
                message + "; try: java -jar tapeless-samples.jar " + help);
    }

    private CommandRun ended(int code, String message) {
        assertEquals("error: " + message + "\n", err);
        assertEquals(code, exitCode);
        return this;
    }

    /** The last line of what was printed. */
    public String lastLine() {
        assertTrue(out.endsWith("\n"), out);
        return out.lines().reduce((before, after) -> after).orElseThrow();
    }
}
