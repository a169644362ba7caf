package dev.tapeless.runtime.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file that is not a valid IDX file, or does not hold what was asked for. The message names the
 * file, what was found and what was expected.
 */
public final class IdxException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Describes what is wrong with a file.
     *
     * @param file the file
     * @param problem what was found and what was expected
     */
    public IdxException(Path file, String problem) {
        super(file + ": " + problem);
    }

    /**
     * Describes what is wrong with a file, with the reason.
     *
     * @param file the file
     * @param problem what was found and what was expected
     * @param cause why
     */
    IdxException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
