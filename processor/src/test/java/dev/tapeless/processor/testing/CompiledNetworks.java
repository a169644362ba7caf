package dev.tapeless.processor.testing;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;

import dev.tapeless.processor.NetworkProcessor;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.support.VectorSwitch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Networks compiled from source as a strict user would ({@code -Xlint:all -Werror}), loaded and
 * ready to run. Many networks in one compilation take little more time than one.
 */
public final class CompiledNetworks {

    private final Map<String, byte[]> classFiles;
    private final Map<String, String> sources;
    private final Backend backend;
    private final ClassLoader loader;

    /** The kernels that networks run on. All give the same bits. */
    public enum Backend {
        /** In numbers. */
        PLAIN("off"),
        /** In vectors of the Vector API, from the first call on. */
        VECTORS("on"),
        /** In numbers at first, then in vectors. */
        AUTO("auto");

        private final String setting;

        Backend(String setting) {
            this.setting = setting;
        }
    }

    private CompiledNetworks(
            Map<String, byte[]> classFiles, Map<String, String> sources, Backend backend) {
        this.classFiles = Collections.unmodifiableMap(classFiles);
        this.sources = Collections.unmodifiableMap(sources);
        this.backend = backend;
        this.loader = new InMemory(classFiles);
    }

    /**
     * Compiles sources with the processor.
     *
     * @param files the declarations, and what else they need
     * @return what came out
     * @throws AssertionError if the compiler says anything at all
     */
    public static CompiledNetworks of(List<SourceText> files) {
        return of(files, new NetworkProcessor());
    }

    /**
     * Compiles sources with chosen processors.
     *
     * @param files the declarations, and what else they need
     * @param processors new ones; none for sources that were generated before
     * @return what came out
     * @throws AssertionError if the compiler says anything at all
     */
    public static CompiledNetworks of(List<SourceText> files, Processor... processors) {
        final Compilation compilation =
                compile(
                        files,
                        List.of("--release", "17", "-Xlint:all,-processing,-options", "-Werror"),
                        processors);
        if (!compilation.diagnostics().isEmpty()) {
            throw new AssertionError(String.valueOf(compilation.diagnostics()));
        }
        return read(compilation, Backend.PLAIN);
    }

    /**
     * Compiles sources with the processor for a compiler that knows the module of the Vector API.
     *
     * @param files the declarations, and what else they need
     * @return what came out, to run in vectors; see {@link #on}
     * @throws AssertionError if the compiler says anything but that the module is incubating
     */
    public static CompiledNetworks withVectors(List<SourceText> files) {
        return withVectors(files, new NetworkProcessor());
    }

    /**
     * Compiles sources with chosen processors for a compiler that knows the module of the Vector
     * API.
     *
     * @param files the declarations, and what else they need
     * @param processors new ones
     * @return what came out, to run in vectors; see {@link #on}
     * @throws AssertionError if the compiler says anything but that the module is incubating
     */
    public static CompiledNetworks withVectors(List<SourceText> files, Processor... processors) {
        final Compilation compilation =
                compile(
                        files,
                        List.of(
                                "--release",
                                "17",
                                "-Xlint:all,-processing,-options",
                                "--add-modules",
                                "jdk.incubator.vector"),
                        processors);
        for (final Diagnostic<?> diagnostic : compilation.diagnostics()) {
            final String message = diagnostic.getMessage(Locale.ROOT);
            if (!message.contains("incubating module")) {
                throw new AssertionError(String.valueOf(diagnostic));
            }
        }
        return read(compilation, Backend.VECTORS);
    }

    /**
     * The same networks, loaded anew.
     *
     * @param other what they run on; vectors only for those compiled with them
     * @return networks with classes of their own
     */
    public CompiledNetworks on(Backend other) {
        return new CompiledNetworks(classFiles, sources, other);
    }

    private static Compilation compile(
            List<SourceText> files, List<String> options, Processor... processors) {
        final Compilation compilation =
                Compiler.javac()
                        .withProcessors(processors)
                        .withOptions(options)
                        .compile(
                                files.stream()
                                        .map(
                                                file ->
                                                        JavaFileObjects.forSourceString(
                                                                file.path()
                                                                        .replaceAll("\\.java$", "")
                                                                        .replace('/', '.'),
                                                                file.text()))
                                        .toList());
        if (compilation.status() != Compilation.Status.SUCCESS) {
            throw new AssertionError(String.valueOf(compilation.diagnostics()));
        }
        return compilation;
    }

    private static CompiledNetworks read(Compilation compilation, Backend backend) {
        final Map<String, byte[]> classFiles = new TreeMap<>();
        final Map<String, String> sources = new TreeMap<>();
        for (final JavaFileObject file : compilation.generatedFiles()) {
            final byte[] bytes = read(file);
            if (file.getKind() == JavaFileObject.Kind.CLASS) {
                classFiles.put(name(file, "CLASS_OUTPUT", ".class"), bytes);
            } else if (file.getKind() == JavaFileObject.Kind.SOURCE) {
                sources.put(
                        name(file, "SOURCE_OUTPUT", ".java"),
                        new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return new CompiledNetworks(classFiles, sources, backend);
    }

    /**
     * Compiles sources with the processor.
     *
     * @param files the declarations, and what else they need
     * @return what came out
     * @throws AssertionError if the compiler says anything at all
     */
    public static CompiledNetworks of(SourceText... files) {
        return of(List.of(files));
    }

    /**
     * All class files by binary name, for instance {@code test.DigitsNetwork}.
     *
     * @return an unmodifiable map in the order of the names
     */
    public Map<String, byte[]> classFiles() {
        return classFiles;
    }

    /**
     * The generated sources by class name.
     *
     * @return an unmodifiable map in the order of the names
     */
    public Map<String, String> sources() {
        return sources;
    }

    /**
     * A loaded class.
     *
     * @param name its binary name
     * @return the class
     */
    public Class<?> type(String name) {
        try {
            return loader.loadClass(name);
        } catch (final ClassNotFoundException e) {
            throw new AssertionError("not among " + classFiles.keySet(), e);
        }
    }

    /**
     * A network of single precision.
     *
     * @param name the binary name of the generated class
     * @param seed decides the parameters
     * @return the network
     */
    @SuppressWarnings("unchecked")
    public Model<float[]> inFloat(String name, long seed) {
        return (Model<float[]>) create(name, seed);
    }

    /**
     * A network of double precision.
     *
     * @param name the binary name of the generated class
     * @param seed decides the parameters
     * @return the network
     */
    @SuppressWarnings("unchecked")
    public Model<double[]> inDouble(String name, long seed) {
        return (Model<double[]>) create(name, seed);
    }

    /** A class reads the property when it is initialized. */
    private synchronized Object create(String name, long seed) {
        final String before = System.getProperty(VectorSwitch.PROPERTY);
        System.setProperty(VectorSwitch.PROPERTY, backend.setting);
        try {
            final var method = type(name).getDeclaredMethod("create", long.class);
            method.setAccessible(true);
            return method.invoke(null, seed);
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError(name, e);
        } finally {
            if (before == null) {
                System.clearProperty(VectorSwitch.PROPERTY);
            } else {
                System.setProperty(VectorSwitch.PROPERTY, before);
            }
        }
    }

    private static String name(JavaFileObject file, String location, String suffix) {
        final String path = file.toUri().getPath();
        final int start = path.indexOf(location) + location.length() + 1;
        return path.substring(start, path.length() - suffix.length()).replace('/', '.');
    }

    private static byte[] read(JavaFileObject file) {
        try (InputStream in = file.openInputStream()) {
            return in.readAllBytes();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class InMemory extends ClassLoader {

        private final Map<String, byte[]> classFiles;

        InMemory(Map<String, byte[]> classFiles) {
            super(CompiledNetworks.class.getClassLoader());
            this.classFiles = classFiles;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            final byte[] bytes = classFiles.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
