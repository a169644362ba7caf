package dev.tapeless.runtime.data;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.RowPart;
import dev.tapeless.runtime.support.RowType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes a dataset for a model with several inputs or outputs from their rows, given by name.
 *
 * <pre>{@code
 * Dataset<float[]> train = DatasetBuilder.ofFloats(net)
 *         .input("image", pixels)          // float[][]
 *         .input("words", wordNumbers)     // int[][]
 *         .target("digit", digits)         // int[], a class index for each sample
 *         .target("angle", angles)         // float[][]
 *         .build();
 * }</pre>
 *
 * <p>Every input must be given, and the targets of those outputs that the loss takes: all that
 * {@code Losses.perOutput} gives a loss. All have as many rows as there are samples; they are
 * copied when the dataset is built.
 *
 * @param <R> the row type, {@code float[]} or {@code double[]}
 */
public final class DatasetBuilder<R> {
    private final RowType<R> rowType;
    private final List<RowPart> inputs;
    private final List<RowPart> outputs;
    private final Map<String, Column<R>> inputColumns = new LinkedHashMap<>();
    private final Map<String, Column<R>> targetColumns = new LinkedHashMap<>();

    private DatasetBuilder(RowType<R> rowType, Model<R> model) {
        this.rowType = rowType;
        this.inputs = model.inputs();
        this.outputs = model.outputs();
    }

    /**
     * A dataset for a model in single precision.
     *
     * @param model whose inputs and outputs have names
     * @return a builder without rows
     */
    public static DatasetBuilder<float[]> ofFloats(Model<float[]> model) {
        return new DatasetBuilder<>(RowType.FLOAT, model);
    }

    /**
     * A dataset for a model in double precision.
     *
     * @param model whose inputs and outputs have names
     * @return a builder without rows
     */
    public static DatasetBuilder<double[]> ofDoubles(Model<double[]> model) {
        return new DatasetBuilder<>(RowType.DOUBLE, model);
    }

    /**
     * Sets the rows of an input.
     *
     * @param name the input
     * @param rows one a sample, of as many elements as the input has
     * @return this builder
     * @throws IllegalArgumentException if there is no such input, it was given before, a row's
     *     length is wrong, there are more or fewer rows than of the others, or an input of integers
     *     has other numbers
     */
    public DatasetBuilder<R> input(String name, R[] rows) {
        RowPart part = find(inputs, name, "input");
        return add(inputColumns, part, new RealColumn<>(rowType, "input", part, rows));
    }

    /**
     * Sets the rows of an input of whole numbers.
     *
     * @param name the input
     * @param rows one a sample, of as many elements as the input has
     * @return this builder
     * @throws IllegalArgumentException if there is no such input, it was given before, a row's
     *     length is wrong, there are more or fewer rows than of the others, or a number is beyond
     *     2<sup>24</sup> and the model of single precision
     */
    public DatasetBuilder<R> input(String name, int[][] rows) {
        RowPart part = find(inputs, name, "input");
        return add(inputColumns, part, new IntegerColumn<>(part, rows));
    }

    /**
     * Sets the targets of an output.
     *
     * @param name the output
     * @param rows one a sample, of as many elements as the output has
     * @return this builder
     * @throws IllegalArgumentException if there is no such output, it was given before, a row's
     *     length is wrong, or there are more or fewer rows than of the others
     */
    public DatasetBuilder<R> target(String name, R[] rows) {
        RowPart part = find(outputs, name, "output");
        return add(targetColumns, part, new RealColumn<>(rowType, "target", part, rows));
    }

    /**
     * Sets the classes of an output.
     *
     * @param name the output
     * @param classes the class index of each sample, from 0 to the number of the output's elements
     *     less 1
     * @return this builder
     * @throws IllegalArgumentException if there is no such output, it was given before, there are
     *     more or fewer classes than samples, or one is not in the range
     */
    public DatasetBuilder<R> target(String name, int... classes) {
        RowPart part = find(outputs, name, "output");
        return add(targetColumns, part, new ClassColumn<>(part, classes));
    }

    private static RowPart find(List<RowPart> parts, String name, String what) {
        try {
            return RowPart.named(parts, name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
        }
    }

    private DatasetBuilder<R> add(Map<String, Column<R>> columns, RowPart part, Column<R> column) {
        for (Map<String, Column<R>> given : List.of(inputColumns, targetColumns)) {
            given.forEach(
                    (name, other) -> {
                        if (other.size() != column.size()) {
                            throw new IllegalArgumentException(
                                    "found "
                                            + column.size()
                                            + " rows of \""
                                            + part.name()
                                            + "\" and "
                                            + other.size()
                                            + " of \""
                                            + name
                                            + "\", expected as many of both");
                        }
                    });
        }
        if (columns.putIfAbsent(part.name(), column) != null) {
            throw new IllegalArgumentException("\"" + part.name() + "\" was given before");
        }
        return this;
    }

    /**
     * Makes the dataset.
     *
     * @return rows with all inputs, and target rows with all targets that were given, one after the
     *     other in the order of the model
     * @throws IllegalStateException if an input is missing, or there are no targets
     */
    public Dataset<R> build() {
        String missing =
                inputs.stream()
                        .map(RowPart::name)
                        .filter(name -> !inputColumns.containsKey(name))
                        .map(name -> "\"" + name + "\"")
                        .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new IllegalStateException("found no rows of the input " + missing);
        }
        if (targetColumns.isEmpty()) {
            throw new IllegalStateException(
                    "found no targets, expected those of one output at least: call target(...)");
        }
        boolean labelled =
                outputs.size() == 1
                        && targetColumns.values().iterator().next() instanceof ClassColumn;
        return Dataset.ofRows(
                packed(inputs, inputColumns), packed(outputs, targetColumns), labelled);
    }

    private R[] packed(List<RowPart> parts, Map<String, Column<R>> columns) {
        int length = columns.values().stream().mapToInt(Column::width).sum();
        int count = columns.values().iterator().next().size();
        R[] rows = rowType.newRows(count, length);
        int offset = 0;
        for (RowPart part : parts) {
            Column<R> column = columns.get(part.name());
            if (column != null) {
                for (int i = 0; i < count; i++) {
                    column.copy(i, rows[i], offset);
                }
                offset += column.width();
            }
        }
        return rows;
    }
}
