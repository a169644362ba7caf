package dev.tapeless.runtime.io;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the folder of data that some tests read where it exists: the system property {@code
 * tapeless.data}, or {@code shared/data} beside one of the folders above the working directory.
 */
public final class SharedData {
    private SharedData() {}

    /**
     * The path of a file or folder of the shared data; the calling test is skipped where there is
     * none.
     */
    public static Path find(String name) {
        Path found = folder().resolve(name);
        String message = "skipped, as there is no " + found;
        if (!Files.exists(found)) {
            System.out.println(message); // a test report alone would only count it
        }
        assumeTrue(Files.exists(found), message);
        return found;
    }

    private static Path folder() {
        String property = System.getProperty("tapeless.data");
        if (property != null) {
            return Path.of(property);
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path candidate = up.resolve("shared").resolve("data");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return Path.of("shared", "data");
    }
}
