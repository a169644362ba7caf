package dev.tapeless.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar with a few packages of the class path. The benchmarks run from one jar that has everything
 * in it, 290 MB with all other libraries, and to open it costs javac, and whoever looks for a file,
 * some ten milliseconds. A user's build opens small ones.
 */
final class SmallJar {

    private SmallJar() {}

    /**
     * Writes a jar.
     *
     * @param jar the file
     * @param wanted what names of files in it are like, for instance {@code com/example/[^/]+}
     * @throws IOException if the class path cannot be read, or the jar not be written
     */
    static void write(Path jar, Pattern wanted) throws IOException {
        final Set<String> names = new HashSet<>();
        try (ZipOutputStream target = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (final String element :
                    System.getProperty("java.class.path").split(File.pathSeparator)) {
                final Path origin = Path.of(element);
                if (Files.isDirectory(origin)) {
                    copy(origin, wanted, names, target);
                } else if (Files.exists(origin)) {
                    try (FileSystem files = FileSystems.newFileSystem(origin)) {
                        copy(files.getPath("/"), wanted, names, target);
                    }
                }
            }
        }
        if (names.isEmpty()) {
            throw new IllegalStateException("the class path has no file like " + wanted);
        }
    }

    /** Copies files that are wanted, unless one of the same name came before. */
    private static void copy(Path root, Pattern wanted, Set<String> names, ZipOutputStream target)
            throws IOException {
        final List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (final Path file : files) {
            final String name = root.relativize(file).toString().replace(File.separatorChar, '/');
            if (wanted.matcher(name).matches() && names.add(name)) {
                target.putNextEntry(new ZipEntry(name));
                Files.copy(file, target);
                target.closeEntry();
            }
        }
    }
}
