package dev.tapeless.processor.generated;

import dev.tapeless.processor.testing.SourceText;

import java.util.ArrayList;
import java.util.List;

/** Networks in every form that the schedule has, in both precisions. */
final class SampleNetworks {

    /** The names of the classes, each for {@code Float} and {@code Double}. */
    static final List<String> NAMES =
            List.of("Straight", "Loops", "Branches", "Windows", "Ports", "Recurrent", "Lanes");

    /** How the names of networks in double precision end. */
    static final String DOUBLE = "Double";

    /** The elements of a sample. */
    static final int INPUT = 9;

    /** The elements of an output. */
    static final int OUTPUT = 3;

    private SampleNetworks() {}

    /** The sources. */
    static List<SourceText> all() {
        final List<SourceText> all = new ArrayList<>();
        for (final String precision : List.of("FLOAT", "DOUBLE")) {
            // Since JDK 21 StrictMath.sin allocates two doubles until C2 finds that it need not.
            final String wave = precision.equals("FLOAT") ? "Sine" : "Softsign";
            all.add(of("Straight", precision, "@Dense(4) @Tanh @Dropout(0.25) Layer a;"));
            all.add(of("Lanes", precision, "@Dense(8) @Relu @Dropout(0.25) Layer a;"));
            all.add(
                    of(
                            "Loops",
                            precision,
                            "@Dense(67) @Relu @Dropout(0.25) Layer a; @Dense(35) @Gelu Layer b;"
                                    + " @Dense(10) @Softmax Layer c;"));
            all.add(
                    of(
                            "Branches",
                            precision,
                            "@Dense(33) @Mish Layer a; @Dense(value = 33, from = \"input\") @"
                                    + wave
                                    + " Layer b; @Multiply(from = {\"a\", \"b\"}) Layer c;"
                                    + " @Concat(from = {\"c\", \"a\", \"input\"}) Layer d;"
                                    + " @Dense(17) @LogSoftmax Layer e;"));
            all.add(
                    of(
                            "Windows",
                            precision,
                            "@Reshape({3, 3, 1}) @Conv2d(value = 17, kernel = 2) @Relu Layer a;"
                                    + " @Conv2d(value = 16, kernel = 3, padding = Padding.SAME)"
                                    + " @Tanh Layer b;"
                                    + " @Conv2d(value = 6, kernel = 2) @Flatten Layer c;"));
            all.add(ports(precision));
            all.add(
                    of(
                            "Recurrent",
                            precision,
                            "@Reshape({3, 3}) Layer a; @Lstm(value = 17, sequence = true,"
                                    + " bidirectional = true) Layer b; @Rnn(value = 5, sequence ="
                                    + " true) Layer c; @Gru(16) Layer d;"));
        }
        return all;
    }

    /** The simple name of a class, {@code StraightFloat} for instance. */
    static String name(String name, boolean isDouble) {
        return name + (isDouble ? DOUBLE : "Float");
    }

    /** Inputs of 5 and 4 elements, outputs of 2 and 1, one of them read by the other. */
    private static SourceText ports(String precision) {
        return SourceText.of(
                "@Network(precision = Precision.%s, inputGradient = true)".formatted(precision)
                        + " abstract class "
                        + name("Ports", precision.equals("DOUBLE"))
                        + " { @Input(5) Layer a; @Dense(33) @Tanh Layer b; @Input(4) Layer c;"
                        + " @Dense(20) @Relu Layer d; @Concat(from = {\"d\", \"a\", \"b\"}) Layer"
                        + " e; @Dense(2) @Output Layer f; @Tanh @Dense(1) @Output Layer last; }");
    }

    private static SourceText of(String name, String precision, String fields) {
        return SourceText.of(
                "@Network(input = %d, precision = Precision.%s, inputGradient = true)"
                                .formatted(INPUT, precision)
                        + " abstract class "
                        + name(name, precision.equals("DOUBLE"))
                        + " { "
                        + fields
                        + " @Dense(%d) Layer last; }".formatted(OUTPUT));
    }
}
