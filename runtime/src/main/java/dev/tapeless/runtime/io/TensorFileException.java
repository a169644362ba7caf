package dev.tapeless.runtime.io;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file that is not a valid safetensors file, or that does not fit the network it is loaded into.
 * The message names the file, the tensor where there is one, what was found and what was expected.
 * Whoever gets it may rely on nothing in memory having changed.
 */
public final class TensorFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes what is wrong with a file.
     *
     * @param file the file
     * @param problem what was found and what was expected
     */
    public TensorFileException(Path file, String problem) {
        super(file + ": " + problem);
    }
}
