package dev.tapeless.processor.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of the tests in a JVM of its own, beside compiled networks. */
public final class ChildJvm {

    private static final long MOST_SECONDS = 300;

    private final Path folder;

    /**
     * Writes the class files of the networks.
     *
     * @param networks the compiled networks
     * @param folder an empty folder, for the class files and a log
     * @throws IOException if it cannot be written
     */
    public ChildJvm(CompiledNetworks networks, Path folder) throws IOException {
        this.folder = folder;
        for (final Map.Entry<String, byte[]> file : networks.classFiles().entrySet()) {
            final Path path = folder.resolve(file.getKey().replace('.', '/') + ".class");
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /**
     * Runs a program to its end.
     *
     * @param home the JDK
     * @param flags of the JVM; those that it does not know are ignored
     * @param program a class of the tests with a main method
     * @param arguments of the program
     * @return the lines that it prints
     * @throws IOException if it does not start
     * @throws InterruptedException if this thread is interrupted
     * @throws AssertionError if it fails or does not end
     */
    public List<String> run(Path home, List<String> flags, Class<?> program, List<String> arguments)
            throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        command.addAll(flags);
        command.add("-cp");
        command.add(folder + File.pathSeparator + System.getProperty("java.class.path"));
        command.add(program.getName());
        command.addAll(arguments);
        final Path log = folder.resolve("log.txt");
        final Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertTrue(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), "no end: " + command);
        } finally {
            process.destroyForcibly();
        }
        final List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), () -> String.join("\n", lines));
        return lines;
    }
}
