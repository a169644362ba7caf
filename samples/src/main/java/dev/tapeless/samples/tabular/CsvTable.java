package dev.tapeless.samples.tabular;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import dev.tapeless.samples.CommandFailure;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The cells of a CSV file whose first line names the columns. */
final class CsvTable {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final List<String> columns;
    private final List<CsvRecord> rows;

    private CsvTable(Path file, List<String> columns, List<CsvRecord> rows) {
        this.file = file;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Reads a file.
     *
     * @param file text in UTF-8
     * @param separator what stands between two cells
     * @return its cells: at least one row, all of one length
     * @throws CommandFailure if it is no such table; the message says where
     * @throws IOException if it cannot be read
     */
    static CsvTable read(Path file, char separator) throws CommandFailure, IOException {
        String text = text(file);
        if (text.isBlank()) {
            throw failure(
                    file, 1, "column 1", "the file is empty, expected a line of column names");
        }
        List<CsvRecord> records = new ArrayList<>();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .allowUnclosedQuote(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            reader.forEach(records::add);
        } catch (CsvParseException problem) {
            throw QuoteMistake.find(text, separator)
                    .map(mistake -> failure(file, mistake.line(), mistake.column(), mistake.what()))
                    .orElseGet(() -> new CommandFailure(file + ": " + problem.getMessage()));
        }
        CsvTable table =
                new CsvTable(
                        file,
                        records.get(0).getFields().stream().map(String::strip).toList(),
                        List.copyOf(records.subList(1, records.size())));
        table.check();
        return table;
    }

    private static String text(Path file) throws CommandFailure, IOException {
        if (Files.isDirectory(file)) {
            throw new CommandFailure(file + " is a folder, expected a CSV file");
        }
        try {
            String text = Files.readString(file);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException binary) {
            throw new CommandFailure(
                    file + ": found bytes that are no UTF-8; save the table as CSV in UTF-8");
        }
    }

    private void check() throws CommandFailure {
        Set<String> names = new HashSet<>();
        for (int column = 0; column < columns.size(); column++) {
            String where = "column " + (column + 1);
            if (columns.get(column).isEmpty()) {
                throw failure(file, 1, where, "found no name, expected one for every column");
            }
            if (!names.add(columns.get(column))) {
                throw failure(
                        file,
                        1,
                        where,
                        "found the name \"" + columns.get(column) + "\" a second time");
            }
        }
        if (rows.isEmpty()) {
            throw failure(file, 2, "column 1", "found no row, expected at least one");
        }
        for (CsvRecord row : rows) {
            int cells = row.getFieldCount();
            if (cells != columns.size()) {
                throw failure(
                        file,
                        row.getStartingLineNumber(),
                        "column " + (Math.min(cells, columns.size()) + 1),
                        "the row has "
                                + cells
                                + (cells == 1 ? " cell" : " cells")
                                + ", expected "
                                + columns.size()
                                + " as there are column names");
            }
        }
    }

    /** The names of the columns, in order. */
    List<String> columns() {
        return columns;
    }

    /** The number of rows, without the names. */
    int size() {
        return rows.size();
    }

    /** The text of a cell, without blanks around it. */
    String cell(int row, int column) {
        return rows.get(row).getField(column).strip();
    }

    /**
     * Where a column is.
     *
     * @param name its name
     * @return its number, from 0
     * @throws CommandFailure if there is none of that name
     */
    int column(String name) throws CommandFailure {
        int column = columns.indexOf(name);
        if (column < 0) {
            String hint =
                    columns.size() == 1
                            ? "; if something else than a comma parts the columns, say so with"
                                    + " --separator"
                            : "";
            throw failure(
                    file,
                    1,
                    columns.size() == 1 ? "column 1" : "columns 1 to " + columns.size(),
                    "found no column \""
                            + name
                            + "\", there are "
                            + String.join(", ", columns)
                            + hint);
        }
        return column;
    }

    /**
     * Something wrong with a cell.
     *
     * @param row its row
     * @param column its column
     * @param what what was found and what was expected
     * @return the failure with file, line and column
     */
    CommandFailure failure(int row, int column, String what) {
        return failure(
                file,
                rows.get(row).getStartingLineNumber(),
                "column " + (column + 1) + " (" + columns.get(column) + ")",
                what);
    }

    private static CommandFailure failure(Path file, long line, String column, String what) {
        return new CommandFailure(file + ": line " + line + ", " + column + ": " + what);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
