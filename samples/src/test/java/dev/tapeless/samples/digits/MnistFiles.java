package dev.tapeless.samples.digits;

import dev.tapeless.runtime.data.Dataset;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes small files of MNIST's kind into a folder. */
public record MnistFiles(Path folder) {
    static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;

    /** Writes drawn digits. */
    public void writeDrawn(int train, int test) throws IOException {
        write(TRAIN_IMAGES, images(DrawnDigits.train(train)));
        write(TRAIN_LABELS, labels(DrawnDigits.train(train)));
        write(TEST_IMAGES, images(DrawnDigits.test(test)));
        write(TEST_LABELS, labels(DrawnDigits.test(test)));
    }

    void write(String name, byte[] contents) throws IOException {
        Files.write(folder.resolve(name), contents);
    }

    /** Square images; pixel {@code p} of image {@code i} is {@code i + p}. */
    static byte[] images(int count, int side) throws IOException {
        byte[] pixels = new byte[count * side * side];
        for (int i = 0; i < count; i++) {
            for (int p = 0; p < side * side; p++) {
                pixels[i * side * side + p] = (byte) (i + p);
            }
        }
        return file(pixels, IMAGES_MAGIC, count, side, side);
    }

    private static byte[] images(Dataset<float[]> data) throws IOException {
        int size = data.inputSize();
        byte[] pixels = new byte[data.size() * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(255 * data.input(i / size)[i % size]);
        }
        return file(pixels, IMAGES_MAGIC, data.size(), DigitSource.SIDE, DigitSource.SIDE);
    }

    static byte[] labels(int... labels) throws IOException {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return file(bytes, LABELS_MAGIC, labels.length);
    }

    private static byte[] labels(Dataset<float[]> data) throws IOException {
        int[] labels = new int[data.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) data.target(i)[0];
        }
        return labels(labels);
    }

    private static byte[] file(byte[] elements, int... header) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        for (int number : header) {
            data.writeInt(number);
        }
        data.write(elements);
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(contents);
        }
        return bytes.toByteArray();
    }
}
