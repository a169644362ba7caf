package dev.tapeless.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Measures what the processor adds to {@code javac}: the time of a compilation of a declared
 * network, less that of a compilation of the same declaration and the class that was generated for
 * it. Prints a Markdown table for networks of 10, 50 and 100 layers;
 * the first row is what a fresh JVM takes, the others are medians when it is warm.
 *
 * <p>Takes the processor and its libraries as a path, and in the class path what networks need:
 *
 * <pre>{@code
 * java -cp tapeless-benchmarks.jar dev.tapeless.benchmarks.CompileTime <processor path>
 * }</pre>
 */
public final class CompileTime {

    private static final int ROUNDS = 15;
    private static final int WARM_UP_ROUNDS = 20;
    private static final int FEW_LAYERS = 10;
    private static final List<Integer> LAYERS = List.of(FEW_LAYERS, 50, 100);
    private static final double NANOS_A_MILLISECOND = 1e6;

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final String processorPath;
    private final Path folder;

    private CompileTime(String processorPath, Path folder) {
        this.processorPath = processorPath;
        this.folder = folder;
    }

    /**
     * Measures.
     *
     * @param arguments the processor path
     * @throws IOException if files cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        final Path folder = Files.createTempDirectory("compile-time");
        try {
            new CompileTime(arguments[0], folder).measure();
        } finally {
            delete(folder);
        }
    }

    private void measure() throws IOException {
        System.out.println("| network | processor, ms | generated class, ms | ratio |");
        System.out.println("|---|---|---|---|");
        print(FEW_LAYERS + " layers, fresh JVM", FEW_LAYERS, 1);
        for (int k = 0; k < WARM_UP_ROUNDS; k++) {
            with(FEW_LAYERS);
            without(FEW_LAYERS);
        }
        for (final int layers : LAYERS) {
            print(layers + " layers", layers, ROUNDS);
        }
    }

    private void print(String name, int layers, int rounds) throws IOException {
        final double[] added = new double[rounds];
        final double[] own = new double[rounds];
        for (int k = 0; k < rounds; k++) {
            final double all = with(layers);
            own[k] = without(layers);
            added[k] = all - own[k];
        }
        Arrays.sort(added);
        Arrays.sort(own);
        System.out.printf(
                "| %s | %.0f | %.0f | %.2f |%n",
                name,
                added[rounds / 2],
                own[rounds / 2],
                added[rounds / 2] / own[rounds / 2]);
    }

    /** Milliseconds of a compilation that generates. */
    private double with(int layers) throws IOException {
        return compile(
                List.of(declaration(layers)),
                List.of("-processorpath", processorPath, "-s", generated(layers).toString()));
    }

    /** Milliseconds of a compilation of what the last one has generated. */
    private double without(int layers) throws IOException {
        final List<Path> files = new ArrayList<>(List.of(declaration(layers)));
        try (Stream<Path> found = Files.walk(generated(layers))) {
            found.filter(path -> path.toString().endsWith(".java")).sorted().forEach(files::add);
        }
        return compile(files, List.of("-proc:none"));
    }

    private double compile(List<Path> files, List<String> options) throws IOException {
        final List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-nowarn", "-d", Files.createTempDirectory(folder, "out").toString()));
        all.addAll(List.of("-cp", System.getProperty("java.class.path")));
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            final StringWriter said = new StringWriter();
            final long start = System.nanoTime();
            final boolean done =
                    compiler.getTask(
                                    said,
                                    manager,
                                    null,
                                    all,
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files))
                            .call();
            final long end = System.nanoTime();
            if (!done) {
                throw new IllegalStateException(said.toString());
            }
            return (end - start) / NANOS_A_MILLISECOND;
        }
    }

    private Path generated(int layers) throws IOException {
        return Files.createDirectories(folder.resolve("generated" + layers));
    }

    /** A network of layers of 64 units with activations that take turns. */
    private Path declaration(int layers) throws IOException {
        final Path file = folder.resolve("Deep" + layers + ".java");
        if (!Files.exists(file)) {
            final List<String> activations = List.of("@Relu", "@Tanh", "@Silu", "@LeakyRelu");
            final StringBuilder text = new StringBuilder();
            text.append("import dev.tapeless.*;\nimport dev.tapeless.runtime.Layer;\n");
            text.append("@Network(input = 64)\nabstract class Deep").append(layers).append(" {\n");
            for (int k = 0; k < layers; k++) {
                text.append("    @Dense(64) ").append(activations.get(k % activations.size()));
                text.append(" Layer layer").append(k).append(";\n");
            }
            Files.writeString(file, text.append("}\n"));
        }
        return file;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
