package dev.tapeless.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that a command writes when its work is done. Whoever cannot write it wants to know before
 * the work, not after it.
 *
 * @param path where it is to be
 * @param contents what is to be in it, in words: {@code "the weights"}
 */
public record OutputFile(Path path, String contents) {

    /** Writes a file. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Writes the whole file.
         *
         * @param file where
         * @throws IOException if it cannot be written
         */
        void write(Path file) throws IOException;
    }

    /**
     * Tries whether the file could be written now. Leaves nothing behind.
     *
     * @throws CommandFailure if not; the message says why
     */
    public void check() throws CommandFailure {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(path)) {
            throw failure("it is a folder, name a file");
        }
        if (!Files.isDirectory(folder)) {
            throw failure("there is no folder " + folder);
        }
        try {
            // Permissions alone do not tell: there are read-only and full disks.
            Files.delete(Files.createTempFile(folder, ".tapeless-", ".tmp"));
        } catch (IOException problem) {
            throw failure("cannot write to the folder " + folder);
        }
    }

    /**
     * Writes the file.
     *
     * @param writer how
     * @throws CommandFailure if that fails; the message says why
     */
    public void write(Writer writer) throws CommandFailure {
        try {
            writer.write(path);
        } catch (IOException problem) {
            throw failure(ErrorLine.describe(problem));
        }
    }

    private CommandFailure failure(String reason) {
        return new CommandFailure("cannot save " + contents + " to " + path + ": " + reason);
    }
}
