package dev.tapeless.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** javac from memory to memory. */
final class MemoryCompiler extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, MemoryFile> written = new LinkedHashMap<>();

    private MemoryCompiler(JavaFileManager files) {
        super(files);
    }

    /**
     * Compiles for a JVM that has vectors.
     *
     * @param sources texts by the names of their classes
     * @param processors new ones
     * @return the generated sources by the names of their classes
     */
    static Map<String, String> compile(Map<String, String> sources, Processor... processors) {
        final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        final DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        try (StandardJavaFileManager standard =
                        javac.getStandardFileManager(
                                messages, Locale.ROOT, StandardCharsets.UTF_8);
                MemoryCompiler files = new MemoryCompiler(standard)) {
            final JavaCompiler.CompilationTask task =
                    javac.getTask(
                            null,
                            files,
                            messages,
                            List.of(
                                    "--add-modules",
                                    "jdk.incubator.vector",
                                    "-classpath",
                                    System.getProperty("java.class.path")),
                            null,
                            sources.entrySet().stream()
                                    .map(
                                            source ->
                                                    new MemoryFile(
                                                            source.getKey(), source.getValue()))
                                    .toList());
            task.setProcessors(List.of(processors));
            if (!task.call()) {
                throw new IllegalStateException(String.valueOf(messages.getDiagnostics()));
            }
            final Map<String, String> generated = new LinkedHashMap<>();
            files.written.forEach(
                    (name, file) -> {
                        if (file.getKind() == JavaFileObject.Kind.SOURCE) {
                            generated.put(name, file.getCharContent(true).toString());
                        }
                    });
            return generated;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        final MemoryFile file = new MemoryFile(className, kind);
        written.put(kind == JavaFileObject.Kind.CLASS ? className + ".class" : className, file);
        return file;
    }

    private static final class MemoryFile extends SimpleJavaFileObject {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        MemoryFile(String className, Kind kind) {
            super(URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind);
        }

        MemoryFile(String className, String source) {
            this(className, Kind.SOURCE);
            bytes.writeBytes(source.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public OutputStream openOutputStream() {
            bytes.reset();
            return bytes;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
