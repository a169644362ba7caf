package dev.tapeless.samples.tabular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapeless.samples.CommandFailure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CsvTableTest {
    @TempDir private Path folder;

    private CsvTable read(String text) throws Exception {
        return CsvTable.read(write(text), ',');
    }

    private Path write(String text) throws Exception {
        return Files.writeString(folder.resolve("t.csv"), text);
    }

    @Test
    void readsQuotedCells() throws Exception {
        CsvTable table =
                read("\uFEFFa, b ,\"c, d\"\r\n1,\"x, \"\"y\"\"\", 3 \r\n\r\n,\"two\nlines\",z");
        assertEquals(List.of("a", "b", "c, d"), table.columns());
        assertEquals(2, table.size());
        assertEquals("x, \"y\"", table.cell(0, 1));
        assertEquals("3", table.cell(0, 2));
        assertEquals("", table.cell(1, 0));
        assertEquals("two\nlines", table.cell(1, 1));
        assertEquals(2, table.column("c, d"));
    }

    @Test
    void readsOtherSeparators() throws Exception {
        CsvTable table = CsvTable.read(write("a;b\n1,5;2\n"), ';');
        assertEquals("1,5", table.cell(0, 0));
    }

    @Test
    void saysInWhichLineAndColumnATableIsWrong() {
        fails("", "line 1, column 1: the file is empty, expected a line of column names");
        fails("\n \n", "line 1, column 1: the file is empty, expected a line of column names");
        fails("a,b\n", "line 2, column 1: found no row, expected at least one");
        fails("a,,b\n1,2,3\n", "line 1, column 2: found no name, expected one for every column");
        fails("a,b,a\n1,2,3\n", "line 1, column 3: found the name \"a\" a second time");
        fails(
                "a,b\n1,2\n\n3\n",
                "line 4, column 2: the row has 1 cell, expected 2 as there are column names");
        fails(
                "a,b\n1,\"2\n\"\n3,4,5\n",
                "line 4, column 3: the row has 3 cells, expected 2 as there are column names");
    }

    @Test
    void saysInWhichLineAndColumnAQuotationMarkIsWrong() {
        fails(
                "a,b\n\"1\n2\",3\n4,\"5\n6,7\n",
                "line 4, column 2: found a quotation mark that is never closed");
        fails(
                "a,b\r\n1,\"x\"\"\"y\r\n",
                "line 2, column 2: found 'y' after a closing quotation mark, expected ',' or the"
                        + " line's end (a quotation mark within quotation marks is written twice)");
        fails(
                "\"a\nb\"c,d\n",
                "line 2, column 1: found 'c' after a closing quotation mark, expected ',' or the"
                        + " line's end (a quotation mark within quotation marks is written twice)");
    }

    private void fails(String text, String message) {
        assertEquals(
                folder.resolve("t.csv") + ": " + message,
                assertThrows(CommandFailure.class, () -> read(text)).getMessage());
    }

    @Test
    void saysWhichColumnsThereAre() throws Exception {
        CsvTable table = read("a,b\n1,2\n");
        assertEquals(
                table + ": line 1, columns 1 to 2: found no column \"c\", there are a, b",
                assertThrows(CommandFailure.class, () -> table.column("c")).getMessage());
        CsvTable single = read("a;b\n1;2\n");
        assertEquals(
                table
                        + ": line 1, column 1: found no column \"a\", there are a;b; if something"
                        + " else than a comma parts the columns, say so with --separator",
                assertThrows(CommandFailure.class, () -> single.column("a")).getMessage());
    }

    @Test
    void refusesWhatIsNoText() throws Exception {
        Path file = folder.resolve("t.csv");
        Files.write(file, "a,b\n\u00e4,2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                file + ": found bytes that are no UTF-8; save the table as CSV in UTF-8",
                assertThrows(CommandFailure.class, () -> CsvTable.read(file, ',')).getMessage());
        assertEquals(
                folder + " is a folder, expected a CSV file",
                assertThrows(CommandFailure.class, () -> CsvTable.read(folder, ',')).getMessage());
    }
}
