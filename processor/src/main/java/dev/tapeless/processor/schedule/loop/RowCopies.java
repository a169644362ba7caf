package dev.tapeless.processor.schedule.loop;

import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.ArrayList;
import java.util.List;

/** Copies between rows of the same samples, all in one loop over these; or of what they share. */
final class RowCopies {

    private final KernelScope scope;
    private final List<Statement> eachSample = new ArrayList<>();
    private final List<Statement> once = new ArrayList<>();

    RowCopies(KernelScope scope) {
        this.scope = scope;
    }

    /**
     * Copies a part of each row.
     *
     * @param isBatched whether there is a row for each sample
     * @param from the array of rows that are read
     * @param fromIndex the first element that is read
     * @param to the array of rows that are written
     * @param toIndex the first element that is written
     * @param length how many elements
     */
    void copy(
            boolean isBatched, String from, Value fromIndex, String to, Value toIndex, int length) {
        add(
                isBatched,
                new Statement.CopyPart(
                        row(isBatched, from), fromIndex, row(isBatched, to), toIndex, length));
    }

    /** Sets each row to a number. */
    void fill(boolean isBatched, String rows, int length, double value) {
        add(isBatched, new Statement.Fill(row(isBatched, rows), length, value));
    }

    private void add(boolean isBatched, Statement statement) {
        (isBatched ? eachSample : once).add(statement);
    }

    private static Value row(boolean isBatched, String rows) {
        return isBatched
                ? Value.element(rows, KernelScope.SAMPLE)
                : new Value.Element(Value.name(rows), new Value.Whole(0));
    }

    /** The statements. */
    List<Statement> finish() {
        final List<Statement> all = new ArrayList<>(once);
        if (!eachSample.isEmpty()) {
            all.add(scope.eachSample(eachSample));
        }
        return all;
    }
}
