package dev.tapeless.processor.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks up what classes there are, so that tests go through all of them. */
public final class ClassesBeside {

    private ClassesBeside() {}

    /**
     * The public classes of the package of a class, and of the packages within.
     *
     * @param neighbour a class in that package
     * @return the classes, sorted by their names
     */
    public static List<Class<?>> of(Class<?> neighbour) {
        try {
            final Path place =
                    Path.of(neighbour.getProtectionDomain().getCodeSource().getLocation().toURI());
            final String folder = neighbour.getPackageName().replace('.', '/');
            if (Files.isDirectory(place)) {
                return classes(place, folder);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return classes(jar.getPath("/"), folder);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Class<?>> classes(Path root, String folder) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            return files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .sorted()
                    .<Class<?>>map(ClassesBeside::load)
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        try {
            final String name = file.substring(0, file.length() - ".class".length());
            return Class.forName(name.replace('/', '.'));
        } catch (final ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
