package dev.tapeless.processor.testing;

import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The two compilers that a network may meet, run within the test on the test's class path. */
public enum Compilers {
    /** The JDK's. */
    JAVAC(ToolProvider::getSystemJavaCompiler),
    /** Eclipse's. */
    ECJ(EclipseCompiler::new);

    /** Options that name places, which a file manager would keep for the next compilation. */
    private static final Pattern PLACES =
            Pattern.compile("--?(.*path|p|cp|d|s|h|system|patch-module)(=.*)?");

    private final Supplier<JavaCompiler> compiler;

    /**
     * Knows the classes of the JDK and of the class path, which take longer to list than to use.
     */
    private StandardJavaFileManager kept;

    Compilers(Supplier<JavaCompiler> compiler) {
        this.compiler = compiler;
    }

    /**
     * What a compilation gave.
     *
     * @param said all messages, in the order of their places
     * @param generated the generated source files by path
     * @param classFiles the class files by path
     */
    public record Outcome(
            List<Said> said, Map<String, String> generated, Map<String, byte[]> classFiles) {

        /**
         * The errors among the messages.
         *
         * @return none if it has compiled
         */
        public List<Said> errors() {
            return said.stream().filter(item -> item.kind() == Diagnostic.Kind.ERROR).toList();
        }

        /**
         * Writes the class files, for a class path.
         *
         * @param folder where their packages lie
         * @throws IOException if one cannot be written
         */
        public void writeTo(Path folder) throws IOException {
            for (final Map.Entry<String, byte[]> file : classFiles.entrySet()) {
                final Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        }
    }

    /**
     * Compiles sources.
     *
     * @param sources the files
     * @param options further options of the compiler
     * @param processors the annotation processors, new ones for every compilation; none for those
     *     that the options lead to
     * @return what it said and generated
     */
    public Outcome compile(
            List<SourceText> sources, List<String> options, List<Processor> processors) {
        if (options.stream().noneMatch(option -> PLACES.matcher(option).matches())) {
            synchronized (this) {
                if (kept == null) {
                    kept = fileManager();
                }
                return compile(kept, sources, options, processors);
            }
        }
        try (StandardJavaFileManager files = fileManager()) {
            return compile(files, sources, options, processors);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StandardJavaFileManager fileManager() {
        final StandardJavaFileManager files =
                compiler.get().getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        try {
            files.setLocationFromPaths(
                    StandardLocation.CLASS_PATH,
                    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                            .map(Path::of)
                            .toList());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private Outcome compile(
            StandardJavaFileManager files,
            List<SourceText> sources,
            List<String> options,
            List<Processor> processors) {
        final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            files.setLocationFromPaths(
                    StandardLocation.CLASS_OUTPUT, List.of(folder.in("classes")));
            files.setLocationFromPaths(
                    StandardLocation.SOURCE_OUTPUT, List.of(folder.in("sources")));
            final List<String> all = new ArrayList<>(List.of("--release", "17"));
            all.addAll(options);
            final List<Path> units = new ArrayList<>();
            for (final SourceText source : sources) {
                units.add(folder.write("input/" + source.path(), source.text()));
            }
            final StringWriter output = new StringWriter();
            final JavaCompiler.CompilationTask task =
                    compiler.get()
                            .getTask(
                                    output,
                                    files,
                                    diagnostics,
                                    all,
                                    null,
                                    files.getJavaFileObjectsFromPaths(units));
            if (!processors.isEmpty()) {
                task.setProcessors(processors);
            }
            task.call();
            final List<Said> said =
                    diagnostics.getDiagnostics().stream()
                            .map(diagnostic -> said(diagnostic, sources))
                            .sorted(
                                    Comparator.comparing(Said::file)
                                            .thenComparing(Said::line)
                                            .thenComparing(Said::column))
                            .toList();
            final Map<String, String> generated = new TreeMap<>();
            folder.read("sources")
                    .forEach(
                            (path, bytes) ->
                                    generated.put(path, new String(bytes, StandardCharsets.UTF_8)));
            return new Outcome(said, generated, folder.read("classes"));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Said said(
            Diagnostic<? extends JavaFileObject> diagnostic, List<SourceText> sources) {
        final JavaFileObject source = diagnostic.getSource();
        final String name = source == null ? "" : source.getName();
        final String path =
                sources.stream()
                        .map(SourceText::path)
                        .filter(name.replace('\\', '/')::endsWith)
                        .findFirst()
                        .orElse(name);
        return new Said(
                diagnostic.getKind(),
                path,
                diagnostic.getLineNumber(),
                diagnostic.getColumnNumber(),
                diagnostic.getMessage(Locale.ROOT));
    }

    /** A folder that vanishes. */
    private record TemporaryFolder(Path root) implements AutoCloseable {

        static TemporaryFolder create() throws IOException {
            return new TemporaryFolder(Files.createTempDirectory("tapeless"));
        }

        Path in(String name) throws IOException {
            return Files.createDirectories(root.resolve(name));
        }

        Path write(String name, String text) throws IOException {
            final Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        }

        Map<String, byte[]> read(String name) throws IOException {
            final Map<String, byte[]> contents = new TreeMap<>();
            final Path folder = root.resolve(name);
            try (Stream<Path> files = Files.walk(folder)) {
                for (final Path file : files.filter(Files::isRegularFile).toList()) {
                    final String path = folder.relativize(file).toString().replace('\\', '/');
                    contents.put(path, Files.readAllBytes(file));
                }
            }
            return contents;
        }

        @Override
        public void close() throws IOException {
            try (Stream<Path> files = Files.walk(root)) {
                for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
