package dev.tapeless.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that a command writes several files to; it is made where it is missing.
 *
 * @param path where it is
 * @param contents what is to be in its files, in words: {@code "the pictures"}
 */
public record OutputFolder(Path path, String contents) {

    /**
     * Makes the folder if there is none, and tries whether files could be written to it now.
     *
     * @throws CommandFailure if not; the message says why
     */
    public void prepare() throws CommandFailure {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path);
            }
            Files.delete(Files.createTempFile(path, ".tapeless-", ".tmp"));
        } catch (IOException problem) {
            String reason =
                    Files.exists(path) && !Files.isDirectory(path)
                            ? "it is a file, name a folder"
                            : "cannot write there";
            throw new CommandFailure("cannot save " + contents + " in " + path + ": " + reason);
        }
    }

    /**
     * One of the files.
     *
     * @param name its name
     * @return the file in this folder
     */
    public OutputFile file(String name) {
        return new OutputFile(path.resolve(name), contents);
    }
}
