package dev.tapeless.benchmarks;

import dev.tapeless.processor.NetworkProcessor;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles a network of dense layers of different sizes, with the processor, and the same sources
 * and what was generated without it. The difference is what the processor takes. Both are compiled
 * in turn by one JVM: two would compile javac itself differently, by more than the processor takes
 * of ten layers. javac and the processor are much code: on JDK 25 both still get faster after half
 * a minute.
 *
 * <p>A compilation sees what a user's does: on the class path the annotations and the runtime, on
 * the path of the processor itself and its libraries, in jars of their own. The processor is loaded
 * once, as by a build that goes on running; javac alone would load it anew, and interpret it, at
 * every compilation.
 */
@Warmup(iterations = 20, time = 3)
@Measurement(iterations = 5, time = 3)
public class Compilation extends Timed {

    private static final Pattern ANNOTATIONS = Pattern.compile("dev/tapeless/[^/]+");
    private static final Pattern RUNTIME = Pattern.compile("dev/tapeless/runtime/.+");
    private static final Pattern PROCESSOR =
            Pattern.compile(
                    "dev/tapeless/processor/.+|META-INF/services/dev\\.tapeless\\.processor\\..+|"
                            + "com/(google/auto/common|google/common|palantir/javapoet)/.+");

    /** The times of an iteration in nanoseconds, and how often both were compiled. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Times {

        /** Of the network, with the processor. */
        public long withProcessor;

        /** Of the network and what was generated from it, without. */
        public long withoutProcessor;

        /** How many compilations of each. */
        public long rounds;

        /** For JMH. */
        public Times() {}
    }

    /** How many layers the network has. */
    @Param({"10", "20", "40"})
    public int layers;

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private Path folder;
    private URLClassLoader processorLoader;
    private Class<? extends Processor> processor;
    private List<String> options;
    private List<Path> declaration;
    private List<Path> generated;

    /** For JMH. */
    public Compilation() {}

    /**
     * Writes the jars and the network, and generates its classes.
     *
     * @throws IOException if a file cannot be written
     * @throws ReflectiveOperationException if the processor cannot be made
     */
    @Setup
    public void setUp() throws IOException, ReflectiveOperationException {
        folder = Files.createTempDirectory("compilation");
        final Path annotations = jar("annotations", ANNOTATIONS);
        final Path runtime = jar("runtime", RUNTIME);
        processorLoader =
                new URLClassLoader(
                        new URL[] {jar("processor", PROCESSOR).toUri().toURL()},
                        ClassLoader.getPlatformClassLoader());
        processor =
                processorLoader
                        .loadClass(NetworkProcessor.class.getName())
                        .asSubclass(Processor.class);
        final Path sources = Files.createDirectory(folder.resolve("generated"));
        final Path classes = Files.createDirectory(folder.resolve("classes"));
        options = new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector"));
        options.addAll(List.of("-classpath", annotations + File.pathSeparator + runtime));
        options.addAll(List.of("-s", sources.toString(), "-d", classes.toString()));
        declaration = List.of(declaration());
        withProcessor();
        try (Stream<Path> files = Files.walk(sources)) {
            generated =
                    Stream.concat(declaration.stream(), files.filter(Files::isRegularFile))
                            .toList();
        }
    }

    private Path jar(String name, Pattern files) throws IOException {
        final Path jar = folder.resolve(name + ".jar");
        SmallJar.write(jar, files);
        return jar;
    }

    private Path declaration() throws IOException {
        final StringBuilder fields = new StringBuilder();
        for (int layer = 0; layer < layers; layer++) {
            final String activation = layer + 1 < layers ? "@Relu " : "";
            fields.append("@Dense(%d) %sLayer layer%d; ".formatted(40 + layer, activation, layer));
        }
        return Files.writeString(
                folder.resolve("Deep.java"),
                "package test; import dev.tapeless.*; import dev.tapeless.runtime.Layer;"
                        + " @Network(input = 32) abstract class Deep { "
                        + fields
                        + "}");
    }

    /**
     * Deletes what was written.
     *
     * @throws IOException if a file cannot be deleted
     */
    @TearDown
    public void tearDown() throws IOException {
        processorLoader.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    /**
     * Compiles both.
     *
     * @param times what each takes
     * @throws IOException if a file cannot be written
     * @throws ReflectiveOperationException if the processor cannot be made
     */
    @Benchmark
    public void both(Times times) throws IOException, ReflectiveOperationException {
        final long began = System.nanoTime();
        withProcessor();
        final long between = System.nanoTime();
        compile(generated, List.of());
        times.withProcessor += between - began;
        times.withoutProcessor += System.nanoTime() - between;
        times.rounds++;
    }

    private void withProcessor() throws IOException, ReflectiveOperationException {
        compile(declaration, List.of(processor.getConstructor().newInstance()));
    }

    /** Compiles for a JVM that has vectors. */
    private void compile(List<Path> sources, List<Processor> processors) throws IOException {
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
            task.setProcessors(processors);
            if (!task.call()) {
                throw new IllegalStateException(said.toString());
            }
        }
    }
}
