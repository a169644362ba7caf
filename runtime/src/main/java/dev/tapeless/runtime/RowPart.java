package dev.tapeless.runtime;

import dev.tapeless.runtime.support.Checks;
import dev.tapeless.runtime.support.RowPacking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A part of a row that has a name: one of several inputs of a network, or one of its outputs. A row
 * has all its parts one after the other.
 *
 * <pre>{@code
 * float[] input = new float[net.inputSize()];
 * RowPart.named(net.inputs(), "image").put(pixels, input);
 * RowPart.named(net.inputs(), "words").put(wordNumbers, input);
 * float[] output = net.predict(input);
 * float[] angle = RowPart.named(net.outputs(), "angle").of(output);
 * }</pre>
 *
 * @param name the name of the field that declares it
 * @param offset where it begins in the row
 * @param shape its shape, the outermost dimension first; its elements lie row by row
 * @param isInteger whether it holds whole numbers that stand for something, such as words
 */
public record RowPart(String name, int offset, List<Integer> shape, boolean isInteger) {

    /**
     * Keeps an unmodifiable copy of the shape.
     *
     * @param name the name
     * @param offset where it begins
     * @param shape its shape
     * @param isInteger whether it holds integers
     */
    public RowPart {
        shape = List.copyOf(shape);
    }

    /**
     * A part of real numbers.
     *
     * @param name its name
     * @param offset where it begins in the row
     * @param shape its shape
     * @return the part
     */
    public static RowPart of(String name, int offset, int... shape) {
        return new RowPart(name, offset, boxed(shape), false);
    }

    /**
     * A part of whole numbers that stand for something.
     *
     * @param name its name
     * @param offset where it begins in the row
     * @param shape its shape
     * @return the part
     */
    public static RowPart ofIntegers(String name, int offset, int... shape) {
        return new RowPart(name, offset, boxed(shape), true);
    }

    private static List<Integer> boxed(int... shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    /**
     * How many elements of the row it is.
     *
     * @return the product of the shape
     */
    public int size() {
        int size = 1;
        for (int axis = 0; axis < shape.size(); axis++) {
            size *= shape.get(axis); // without an iterator: training asks at every step
        }
        return size;
    }

    /**
     * This part of a row.
     *
     * @param row the row
     * @return a copy of {@link #size()} elements
     */
    public float[] of(float[] row) {
        return Arrays.copyOfRange(row, offset, offset + size());
    }

    /**
     * This part of a row.
     *
     * @param row the row
     * @return a copy of {@link #size()} elements
     */
    public double[] of(double[] row) {
        return Arrays.copyOfRange(row, offset, offset + size());
    }

    /**
     * Writes this part of a row.
     *
     * @param values {@link #size()} elements
     * @param row the row
     * @throws IllegalArgumentException if there are more or fewer
     */
    public void put(float[] values, float[] row) {
        Checks.row(values, size(), name);
        System.arraycopy(values, 0, row, offset, values.length);
    }

    /**
     * Writes this part of a row.
     *
     * @param values {@link #size()} elements
     * @param row the row
     * @throws IllegalArgumentException if there are more or fewer
     */
    public void put(double[] values, double[] row) {
        Checks.row(values, size(), name);
        System.arraycopy(values, 0, row, offset, values.length);
    }

    /**
     * Writes this part of a row.
     *
     * @param values {@link #size()} whole numbers
     * @param row the row
     * @throws IllegalArgumentException if there are more or fewer, or one is beyond 2<sup>24</sup>
     */
    public void put(int[] values, float[] row) {
        Checks.row(values, size(), name);
        RowPacking.integers(values, row, offset, name);
    }

    /**
     * Writes this part of a row.
     *
     * @param values {@link #size()} whole numbers
     * @param row the row
     * @throws IllegalArgumentException if there are more or fewer
     */
    public void put(int[] values, double[] row) {
        Checks.row(values, size(), name);
        RowPacking.integers(values, row, offset, name);
    }

    /**
     * The part of a name.
     *
     * @param parts the parts of a row
     * @param name the name
     * @return the part
     * @throws IllegalArgumentException if none is called so; the message lists those there are
     */
    public static RowPart named(List<RowPart> parts, String name) {
        List<String> names = new ArrayList<>();
        for (RowPart part : parts) {
            if (part.name.equals(name)) {
                return part;
            }
            names.add("\"" + part.name + "\"");
        }
        throw new IllegalArgumentException(
                "found the name \"" + name + "\", expected one of " + String.join(", ", names));
    }
}
