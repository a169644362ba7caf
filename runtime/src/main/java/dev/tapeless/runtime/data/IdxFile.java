package dev.tapeless.runtime.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file in the IDX format, in which MNIST and its relatives are published: an array of one element
 * type and any number of dimensions, the first of which counts the samples. A file may be
 * compressed with gzip; that is seen from its contents, not from its name.
 *
 * <p>The layout, all of it big-endian: two zero bytes, one byte with the code of the element type,
 * one byte with the number of dimensions, four bytes for each dimension, then the elements in
 * row-major order. A file that is shorter or longer than its dimensions say is refused, and no
 * memory is taken for elements that are not there. Immutable.
 *
 * <pre>{@code
 * float[][] images = IdxFile.read(Path.of("train-images.gz")).floatRows(255); // [60000][784]
 * int[] labels = IdxFile.read(Path.of("train-labels.gz")).labels();
 * }</pre>
 */
public final class IdxFile {
    private final Path file;
    private final IdxType type;
    private final int[] shape;
    private final int rowLength;
    private final ByteBuffer elements;

    /**
     * Contents that have been checked.
     *
     * @param file where they come from, for messages
     * @param type the element type
     * @param shape the dimensions, not copied
     * @param rowLength the product of all dimensions but the first
     * @param elements the elements, big-endian, not copied
     */
    IdxFile(Path file, IdxType type, int[] shape, int rowLength, ByteBuffer elements) {
        this.file = file;
        this.type = type;
        this.shape = shape;
        this.rowLength = rowLength;
        this.elements = elements;
    }

    /**
     * Reads a file, all of it.
     *
     * @param file the file, plain or compressed with gzip
     * @return its contents
     * @throws IdxException if it is not a valid IDX file, is cut short, has bytes after its last
     *     element, is damaged gzip, or holds more than 2 GB
     * @throws IOException if it cannot be read
     */
    public static IdxFile read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file)) {
            byte[] magic = raw.readNBytes(2);
            InputStream rest = new SequenceInputStream(new ByteArrayInputStream(magic), raw);
            if (!GzipStream.isMagic(magic)) {
                return new IdxReader(file, rest).read();
            }
            try (GzipStream inflated = new GzipStream(file, rest)) {
                return new IdxReader(file, inflated).read();
            }
        }
    }

    /**
     * The element type.
     *
     * @return the type
     */
    public IdxType type() {
        return type;
    }

    /**
     * The dimensions, for example {@code [60000, 28, 28]}.
     *
     * @return a copy, of at least one dimension
     */
    public int[] shape() {
        return shape.clone();
    }

    /**
     * The number of samples: the first dimension.
     *
     * @return the number, at least 0
     */
    public int count() {
        return shape[0];
    }

    /**
     * The elements of one sample: the product of the other dimensions, 1 if there are none.
     *
     * @return the length of a row
     */
    public int rowLength() {
        return rowLength;
    }

    /**
     * The samples as rows of floats. Each element is divided in double precision and rounded once.
     *
     * @param divisor what the elements are divided by: 255 brings pixels into [0, 1], 1 leaves all
     *     as it is
     * @return new rows, {@link #count()} of {@link #rowLength()} elements
     * @throws IllegalArgumentException if the divisor is zero or not finite
     */
    public float[][] floatRows(double divisor) {
        checkDivisor(divisor);
        float[][] rows = new float[count()][rowLength];
        int index = 0;
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (type.value(elements, index++) / divisor);
            }
        }
        return rows;
    }

    /**
     * The samples as rows of doubles.
     *
     * @param divisor what the elements are divided by: 255 brings pixels into [0, 1], 1 leaves all
     *     as it is
     * @return new rows, {@link #count()} of {@link #rowLength()} elements
     * @throws IllegalArgumentException if the divisor is zero or not finite
     */
    public double[][] doubleRows(double divisor) {
        checkDivisor(divisor);
        double[][] rows = new double[count()][rowLength];
        int index = 0;
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = type.value(elements, index++) / divisor;
            }
        }
        return rows;
    }

    private static void checkDivisor(double divisor) {
        if (divisor == 0 || !Double.isFinite(divisor)) {
            throw new IllegalArgumentException(
                    "found the divisor " + divisor + ", expected a finite number other than zero");
        }
    }

    /**
     * The samples as class numbers.
     *
     * @return a new array of {@link #count()} labels
     * @throws IdxException if the file has more than one dimension or its elements are no integers
     */
    public int[] labels() throws IdxException {
        if (shape.length != 1 || !type.isInteger()) {
            throw new IdxException(
                    file,
                    "found "
                            + type
                            + " "
                            + Arrays.toString(shape)
                            + ", expected labels: integers in one dimension");
        }
        int[] labels = new int[shape[0]];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) type.value(elements, i);
        }
        return labels;
    }

    /**
     * Type and shape.
     *
     * @return for example {@code UNSIGNED_BYTE [60000, 28, 28]}
     */
    @Override
    public String toString() {
        return type + " " + Arrays.toString(shape);
    }
}
