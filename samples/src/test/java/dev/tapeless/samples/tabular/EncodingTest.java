package dev.tapeless.samples.tabular;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.samples.CommandFailure;
import dev.tapeless.samples.tabular.Encoding.Task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class EncodingTest {
    private static final Encoding.Columns AS_THEY_LOOK = new Encoding.Columns(List.of(), List.of());
    private static final String HOUSES =
            "district,area,code,price\nnorth,10,7,100\nsouth,?,8,300\nnorth,30,7,200\n";

    @TempDir private Path folder;

    private CsvTable table(String name, String text) throws Exception {
        return CsvTable.read(Files.writeString(folder.resolve(name), text), ',');
    }

    @Test
    void numbersComeFirstAndCategoriesAreOneHot() throws Exception {
        CsvTable table = table("a.csv", HOUSES);
        Encoding encoding =
                Encoding.of(
                        table,
                        "price",
                        Task.REGRESSION,
                        new Encoding.Columns(List.of("code"), List.of()));
        assertEquals(5, encoding.inputSize());
        assertEquals(1, encoding.outputSize());
        Dataset<double[]> rows = encoding.encode(table);
        assertArrayEquals(new double[] {10, 1, 0, 1, 0}, rows.input(0));
        assertArrayEquals(new double[] {Double.NaN, 0, 1, 0, 1}, rows.input(1));
        assertArrayEquals(new double[] {300}, rows.target(1));
    }

    @Test
    void anotherTableMayHaveItsColumnsInAnotherOrder() throws Exception {
        Encoding encoding =
                Encoding.of(
                        table("a.csv", HOUSES),
                        "district",
                        Task.CLASSIFICATION,
                        new Encoding.Columns(List.of(), List.of("price")));
        CsvTable other = table("b.csv", "price,code,area,district,more\n,1,2,south,3\n");
        Dataset<double[]> rows = encoding.encode(other);
        assertArrayEquals(new double[] {2, 1}, rows.input(0));
        assertArrayEquals(new double[] {1}, rows.target(0));
        assertEquals(2, encoding.outputSize());
    }

    @Test
    void preparesRowsAsThoseToLearnFromAre() throws Exception {
        CsvTable table = table("a.csv", HOUSES);
        Encoding encoding = Encoding.of(table, "price", Task.REGRESSION, AS_THEY_LOOK);
        Dataset<double[]> rows = encoding.encode(table);
        Preparation preparation = new Preparation(rows.subset(0, 2), 2);
        Dataset<float[]> prepared = preparation.apply(rows);
        // Of 10 and nothing the mean is 10, and 7 and 8 are half a unit around theirs.
        assertArrayEquals(new float[] {0, -1, 1, 0}, prepared.input(0));
        assertArrayEquals(new float[] {0, 1, 0, 1}, prepared.input(1));
        assertArrayEquals(new float[] {20, -1, 1, 0}, prepared.input(2));
        assertArrayEquals(new float[] {0}, prepared.target(2)); // of 100 and 300
        assertEquals(100, preparation.targetUnit());
    }

    @Test
    void guessesWhatIsToBePredicted() throws Exception {
        CsvTable table = table("a.csv", "text,whole,broken\nx,1,1.5\ny,2,2\n");
        assertEquals(Task.CLASSIFICATION, Encoding.guessTask(table, "text"));
        assertEquals(Task.CLASSIFICATION, Encoding.guessTask(table, "whole"));
        assertEquals(Task.REGRESSION, Encoding.guessTask(table, "broken"));
        StringBuilder many = new StringBuilder("year\n");
        for (int i = 0; i < 21; i++) {
            many.append(2000 + i).append('\n');
        }
        assertEquals(Task.REGRESSION, Encoding.guessTask(table("b.csv", many.toString()), "year"));
    }

    @Test
    void saysInWhichLineAndColumnACellIsWrong() throws Exception {
        fails(
                "a,y\n1,k\n\nx1,l\n",
                "line 4, column 1 (a): found \"x1\", expected a number as above it; if the column"
                        + " holds categories, say so with --categorical a");
        fails(
                "a,y\n1e39,k\n2,l\n",
                "line 2, column 1 (a): found 1e39, expected at most 3.4028235E38");
        fails(
                "a,y\n1,k\n2,\n",
                "line 3, column 2 (y): found no value, expected one to learn in every row");
        fails(
                "a,y\n1,k\n2,k\n",
                "line 2, column 2 (y): found the one class [k] in all rows, expected at least two"
                        + " to tell apart");
        fails(
                "a,y\nNA,k\n,l\n",
                "line 2, column 1 (a): found no value in the whole column; leave it out with"
                        + " --ignore a");
        fails("y\nk\nl\n", "there is no column to predict \"y\" from");
    }

    private void fails(String text, String message) throws Exception {
        CsvTable table = table("a.csv", text);
        assertEquals(
                table + ": " + message,
                assertThrows(
                                CommandFailure.class,
                                () -> Encoding.of(table, "y", Task.CLASSIFICATION, AS_THEY_LOOK))
                        .getMessage());
    }

    @Test
    void refusesCategoriesItHasNotSeen() throws Exception {
        Encoding encoding =
                Encoding.of(
                        table("a.csv", "a,y\nu,k\nv,l\n"), "y", Task.CLASSIFICATION, AS_THEY_LOOK);
        CsvTable other = table("b.csv", "y,a\nl,u\nk,w\n");
        assertEquals(
                other
                        + ": line 3, column 2 (a): found the category \"w\", expected one of those"
                        + " in the training data: [u, v]",
                assertThrows(CommandFailure.class, () -> encoding.encode(other)).getMessage());
        CsvTable narrow = table("b.csv", "y\nl\n");
        assertEquals(
                narrow + ": line 1, column 1: found no column \"a\", there are y",
                assertThrows(CommandFailure.class, () -> encoding.encode(narrow))
                        .getMessage()
                        .replaceAll(";.*", ""));
    }
}
