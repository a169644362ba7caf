package dev.tapeless.processor.trace;

import dev.tapeless.Network;
import dev.tapeless.runtime.Model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a trace is made of, and where its counterpart would be. */
enum Kind {
    /** An annotation of the DSL. */
    LAYER(Network.class, "dev/tapeless"),
    /** A loss of the runtime. */
    LOSS(Model.class, "dev/tapeless/runtime/loss"),
    /** An optimizer of the runtime. */
    OPTIMIZER(Model.class, "dev/tapeless/runtime/optimizer"),
    /** Something that changes gradients before an update. */
    CLIPPING(Model.class, "dev/tapeless/runtime"),
    /** A course of learning rates. */
    SCHEDULE(Model.class, "dev/tapeless/runtime");

    private final Class<?> neighbour;
    private final String folder;

    Kind(Class<?> neighbour, String folder) {
        this.neighbour = neighbour;
        this.folder = folder;
    }

    /**
     * The names of all public classes there are of this kind, and of their methods: {@code
     * SoftmaxCrossEntropy} and {@code SoftmaxCrossEntropy.reduction}.
     *
     * @return the names, sorted
     */
    Set<String> names() {
        final Set<String> names = new TreeSet<>();
        for (final Class<?> type : classes()) {
            names.add(type.getSimpleName());
            for (final Method method : type.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers())) {
                    names.add(type.getSimpleName() + "." + method.getName());
                }
            }
        }
        return names;
    }

    private Set<Class<?>> classes() {
        try {
            final URI place = neighbour.getProtectionDomain().getCodeSource().getLocation().toURI();
            final Path path = Path.of(place);
            if (Files.isDirectory(path)) {
                return classes(path);
            }
            try (FileSystem jar = FileSystems.newFileSystem(path)) {
                return classes(jar.getPath("/"));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final URISyntaxException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private Set<Class<?>> classes(Path root) throws IOException, ClassNotFoundException {
        final Set<Class<?>> found = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            for (final Path file : files.toList()) {
                final String name = root.relativize(file).toString().replace('\\', '/');
                if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                    final Class<?> type =
                            Class.forName(name.replaceAll("\\.class$", "").replace('/', '.'));
                    if (Modifier.isPublic(type.getModifiers())) {
                        found.add(type);
                    }
                }
            }
        }
        return found;
    }
}
