package dev.tapeless.samples.tabular;

import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.samples.CommandFailure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How the cells of a table become numbers: numeric columns first, then an element for each category
 * of the others, of which one is 1.
 */
final class Encoding {
    private static final int MOST_NUMBERED_CLASSES = 20;

    private final List<TableColumn> numeric;
    private final List<TableColumn> categorical;
    private final TableColumn label;

    private Encoding(List<TableColumn> numeric, List<TableColumn> categorical, TableColumn label) {
        this.numeric = numeric;
        this.categorical = categorical;
        this.label = label;
    }

    /** What is to be learnt from a table's label. */
    enum Task {
        /** Classes: its values are categories. */
        CLASSIFICATION,

        /** Numbers. */
        REGRESSION
    }

    /**
     * Looks at all columns of a table.
     *
     * @param table the table
     * @param label the column to predict
     * @param task what it holds
     * @param settings which columns are categorical or ignored
     * @return the encoding
     * @throws CommandFailure if a column is missing or a cell does not fit
     */
    static Encoding of(CsvTable table, String label, Task task, Columns settings)
            throws CommandFailure {
        int labelColumn = table.column(label);
        Set<Integer> isCategorical = settings.indices(table, settings.categorical());
        Set<Integer> isIgnored = settings.indices(table, settings.ignored());
        List<TableColumn> numeric = new ArrayList<>();
        List<TableColumn> categorical = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            if (column != labelColumn && !isIgnored.contains(column)) {
                TableColumn each = TableColumn.of(table, column, isCategorical.contains(column));
                (each.isNumeric() ? numeric : categorical).add(each);
            }
        }
        if (numeric.isEmpty() && categorical.isEmpty()) {
            throw new CommandFailure(
                    table + ": there is no column to predict \"" + label + "\" from");
        }
        for (int row = 0; row < table.size(); row++) {
            if (TableColumn.isMissing(table.cell(row, labelColumn))) {
                throw table.failure(
                        row, labelColumn, "found no value, expected one to learn in every row");
            }
        }
        TableColumn predicted = TableColumn.of(table, labelColumn, task == Task.CLASSIFICATION);
        if (!predicted.isNumeric() && predicted.categories().size() == 1) {
            throw table.failure(
                    0,
                    labelColumn,
                    "found the one class "
                            + predicted.categories()
                            + " in all rows, expected at least two to tell apart");
        }
        if (task == Task.REGRESSION && !predicted.isNumeric()) {
            throw table.failure(0, labelColumn, "found text, expected a number to predict");
        }
        return new Encoding(numeric, categorical, predicted);
    }

    /**
     * Columns that are not what they look like.
     *
     * @param categorical names of those that hold categories even if they look like numbers
     * @param ignored names of those to leave out
     */
    record Columns(List<String> categorical, List<String> ignored) {
        private Set<Integer> indices(CsvTable table, List<String> names) throws CommandFailure {
            Set<Integer> indices = new HashSet<>();
            for (String name : names) {
                indices.add(table.column(name));
            }
            return indices;
        }
    }

    /** Classes, unless the label is numbers that are not just a few whole ones. */
    static Task guessTask(CsvTable table, String label) throws CommandFailure {
        int column = table.column(label);
        Set<String> values = new HashSet<>();
        boolean whole = true;
        for (int row = 0; row < table.size(); row++) {
            String cell = table.cell(row, column);
            if (!TableColumn.isNumber(cell) && !TableColumn.isMissing(cell)) {
                return Task.CLASSIFICATION;
            }
            whole &= cell.matches("[-+]?\\d*");
            values.add(cell);
        }
        return whole && values.size() <= MOST_NUMBERED_CLASSES
                ? Task.CLASSIFICATION
                : Task.REGRESSION;
    }

    /** What a table has, in a sentence. */
    String describe(CsvTable table) {
        String what =
                label.isNumeric()
                        ? "numbers"
                        : label.categories().size() + " classes (" + classes() + ")";
        return String.format(
                Locale.ROOT,
                "%s: %,d %s, %d %s of numbers and %d of categories to predict \"%s\" from: %s",
                table,
                table.size(),
                table.size() == 1 ? "row" : "rows",
                numeric.size(),
                numeric.size() == 1 ? "column" : "columns",
                categorical.size(),
                label.name(),
                what);
    }

    private String classes() {
        List<String> all = label.categories().categories();
        return all.size() <= 10
                ? String.join(", ", all)
                : String.join(", ", all.subList(0, 10)) + ", ...";
    }

    List<TableColumn> numeric() {
        return numeric;
    }

    /** Elements of a network's input. */
    int inputSize() {
        return numeric.size() + categorical.stream().mapToInt(c -> c.categories().size()).sum();
    }

    /** Elements of its output: a score for each class, or one number. */
    int outputSize() {
        return label.isNumeric() ? 1 : label.categories().size();
    }

    /**
     * Encodes a table that has the same columns, in any order.
     *
     * @param table the table
     * @return its rows; what is missing among the numbers is not a number
     * @throws CommandFailure if a column is missing or a cell does not fit
     */
    Dataset<double[]> encode(CsvTable table) throws CommandFailure {
        Encoding own = in(table);
        double[][] inputs = new double[table.size()][inputSize()];
        double[][] values = new double[table.size()][1];
        int[] classes = new int[table.size()];
        for (int row = 0; row < table.size(); row++) {
            own.encode(table, row, inputs[row]);
            if (label.isNumeric()) {
                values[row][0] = own.label.number(table, row);
            } else {
                classes[row] = own.label.category(table, row);
            }
        }
        return label.isNumeric() ? Dataset.of(inputs, values) : Dataset.of(inputs, classes);
    }

    private void encode(CsvTable table, int row, double[] into) throws CommandFailure {
        int element = 0;
        for (TableColumn column : numeric) {
            into[element++] = column.number(table, row);
        }
        for (TableColumn column : categorical) {
            into[element + column.category(table, row)] = 1;
            element += column.categories().size();
        }
    }

    /** The same encoding of the columns where they are in another table. */
    private Encoding in(CsvTable table) throws CommandFailure {
        List<TableColumn> numbers = new ArrayList<>();
        for (TableColumn column : numeric) {
            numbers.add(column.at(table.column(column.name())));
        }
        List<TableColumn> others = new ArrayList<>();
        for (TableColumn column : categorical) {
            others.add(column.at(table.column(column.name())));
        }
        return new Encoding(numbers, others, label.at(table.column(label.name())));
    }
}
