package dev.tapeless.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

class OutputFileTest {
    @TempDir private Path folder;

    @Test
    void isWrittenWhereNothingIsOrAFileIs() throws Exception {
        OutputFile file = new OutputFile(folder.resolve("a"), "the answer");
        for (String answer : new String[] {"42", "43"}) {
            file.check();
            file.write(path -> Files.writeString(path, answer));
            assertEquals(answer, Files.readString(file.path()));
        }
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count()); // the check left nothing behind
        }
    }

    @Test
    void saysWhyItCannotBeWritten() {
        OutputFile aFolder = new OutputFile(folder, "the answer");
        assertEquals(
                "cannot save the answer to " + folder + ": it is a folder, name a file",
                assertThrows(CommandFailure.class, aFolder::check).getMessage());
        OutputFile disk = new OutputFile(folder.resolve("a"), "the answer");
        assertEquals(
                "cannot save the answer to " + disk.path() + ": b: the disk is full",
                assertThrows(CommandFailure.class, () -> disk.write(OutputFileTest::failToWrite))
                        .getMessage());
    }

    private static void failToWrite(Path file) throws IOException {
        throw new FileSystemException("b", null, "the disk is full");
    }

    @Test
    void saysThatItMayNotWrite() {
        assumeTrue(folder.toFile().setWritable(false), "skipped: folders cannot be protected");
        try {
            assumeFalse(Files.isWritable(folder), "skipped: this user may write everywhere");
            OutputFile file = new OutputFile(folder.resolve("a"), "the answer");
            assertEquals(
                    "cannot save the answer to "
                            + file.path()
                            + ": cannot write to the folder "
                            + folder,
                    assertThrows(CommandFailure.class, file::check).getMessage());
        } finally {
            folder.toFile().setWritable(true);
        }
    }
}
