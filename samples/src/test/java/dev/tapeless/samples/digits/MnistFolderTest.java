package dev.tapeless.samples.digits;

import static dev.tapeless.samples.digits.MnistFiles.TEST_IMAGES;
import static dev.tapeless.samples.digits.MnistFiles.TEST_LABELS;
import static dev.tapeless.samples.digits.MnistFiles.TRAIN_IMAGES;
import static dev.tapeless.samples.digits.MnistFiles.TRAIN_LABELS;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.samples.CommandFailure;
import dev.tapeless.samples.CommandRun;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class MnistFolderTest {
    @TempDir private Path folder;

    private MnistFiles files;

    @BeforeEach
    void writeFiles() throws IOException {
        files = new MnistFiles(folder);
        files.write(TRAIN_IMAGES, MnistFiles.images(3, 28));
        files.write(TRAIN_LABELS, MnistFiles.labels(7, 0, 9));
        files.write(TEST_IMAGES + ".gz", MnistFiles.gzip(MnistFiles.images(2, 28)));
        files.write(TEST_LABELS + ".gz", MnistFiles.gzip(MnistFiles.labels(1, 2)));
    }

    @Test
    void readsPlainAndCompressedFiles() throws Exception {
        MnistFolder mnist = new MnistFolder(folder);
        Dataset<float[]> train = mnist.train();
        Dataset<float[]> test = mnist.test();
        assertEquals(3, train.size());
        assertEquals(2, test.size());
        assertArrayEquals(new float[] {9}, train.target(2));
        assertArrayEquals(new float[] {1}, test.target(0));
        float[] pixels = train.input(2);
        assertEquals(784, pixels.length);
        for (int p = 0; p < pixels.length; p++) {
            assertEquals(((2 + p) % 256) / 255f, pixels[p], 1e-7f);
        }
    }

    @Test
    void trainsAndPredicts() {
        Path weights = folder.resolve("w.safetensors");
        CommandRun run =
                CommandRun.of("digits", "--data=" + folder, "--save=" + weights, "--epochs=2");
        assertTrue(run.succeeded().out().contains("3 images to learn from, 2 to test on\n"));
        assertTrue(run.lastLine().matches("test accuracy: [01]\\.\\d000"), run.lastLine());
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        Files.delete(folder.resolve(TEST_LABELS + ".gz"));
        fails(
                "found neither "
                        + TEST_LABELS
                        + " nor "
                        + TEST_LABELS
                        + ".gz in "
                        + folder
                        + "; --data takes the folder of MNIST's four files");
    }

    @Test
    void refusesImagesOfAnotherSize() throws IOException {
        files.write(TRAIN_IMAGES, MnistFiles.images(3, 27));
        fails(
                folder.resolve(TRAIN_IMAGES)
                        + ": found UNSIGNED_BYTE [3, 27, 27], expected images of 28 x 28 pixels");
    }

    @Test
    void refusesAsManyLabelsAsThereAreNoImages() throws IOException {
        files.write(TRAIN_LABELS, MnistFiles.labels(1, 2));
        fails(
                folder.resolve(TRAIN_IMAGES)
                        + " has 3 images and "
                        + TRAIN_LABELS
                        + " has 2 labels, expected one label for each image and at least one"
                        + " image");
    }

    @Test
    void refusesALabelThatIsNoDigit() throws IOException {
        files.write(TRAIN_LABELS, MnistFiles.labels(1, 10, 2));
        fails(folder.resolve(TRAIN_LABELS) + ": found the label 10 for image 1, expected 0 to 9");
    }

    @Test
    void refusesDamagedFiles() throws IOException {
        byte[] whole = MnistFiles.images(3, 28);
        files.write(TRAIN_IMAGES, Arrays.copyOf(whole, whole.length - 5));
        fails(
                folder.resolve(TRAIN_IMAGES)
                        + ": the file is cut short: found 2347 bytes of elements, expected 2352 for"
                        + " UNSIGNED_BYTE [3, 28, 28]");
        files.write(TRAIN_IMAGES, "text".getBytes(StandardCharsets.US_ASCII));
        fails(
                folder.resolve(TRAIN_IMAGES)
                        + ": not an IDX file: it begins with bytes 74 65 78 74, expected 00 00, a"
                        + " type code and the number of dimensions (or gzip's 1f 8b)");
        files.write(TRAIN_IMAGES, whole);
        byte[] packed = MnistFiles.gzip(MnistFiles.images(2, 28));
        files.write(TEST_IMAGES + ".gz", Arrays.copyOf(packed, packed.length / 2));
        fails(
                folder.resolve(TEST_IMAGES + ".gz")
                        + ": damaged gzip data: it ends inside the deflated data");
    }

    @Test
    void refusesAFolderThatIsAFile() {
        MnistFolder mnist = new MnistFolder(folder.resolve(TRAIN_IMAGES));
        assertThrows(CommandFailure.class, mnist::train);
    }

    private void fails(String message) {
        Path weights = folder.resolve("never.safetensors");
        CommandRun.of("digits", "--data=" + folder, "--save=" + weights).failed(message);
        assertTrue(Files.notExists(weights));
    }
}
