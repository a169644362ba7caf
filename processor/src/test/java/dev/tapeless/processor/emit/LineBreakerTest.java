package dev.tapeless.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

class LineBreakerTest {

    private static List<String> broken(String statement) {
        return new LineBreaker(40).lines(statement);
    }

    @Test
    void whatFitsStaysOnOneLine() {
        assertEquals(List.of("    final float a = b + c;"), broken("    final float a = b + c;"));
    }

    @Test
    void aSumBreaksBeforeASign() {
        assertEquals(
                List.of(
                        "    z = first * second + third * fourth",
                        "            + fifth * sixth - seventh;"),
                broken("    z = first * second + third * fourth + fifth * sixth - seventh;"));
    }

    @Test
    void aProductBreaksOutsideItsParentheses() {
        assertEquals(
                List.of("    z = (first + second + third)", "            * (1f - y * y);"),
                broken("    z = (first + second + third) * (1f - y * y);"));
    }

    @Test
    void aCallBreaksInsideWhereNothingElseHelps() {
        assertEquals(
                List.of(
                        "    z = Elementary.tanh(first * second",
                        "            + third * fourth + fifth);"),
                broken("    z = Elementary.tanh(first * second + third * fourth + fifth);"));
    }

    @Test
    void argumentsBreakAtCommasBeforeOperators() {
        assertEquals(
                List.of(
                        "    tile(x[s], x[s + 1], panel,",
                        "            start + row,",
                        "            first > 0 ? y[s] : b, j);"),
                broken("    tile(x[s], x[s + 1], panel, start + row, first > 0 ? y[s] : b, j);"));
    }

    @Test
    void innerCallsBreakAgain() {
        assertEquals(
                List.of(
                        "    row[j] = Math.fma(x3, w3[j],",
                        "            Math.fma(x2, w2[j],",
                        "            Math.fma(x1, w1[j], r[j])));"),
                broken(
                        "    row[j] = Math.fma(x3, w3[j], Math.fma(x2, w2[j], Math.fma(x1, w1[j],"
                                + " r[j])));"));
    }

    @Test
    void aChoiceBreaksBeforeItsBranches() {
        assertEquals(
                List.of(
                        "    slope = activation[j] > 0f",
                        "            ? gradient[j] * leftSlope",
                        "            : gradient[j] * right;"),
                broken(
                        "    slope = activation[j] > 0f ? gradient[j] * leftSlope"
                                + " : gradient[j] * right;"));
    }

    @Test
    void textInQuotesStaysWhole() {
        assertEquals(
                List.of("    table.row(\"a, b + c (d\", 1, 2, 3, 4,", "            5, 6, 7, 8);"),
                broken("    table.row(\"a, b + c (d\", 1, 2, 3, 4, 5, 6, 7, 8);"));
    }

    @Test
    void aChainOfCallsBreaksBeforeACall() {
        assertEquals(
                List.of(
                        "    near = u.mul(0.25).add(1.125)",
                        "            .add(u2.mul(0.5).add(3.5))",
                        "            .intoArray(row, j);"),
                broken(
                        "    near = u.mul(0.25).add(1.125).add(u2.mul(0.5).add(3.5))"
                                + ".intoArray(row, j);"));
    }

    @Test
    void aLongNameStandsBelowTheVariable() {
        assertEquals(
                List.of(
                        "    final String somewhatLongName =",
                        "            \"a rather long text\";"),
                broken("    final String somewhatLongName = \"a rather long text\";"));
    }

    @Test
    void whatCannotBeBrokenStaysLong() {
        final String name = "x".repeat(60);
        assertEquals(List.of("    " + name + "();"), broken("    " + name + "();"));
    }
}
