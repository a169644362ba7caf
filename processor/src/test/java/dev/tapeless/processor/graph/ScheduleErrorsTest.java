package dev.tapeless.processor.graph;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.Expected;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;

/** Forms of the generated code that a declaration asks for. */
class ScheduleErrorsTest {

    private static final String SMALL = " abstract class Small { @Dense(3) @Relu Layer a; }";

    @Test
    void straightLinesHaveNoIndices() {
        Expected.in(
                        """
                        import static dev.tapeless.Form.STRAIGHT_LINE;
                        @Network(input = 1, schedule = §STRAIGHT_LINE)
                        abstract class Words { @Embedding(count = 9, value = 2) Layer words; }
                        """)
                .says(
                        Message.SCHEDULE_OPERATION,
                        "[NetworkSchedule] Words cannot be straight-line code: it has an operation"
                                + " that repeats, chooses places by index, or runs over all samples"
                                + " of a batch: write schedule = Form.LOOPS, or leave the choice to"
                                + " Form.AUTO")
                .check();
    }

    @Test
    void straightLinesAreShort() {
        Expected.in(
                        """
                        import static dev.tapeless.Form.STRAIGHT_LINE;
                        @Network(input = 784, schedule = §STRAIGHT_LINE)
                        abstract class Digits { @Dense(128) @Relu Layer a; @Dense(10) Layer b; }
                        """)
                .says(
                        Message.SCHEDULE_TOO_LARGE,
                        "[NetworkSchedule] Digits is too large for straight-line code: a method"
                                + " would have more than the 8000 bytes of bytecode that HotSpot"
                                + " compiles: write schedule = Form.LOOPS, or leave the choice to"
                                + " Form.AUTO")
                .check();
    }

    @Test
    void vectorsNeedTheirModule() {
        Expected.in(
                        "import static dev.tapeless.Form.VECTORS;\n"
                                + "@Network(input = 4, schedule = §VECTORS)"
                                + SMALL)
                .says(
                        Message.SCHEDULE_NO_VECTORS,
                        "[NetworkSchedule] There are no vectors for Small, because its compilation"
                            + " does not see the module jdk.incubator.vector: compile with"
                            + " --add-modules jdk.incubator.vector (a named module also says"
                            + " \"requires static jdk.incubator.vector\"), or leave the choice to"
                            + " Form.AUTO")
                // ECJ sees every module of the JVM that it runs in.
                .onJavac();
    }

    @Test
    void theClassSaysWhatWasAskedFor() {
        final CompiledNetworks networks =
                CompiledNetworks.of(
                        SourceText.of("@Network(input = 4, schedule = Form.LOOPS)" + SMALL));
        final String source = networks.sources().get("test.SmallNetwork");
        assertTrue(
                source.contains(
                        "Schedule: loops over samples and elements, as the declaration asks, in"
                                + " plain Java only."),
                source);
        assertFalse(source.contains("predictSample"));
    }
}
