package dev.tapeless.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class OutputFolderTest {
    @TempDir private Path parent;

    @Test
    void isMadeWhereItIsMissing() throws Exception {
        OutputFolder folder = new OutputFolder(parent.resolve("a").resolve("b"), "the answers");
        folder.prepare();
        folder.prepare();
        assertTrue(Files.isDirectory(folder.path()));
        try (var files = Files.list(folder.path())) {
            assertEquals(0, files.count());
        }
        assertEquals(folder.path().resolve("c"), folder.file("c").path());
    }

    @Test
    void saysThatItIsAFile() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));
        assertEquals(
                "cannot save the answers in " + file + ": it is a file, name a folder",
                assertThrows(
                                CommandFailure.class,
                                () -> new OutputFolder(file, "the answers").prepare())
                        .getMessage());
        assertEquals(
                "cannot save the answers in " + file.resolve("x") + ": cannot write there",
                assertThrows(
                                CommandFailure.class,
                                () -> new OutputFolder(file.resolve("x"), "the answers").prepare())
                        .getMessage());
    }
}
