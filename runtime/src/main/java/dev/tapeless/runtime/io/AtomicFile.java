package dev.tapeless.runtime.io;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replaces a file as a whole. The new contents go to a temporary file in the same folder, are
 * forced to the disk and then moved over the old file in one step: at any moment, and after a crash
 * too, the file holds either all of the old contents or all of the new.
 */
final class AtomicFile {

    /** What is written. */
    @FunctionalInterface
    interface Contents {
        /**
         * Writes everything; called again when the thread was interrupted meanwhile.
         *
         * @param channel the temporary file, empty
         * @throws IOException if that fails; the old file then stays
         */
        void writeTo(FileChannel channel) throws IOException;
    }

    /** Interruptions that do no harm: whoever goes on interrupting does not want the file. */
    private static final int MOST_ATTEMPTS = 10;

    private AtomicFile() {}

    /**
     * Writes or replaces a file. A thread that has been interrupted, or is while it writes, writes
     * all the same, and stays interrupted: what is saved then is what would be lost.
     *
     * @param file the file; a symbolic link stays one, and what it points to is replaced
     * @param contents the new contents
     * @throws IOException if that fails; the old file, or its absence, then stays and nothing is
     *     left behind
     */
    static void write(Path file, Contents contents) throws IOException {
        // a channel is closed under an interrupted thread
        boolean interrupted = Thread.interrupted();
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    replace(file, contents);
                    return;
                } catch (ClosedByInterruptException closed) {
                    interrupted |= Thread.interrupted();
                    if (attempt == MOST_ATTEMPTS) {
                        throw closed;
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void replace(Path file, Contents contents) throws IOException {
        Path target =
                Files.isSymbolicLink(file) && Files.exists(file)
                        ? file.toRealPath()
                        : file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException(file + " is no file that could be written");
        }
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(file.toString(), null, "there is no folder " + folder);
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    (Files.isDirectory(target) ? "it is a folder" : "it is no regular file")
                            + ", expected a file that may be replaced");
        }
        Path temporary = null;
        try {
            while (temporary == null) {
                Path candidate =
                        folder.resolve(
                                ".tapeless-"
                                        + Long.toHexString(ThreadLocalRandom.current().nextLong())
                                        + ".tmp");
                // not Files.createTempFile: its files are readable by their owner only, and stay so
                try (FileChannel channel =
                        FileChannel.open(
                                candidate,
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE)) {
                    temporary = candidate;
                    contents.writeTo(channel);
                    channel.force(true);
                } catch (FileAlreadyExistsException taken) {
                    if (temporary != null) {
                        throw taken;
                    }
                }
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            temporary = null;
        } finally {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        }
        forceFolder(folder);
    }

    /**
     * Makes the move itself survive a crash, where the system lets a folder be opened (Windows does
     * not).
     */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            // the file itself is complete; only the moment at which the new name is durable is left
            // open
            return;
        }
    }
}
