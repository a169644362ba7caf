package dev.tapeless.samples.tabular;

import dev.tapeless.samples.CommandFailure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles the declaration of a network while the program runs: javac, with the network processor,
 * from memory to memory.
 */
final class MemoryCompiler {
    private static final String PROCESSOR = "dev.tapeless.processor.NetworkProcessor";
    private static final String VECTORS = "jdk.incubator.vector";

    private final Map<String, Output> outputs = new LinkedHashMap<>();

    private MemoryCompiler() {}

    /** Classes by name, and the source that was generated. */
    record Compiled(ClassLoader classes, String generatedSource) {}

    /**
     * Compiles.
     *
     * @param className the full name of the class that the source declares
     * @param source the source
     * @return its classes and those generated from it
     * @throws CommandFailure if there is no compiler, or it refuses the source
     */
    static Compiled compile(String className, String source) throws CommandFailure {
        return new MemoryCompiler().run(className, source);
    }

    private Compiled run(String className, String source) throws CommandFailure {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new CommandFailure(
                    "this Java has no compiler, and every table needs a network of its own; run the"
                            + " command with a JDK");
        }
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        try (StandardJavaFileManager standard =
                        javac.getStandardFileManager(
                                messages, Locale.ROOT, StandardCharsets.UTF_8);
                JavaFileManager files = new MemoryFiles(standard)) {
            String classPath = System.getProperty("java.class.path");
            List<String> options =
                    new ArrayList<>(
                            List.of(
                                    "-classpath",
                                    classPath,
                                    "-processorpath",
                                    classPath,
                                    "-processor",
                                    PROCESSOR,
                                    "-Xlint:none"));
            // Kernels in vectors are of use where this Java has them.
            if (ModuleLayer.boot().findModule(VECTORS).isPresent()) {
                options.addAll(List.of("--add-modules", VECTORS));
            }
            JavaCompiler.CompilationTask task =
                    javac.getTask(
                            null,
                            files,
                            messages,
                            options,
                            null,
                            List.of(new Input(className, source)));
            if (!task.call()) {
                throw refused(messages);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot fail to be written", impossible);
        }
        return new Compiled(new MemoryClasses(classes()), generatedSource(className));
    }

    private static CommandFailure refused(DiagnosticCollector<JavaFileObject> messages) {
        String first =
                messages.getDiagnostics().stream()
                        .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
                        .map(message -> message.getMessage(Locale.ROOT))
                        .findFirst()
                        .orElse("the compiler does not say why");
        return new CommandFailure(
                "the network for this table does not compile: "
                        + first.lines()
                                .map(String::strip)
                                .reduce((a, b) -> a + " " + b)
                                .orElse(""));
    }

    private Map<String, byte[]> classes() {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        outputs.forEach(
                (name, output) -> {
                    if (output.getKind() == JavaFileObject.Kind.CLASS) {
                        classes.put(name, output.bytes.toByteArray());
                    }
                });
        return classes;
    }

    private String generatedSource(String className) {
        return outputs.get(className + "Network.java").bytes.toString(StandardCharsets.UTF_8);
    }

    private static URI uri(String name, JavaFileObject.Kind kind) {
        return URI.create("memory:///" + name.replace('.', '/') + kind.extension);
    }

    private static final class Input extends SimpleJavaFileObject {
        private final String source;

        Input(String className, String source) {
            super(uri(className, Kind.SOURCE), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }

    private static final class Output extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Output(String className, Kind kind) {
            super(uri(className, kind), kind);
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

    private final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
        MemoryFiles(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            Output output = new Output(className, kind);
            // A class and its generated source have one name.
            outputs.put(
                    kind == JavaFileObject.Kind.CLASS ? className : className + ".java", output);
            return output;
        }
    }

    private static final class MemoryClasses extends ClassLoader {
        private final Map<String, byte[]> classes;

        MemoryClasses(Map<String, byte[]> classes) {
            super(MemoryCompiler.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
