package dev.tapeless.processor.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.NetworkProcessor;
import dev.tapeless.processor.testing.ClassFile;
import dev.tapeless.processor.testing.Compilers;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Class files of large networks, read back. HotSpot compiles no method above 8000 bytes, a class
 * has 65,535 constants at most, and both leave room for what agents add.
 */
class ClassFilesTest {

    private static final int METHOD_BYTES = 7000;
    private static final int CONSTANTS = 60_000;

    /** A formula of as many operations as are kept in one, and of which none can be left out. */
    private static final String LONG = "abs(".repeat(13) + "x" + " * 0.5 - 1)".repeat(13);

    private static List<SourceText> networks() {
        final List<SourceText> networks = new ArrayList<>();
        networks.add(
                network(
                        "Wide",
                        "input = 784",
                        "@Dense(512) @Relu Layer a; @Dense(256) @Relu Layer b;"
                                + " @Dense(10) @Softmax Layer c;"));
        networks.add(
                network(
                        "Thousand",
                        "input = 1000, inputGradient = true",
                        "@Dense(1000) @Mish Layer a; @Dense(1000) @LogSoftmax Layer b;"));
        networks.add(
                network(
                        "Deep",
                        "input = 20, precision = Precision.DOUBLE",
                        fields(60, "@Dense(24) @Gelu @Dropout(0.1)") + "@Dense(2) Layer last;"));
        networks.add(network("DeepAndThin", "input = 2", fields(150, "@Dense(2) @Tanh")));
        networks.add(
                network(
                        "Branches",
                        "input = 40",
                        IntStream.range(0, 40)
                                        .mapToObj(
                                                k ->
                                                        "@Dense(value = %d, from = \"input\") @Silu"
                                                                        .formatted(17 + k)
                                                                + " Layer b%d;".formatted(k))
                                        .collect(Collectors.joining())
                                + "@Concat(from = {"
                                + IntStream.range(0, 40)
                                        .mapToObj(k -> "\"b" + k + "\"")
                                        .collect(Collectors.joining(", "))
                                + "}) Layer all; @Dense(3) Layer last;"));
        networks.add(
                network(
                        "Ports",
                        "inputGradient = true",
                        IntStream.range(0, 64)
                                .mapToObj(
                                        k ->
                                                "@Input(%d) Layer in%d; @Dense(3) @Output Layer out%d;"
                                                        .formatted(10 + k, k, k))
                                .collect(Collectors.joining())));
        networks.add(
                network(
                        "Recurrent",
                        "input = {20, 30}, inputGradient = true",
                        "@Lstm(value = 64, sequence = true, bidirectional = true) Layer a;"
                                + " @Gru(value = 48, sequence = true, bidirectional = true) Layer"
                                + " b; @Lstm(100) Layer c; @Dense(5) Layer d;"));
        networks.add(
                network(
                        "Chain",
                        "input = 50",
                        "@Dense(50) Layer first;" + fields(25, "@Gelu @Mish @Softsign")));
        networks.add(
                SourceText.at(
                        "test/LongFormulas.java",
                        SourceText.of(
                                        "@Activation(\"%s\") @interface Long {}".formatted(LONG)
                                                + " @Network(input = 70) abstract class"
                                                + " LongFormulas { "
                                                + fields(50, "@Long")
                                                + " }")
                                .text()));
        networks.add(
                network(
                        "Windows",
                        "input = {29, 31, 3}, inputGradient = true",
                        "@Conv2d(value = 48, kernel = 7, stride = 2) @Relu Layer a;"
                                + " @Conv2d(value = 17, kernel = {1, 11}) @Tanh Layer b;"
                                + " @ConvTranspose2d(value = 32, kernel = 3) Layer c;"
                                + " @Flatten @Dense(3) Layer last;"));
        // Around the limit of straight lines, with the longest expressions there are.
        for (final int units : new int[] {8, 15, 16, 17}) {
            networks.add(
                    network(
                            "Straight" + units,
                            "input = 8, inputGradient = true",
                            "@Dense(%d) @GeluTanh @Mish Layer a; @LogSoftmax Layer b;"
                                    .formatted(units)));
            networks.add(
                    network(
                            "Elements" + units,
                            "input = %d".formatted(10 * units),
                            "@HardSwish @Gelu Layer a;"));
        }
        return networks;
    }

    private static String fields(int count, String annotations) {
        return IntStream.range(0, count)
                .mapToObj(k -> annotations + " Layer l" + k + "; ")
                .collect(Collectors.joining());
    }

    private static SourceText network(String name, String members, String fields) {
        return SourceText.of(
                "@Network(%s) abstract class %s { %s }".formatted(members, name, fields));
    }

    @ParameterizedTest
    @EnumSource(Compilers.class)
    void stayBelowTheLimits(Compilers compiler) {
        final List<String> options =
                compiler == Compilers.JAVAC
                        ? List.of("-Xlint:all,-processing,-options,-path", "-Werror")
                        : List.of();
        final Compilers.Outcome outcome =
                compiler.compile(networks(), options, List.of(new NetworkProcessor()));
        assertEquals(List.of(), outcome.said());
        assertTrue(outcome.classFiles().size() >= 2 * networks().size());
        assertBelowTheLimits(outcome);
    }

    @Test
    void classesOfVectorsStayBelowTheLimits() {
        final List<SourceText> networks =
                networks().stream()
                        .filter(n -> n.text().matches("(?s).*class (Thou|Chain|Recu|Wind|Long).*"))
                        .toList();
        final Compilers.Outcome outcome =
                Compilers.JAVAC.compile(
                        networks,
                        List.of("--add-modules", "jdk.incubator.vector"),
                        List.of(new NetworkProcessor()));
        assertEquals(List.of(), outcome.errors());
        for (final SourceText network : networks) {
            final String type = network.path().replaceAll("\\.java$", "NetworkVectors.class");
            assertTrue(outcome.classFiles().containsKey(type), type);
        }
        assertBelowTheLimits(outcome);
    }

    @ParameterizedTest
    @EnumSource(Compilers.class)
    void everyCompilerMakesAClassOfVectorsWhereTheirModuleIsVisible(Compilers compiler) {
        final SourceText network = networks().get(0);
        final Compilers.Outcome outcome =
                compiler.compile(
                        List.of(network),
                        List.of("--add-modules", "jdk.incubator.vector"),
                        List.of(new NetworkProcessor()));
        assertEquals(List.of(), outcome.errors());
        final String type = network.path().replaceAll("\\.java$", "NetworkVectors.class");
        assertTrue(outcome.classFiles().containsKey(type), type);
    }

    private static void assertBelowTheLimits(Compilers.Outcome outcome) {
        final List<String> tooLarge = new ArrayList<>();
        outcome.classFiles()
                .forEach(
                        (path, bytes) -> {
                            final ClassFile file = ClassFile.of(bytes);
                            if (file.constants() > CONSTANTS) {
                                tooLarge.add(path + ": " + file.constants() + " constants");
                            }
                            file.methods()
                                    .forEach(
                                            (name, size) -> {
                                                if (size > METHOD_BYTES) {
                                                    tooLarge.add(path + "." + name + ": " + size);
                                                }
                                            });
                        });
        assertEquals(List.of(), tooLarge);
    }
}
