package dev.tapeless.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file is either the old one or the new one, and nothing else is left in its folder. */
class AtomicFileTest {

    @TempDir private Path folder;

    private static AtomicFile.Contents text(String text) {
        return channel -> channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }

    @Test
    void writesANewFileAndReplacesAnOldOne() throws IOException {
        Path file = folder.resolve("weights");
        AtomicFile.write(file, text("old"));
        assertEquals("old", Files.readString(file));
        AtomicFile.write(file, text("new"));
        assertEquals("new", Files.readString(file));
        assertEquals(List.of("weights"), files());
    }

    @Test
    void keepsTheOldFileWhenWritingFailsInTheMiddle() throws IOException {
        Path file = folder.resolve("weights");
        AtomicFile.write(file, text("old"));
        IOException full = new IOException("no space left on device");
        IOException thrown =
                assertThrows(
                        IOException.class,
                        () ->
                                AtomicFile.write(
                                        file,
                                        channel -> {
                                            text("half").writeTo(channel);
                                            assertEquals(2, files().size());
                                            assertEquals("old", Files.readString(file));
                                            throw full;
                                        }));
        assertSame(full, thrown);
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("weights"), files());
    }

    @Test
    void leavesNothingWhenTheFirstWriteFails() throws IOException {
        Path file = folder.resolve("weights");
        assertThrows(
                IllegalStateException.class,
                () ->
                        AtomicFile.write(
                                file,
                                channel -> {
                                    text("half").writeTo(channel);
                                    throw new IllegalStateException("a bug");
                                }));
        assertFalse(Files.exists(file));
        assertEquals(List.of(), files());
    }

    @Test
    void leavesNothingWhenTheMoveFails() throws IOException {
        Path occupied = folder.resolve("weights");
        assertThrows(
                IOException.class,
                () ->
                        AtomicFile.write(
                                occupied,
                                channel -> {
                                    Files.createDirectory(occupied);
                                    Files.writeString(occupied.resolve("inside"), "x");
                                }));
        assertEquals(List.of("weights"), files());
        assertEquals("x", Files.readString(occupied.resolve("inside")));
    }

    /** A device would be a plain file afterwards. */
    @Test
    void refusesWhatIsNoRegularFile() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("weights"));
        assertEquals(
                inside + ": it is a folder, expected a file that may be replaced",
                assertThrows(IOException.class, () -> AtomicFile.write(inside, text("new")))
                        .getMessage());
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "skipped: no devices here");
        assertEquals(
                device + ": it is no regular file, expected a file that may be replaced",
                assertThrows(IOException.class, () -> AtomicFile.write(device, text("new")))
                        .getMessage());
        assertEquals(List.of("weights"), files());
    }

    @Test
    void anInterruptedThreadWritesAndStaysInterrupted() throws IOException {
        Path file = folder.resolve("weights");
        Thread.currentThread().interrupt();
        try {
            AtomicFile.write(file, text("new"));
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals("new", Files.readString(file));
        assertEquals(List.of("weights"), files());
    }

    @Test
    void aThreadThatIsInterruptedMeanwhileWritesAgainAndStaysInterrupted() throws IOException {
        Path file = folder.resolve("weights");
        AtomicFile.write(file, text("old"));
        AtomicInteger attempts = new AtomicInteger();
        try {
            AtomicFile.write(
                    file,
                    channel -> {
                        text("ne").writeTo(channel);
                        if (attempts.incrementAndGet() < 3) {
                            Thread.currentThread().interrupt();
                        }
                        text("w").writeTo(channel);
                    });
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(3, attempts.get());
        assertEquals("new", Files.readString(file));
        assertEquals(List.of("weights"), files());
    }

    /** An attempt must not follow the other for ever. */
    @Test
    void whoeverGoesOnInterruptingKeepsTheOldFile() throws IOException {
        Path file = folder.resolve("weights");
        AtomicFile.write(file, text("old"));
        try {
            assertThrows(
                    ClosedByInterruptException.class,
                    () ->
                            AtomicFile.write(
                                    file,
                                    channel -> {
                                        Thread.currentThread().interrupt();
                                        text("new").writeTo(channel);
                                    }));
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("weights"), files());
    }

    @Test
    void refusesAFolderThatIsNotThere() throws IOException {
        Path file = folder.resolve("none").resolve("weights");
        IOException refused =
                assertThrows(IOException.class, () -> AtomicFile.write(file, text("new")));
        assertEquals(
                file + ": there is no folder " + file.getParent().toAbsolutePath(),
                refused.getMessage());
        assertThrows(IOException.class, () -> AtomicFile.write(folder.getRoot(), text("new")));
        assertEquals(List.of(), files());
    }

    @Test
    void replacesWhatASymbolicLinkPointsTo() throws IOException {
        Path file = Files.writeString(folder.resolve("real"), "old");
        Path link = folder.resolve("link");
        try {
            Files.createSymbolicLink(link, file.getFileName());
        } catch (IOException | UnsupportedOperationException problem) {
            assumeTrue(false, "skipped: no symbolic links here");
        }
        AtomicFile.write(link, text("new"));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(file));
        assertEquals(List.of("link", "real"), files());
    }

    @Test
    void givesTheFileTheUsualPermissions() throws IOException {
        assumeTrue(
                Files.getFileStore(folder).supportsFileAttributeView("posix"),
                "skipped: no POSIX permissions here");
        Path usual = Files.writeString(folder.resolve("usual"), "x");
        Path file = folder.resolve("weights");
        TensorFile.of(Map.of(), Map.of()).write(file);
        Set<PosixFilePermission> expected = Files.getPosixFilePermissions(usual);
        assertEquals(expected, Files.getPosixFilePermissions(file));
    }
}
