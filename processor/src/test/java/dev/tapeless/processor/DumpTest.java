package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Compilers;
import dev.tapeless.processor.testing.Expected;
import dev.tapeless.processor.testing.Said;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;

import java.util.List;

import javax.tools.Diagnostic;

/** The option that prints what the stages give. */
class DumpTest {

    private static final String SOURCE =
            "@Network(input = 4) abstract §class Digits {"
                    + " @Dense(3) @Relu Layer hidden;"
                    + " @Dense(value = 2, bias = false) @Softmax Layer scores; }";

    /** Javac indents all lines but the first. */
    @Test
    void theGraphIsPrintedAsANote() {
        Expected.in(SOURCE)
                .with("-Atapeless.dump=graph")
                .says(
                        Message.DUMP,
                        """
                        [NetworkDump] Digits, graph:
                          input [4]
                          hidden = Dense(3) Relu [3], hidden.weight [3, 4], hidden.bias [3]
                          scores = Dense(2, bias = false) Softmax [2], scores.weight [2, 3]\
                        """)
                .onJavac();
    }

    @Test
    void arraysAreShownAsTheyAreWritten() {
        Expected.in(
                        "@Network(input = {6, 5, 1}) abstract §class Digits { @Conv2d(value = 2,"
                                + " kernel = {3, 1}) @MaxPool2d(2) Layer parts; }")
                .with("-Atapeless.dump=graph")
                .says(
                        Message.DUMP,
                        """
                        [NetworkDump] Digits, graph:
                          input [6, 5, 1]
                          parts = Conv2d(2, kernel = {3, 1}) MaxPool2d(2) [2, 2, 2],\
                         parts.weight [2, 1, 3, 1], parts.bias [2]\
                        """)
                .onJavac();
    }

    /** A line a kernel and a line a value, not the records as they are. */
    @Test
    void theScheduleIsMadeForPeople() {
        final String source =
                "@Network(input = 40) abstract class Digits {"
                        + " @Dense(40) @Relu Layer hidden; @Dense(2) Layer scores; }";
        final String note =
                Compilers.JAVAC
                        .compile(
                                List.of(SourceText.of(source)),
                                List.of("-Atapeless.dump=schedule"),
                                List.of(new NetworkProcessor()))
                        .said()
                        .get(0)
                        .text();
        for (final String line :
                List.of(
                        "predict: forwardHidden, forwardScores",
                        "forwardHidden, all samples: ",
                        "hidden = max(z, 0)",
                        "hiddenWeight: values of hidden.weight, an array a row",
                        "hiddenBias: values of hidden.bias, one array",
                        "rows of training:",
                        "hidden [B, 40]")) {
            assertTrue(note.contains(line), note);
        }
        assertTrue(note.lines().allMatch(line -> line.length() < 120), note);
    }

    @Test
    void everyStageIsPrinted() {
        final List<Said> notes =
                Compilers.JAVAC
                        .compile(
                                List.of(SourceText.of(SOURCE)),
                                List.of("-Atapeless.dump=graph, ir,gradients,schedule"),
                                List.of(new NetworkProcessor()))
                        .said();
        assertEquals(4, notes.size());
        for (final String stage : List.of("graph", "ir", "gradients", "schedule")) {
            assertTrue(
                    notes.stream()
                            .anyMatch(
                                    note ->
                                            note.kind() == Diagnostic.Kind.NOTE
                                                    && note.text()
                                                            .startsWith(
                                                                    "[NetworkDump] Digits, "
                                                                            + stage
                                                                            + ":\n")),
                    stage);
        }
    }

    @Test
    void anUnknownStageIsToldOnce() {
        Expected.in("@Network(input = 4) abstract class Digits { @Dense(2) Layer scores; }")
                .with("-Atapeless.dump=gradient,x")
                .saysNowhere(
                        Message.DUMP_UNKNOWN,
                        "[NetworkOption] -Atapeless.dump does not know the stage \"gradient\": did"
                                + " you mean \"gradients\"?")
                .saysNowhere(
                        Message.DUMP_UNKNOWN,
                        "[NetworkOption] -Atapeless.dump does not know the stage \"x\": write some"
                                + " of graph, ir, gradients, schedule, separated by commas")
                .onJavac();
    }
}
