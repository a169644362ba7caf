package dev.tapeless.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A part of a row that has a name: one of several inputs of a network, or one of its outputs. A row
 * has all its parts one after the other.
 *
 * <pre>{@code
 * for (RowPart part : net.outputs()) {
 *     System.out.println(part.name() + Arrays.toString(part.of(output)));
 * }
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
        for (int extent : shape) {
            size *= extent;
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
