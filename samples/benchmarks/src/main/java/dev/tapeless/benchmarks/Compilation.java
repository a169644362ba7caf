package dev.tapeless.benchmarks;

import dev.tapeless.processor.NetworkProcessor;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles a network of dense layers of different sizes, with the processor, and the same sources
 * and what was generated without it. The difference is what the processor takes. javac and the
 * processor are much code: on JDK 25 both still get faster after half a minute.
 */
@Warmup(iterations = 20, time = 2)
public class Compilation extends Timed {

    /** How many layers the network has. */
    @Param({"10", "20", "40"})
    public int layers;

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private Path folder;
    private List<Path> declaration;
    private List<Path> generated;

    /** For JMH. */
    public Compilation() {}

    /**
     * Writes the network, and generates its classes.
     *
     * @throws IOException if a file cannot be written
     */
    @Setup
    public void setUp() throws IOException {
        final StringBuilder fields = new StringBuilder();
        for (int layer = 0; layer < layers; layer++) {
            final String activation = layer + 1 < layers ? "@Relu " : "";
            fields.append("@Dense(%d) %sLayer layer%d; ".formatted(40 + layer, activation, layer));
        }
        folder = Files.createTempDirectory("compilation");
        final Path file = folder.resolve("Deep.java");
        Files.writeString(
                file,
                "package test; import dev.tapeless.*; import dev.tapeless.runtime.Layer;"
                        + " @Network(input = 32) abstract class Deep { "
                        + fields
                        + "}");
        declaration = List.of(file);
        withProcessor();
        try (Stream<Path> sources = Files.walk(folder)) {
            generated = sources.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }

    /**
     * Deletes what was written.
     *
     * @throws IOException if a file cannot be deleted
     */
    @TearDown
    public void tearDown() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    /**
     * The network, with the processor.
     *
     * @throws IOException if a file cannot be written
     */
    @Benchmark
    public void withProcessor() throws IOException {
        compile(declaration, new NetworkProcessor());
    }

    /**
     * The network and what was generated from it, without.
     *
     * @throws IOException if a file cannot be written
     */
    @Benchmark
    public void withoutProcessor() throws IOException {
        compile(generated);
    }

    /** Compiles for a JVM that has vectors. */
    private void compile(List<Path> sources, Processor... processors) throws IOException {
        final List<String> options =
                new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector"));
        options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        options.addAll(List.of("-d", folder.toString()));
        final StringWriter said = new StringWriter();
        try (StandardJavaFileManager files =
                javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            final JavaCompiler.CompilationTask task =
                    javac.getTask(
                            said,
                            files,
                            null,
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(sources));
            task.setProcessors(List.of(processors));
            if (!task.call()) {
                throw new IllegalStateException(said.toString());
            }
        }
    }
}
