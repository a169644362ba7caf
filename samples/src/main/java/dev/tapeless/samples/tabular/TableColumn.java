package dev.tapeless.samples.tabular;

import dev.tapeless.runtime.data.CategoryEncoding;
import dev.tapeless.samples.CommandFailure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a column holds: numbers, or categories.
 *
 * @param index where it is in the table, from 0
 * @param name its name
 * @param categories the categories; null for numbers
 */
record TableColumn(int index, String name, CategoryEncoding categories) {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    /**
     * Looks at a column: its first value decides whether it holds numbers.
     *
     * @param table the rows to learn from
     * @param index which column
     * @param isCategorical whether it holds categories even if they look like numbers
     * @return what it holds
     * @throws CommandFailure if a value does not fit
     */
    static TableColumn of(CsvTable table, int index, boolean isCategorical) throws CommandFailure {
        String name = table.columns().get(index);
        String first = "";
        for (int row = 0; row < table.size() && first.isEmpty(); row++) {
            first = isMissing(table.cell(row, index)) ? "" : table.cell(row, index);
        }
        if (isCategorical || !(first.isEmpty() || isNumber(first))) {
            List<String> values = new ArrayList<>();
            for (int row = 0; row < table.size(); row++) {
                values.add(table.cell(row, index));
            }
            return new TableColumn(index, name, CategoryEncoding.of(values));
        }
        if (first.isEmpty()) {
            throw table.failure(
                    0,
                    index,
                    "found no value in the whole column; leave it out with --ignore " + name);
        }
        for (int row = 0; row < table.size(); row++) {
            number(table, row, index);
        }
        return new TableColumn(index, name, null);
    }

    /** The same column where it is in another table. */
    TableColumn at(int otherIndex) {
        return new TableColumn(otherIndex, name, categories);
    }

    boolean isNumeric() {
        return categories == null;
    }

    /** The number in a row; not a number where it is missing. */
    double number(CsvTable table, int row) throws CommandFailure {
        return number(table, row, index);
    }

    /** The class index in a row. */
    int category(CsvTable table, int row) throws CommandFailure {
        String cell = table.cell(row, index);
        try {
            return categories.index(cell);
        } catch (IllegalArgumentException unseen) {
            throw table.failure(row, index, unseen.getMessage());
        }
    }

    private static double number(CsvTable table, int row, int index) throws CommandFailure {
        String cell = table.cell(row, index);
        if (isMissing(cell)) {
            return Double.NaN;
        }
        double value = isNumber(cell) ? Double.parseDouble(cell) : Double.NaN;
        if (Double.isNaN(value)) {
            throw table.failure(
                    row,
                    index,
                    "found \""
                            + cell
                            + "\", expected a number as above it; if the column holds categories,"
                            + " say so with --categorical "
                            + table.columns().get(index));
        }
        if (Math.abs(value) > Float.MAX_VALUE) {
            throw table.failure(
                    row, index, "found " + cell + ", expected at most " + Float.MAX_VALUE);
        }
        return value;
    }

    static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches();
    }

    /** What tables say where they do not know. */
    static boolean isMissing(String cell) {
        return cell.isEmpty() || cell.equals("NA") || cell.equals("?");
    }
}
