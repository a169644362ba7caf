package dev.tapeless.samples.text;

import dev.tapeless.samples.CommandFailure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text to learn from: a file, or a story that is part of the program. */
final class TextSource {
    private static final String STORY = "harbour.txt";

    private TextSource() {}

    /**
     * Reads a text.
     *
     * @param file the file; null for the story
     * @return its characters, with one line feed at the end of a line
     * @throws CommandFailure if the file cannot be read or is no text
     */
    static String read(Path file) throws CommandFailure {
        String text = file == null ? story() : text(file);
        return text.replace("\r\n", "\n");
    }

    private static String story() {
        try (InputStream story = TextSource.class.getResourceAsStream(STORY)) {
            return new String(story.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(Path file) throws CommandFailure {
        if (Files.isDirectory(file)) {
            throw new CommandFailure(file + " is a folder, expected a text file");
        }
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new CommandFailure("there is no file " + file);
        } catch (CharacterCodingException binary) {
            throw new CommandFailure(file + ": found bytes that are no UTF-8; save it as UTF-8");
        } catch (IOException problem) {
            throw new CommandFailure("cannot read " + file + ": " + problem.getMessage());
        }
    }
}
