package dev.tapeless.processor.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonPrimitive;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.RunningNetwork;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Trainings recorded by PyTorch, in single and in double precision, compared number by number.
 * {@code -Dtapeless.traces=DIR} takes another folder of traces.
 */
class TracesTest {

    private static final Map<Trace, NetworkText> EXPRESSIBLE = new LinkedHashMap<>();
    private static final Map<Trace, Inexpressible> INEXPRESSIBLE = new LinkedHashMap<>();
    private static CompiledNetworks compiled;

    @BeforeAll
    static void compileAll() throws IOException {
        final String property = System.getProperty("tapeless.traces", "../../shared/data/traces");
        final Path folder = Path.of(property);
        if (!Files.isDirectory(folder)) {
            System.out.println("skipped, as there is no folder of traces " + folder);
        }
        assumeTrue(Files.isDirectory(folder), "no folder of traces " + folder);
        final List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
        EXPRESSIBLE.clear();
        INEXPRESSIBLE.clear();
        for (final Path file : files) {
            final Trace trace = Trace.read(file);
            try {
                EXPRESSIBLE.put(trace, translate(trace));
            } catch (final Inexpressible e) {
                INEXPRESSIBLE.put(trace, e);
            }
        }
        final List<SourceText> sources = new ArrayList<>(LayerTranslations.declarations());
        EXPRESSIBLE.forEach((trace, text) -> sources.addAll(sources(trace, text)));
        compiled = CompiledNetworks.of(sources);
        System.out.printf(
                "%d traces: %d compared, %d not expressible%n",
                files.size(), EXPRESSIBLE.size(), INEXPRESSIBLE.size());
        INEXPRESSIBLE.forEach(
                (trace, e) -> System.out.println("  " + trace.name() + ": " + e.getMessage()));
    }

    private static NetworkText translate(Trace trace) {
        LossTranslations.translate(trace.loss());
        OptimizerTranslations.translate(trace.optimizer());
        final NetworkText text = new NetworkText(trace.batches().get(0).inputs().sampleShape());
        LayerTranslations.translate(trace.layers(), text);
        return text;
    }

    private static List<SourceText> sources(Trace trace, NetworkText text) {
        return List.of(
                text.toClass(trace.className(true), true, trace.hasInputGradient()),
                text.toClass(trace.className(false), false, trace.hasInputGradient()));
    }

    private static Comparison compare(Trace trace, boolean isDouble) {
        return run(trace, isDouble, network(trace, isDouble), network(trace, isDouble));
    }

    @SuppressWarnings("unchecked") // both are networks of one class
    private static <R> Comparison run(
            Trace trace, boolean isDouble, RunningNetwork<R> network, RunningNetwork<?> twin) {
        return new TraceRun<>(trace, isDouble, network, (RunningNetwork<R>) twin).run();
    }

    private static RunningNetwork<?> network(Trace trace, boolean isDouble) {
        return RunningNetwork.of(
                compiled,
                NetworkText.PACKAGE + "." + trace.className(isDouble) + "Network",
                isDouble,
                0);
    }

    @TestFactory
    Stream<DynamicTest> everyNumberOfATraceComesOutAgain() {
        assertFalse(EXPRESSIBLE.isEmpty());
        return EXPRESSIBLE.keySet().stream()
                .flatMap(trace -> Stream.of(test(trace, true), test(trace, false)));
    }

    private static DynamicTest test(Trace trace, boolean isDouble) {
        final String name = trace.name() + (isDouble ? " in double" : " in float");
        return dynamicTest(
                name,
                () -> {
                    final Comparison comparison = compare(trace, isDouble);
                    assertTrue(comparison.mistakes().isEmpty(), () -> first(comparison));
                    System.out.printf(
                            Locale.ROOT,
                            "%s: %d numbers, largest error %.0f %% of the limit%n",
                            name,
                            comparison.numbers(),
                            100 * comparison.largest());
                });
    }

    private static String first(Comparison comparison) {
        return comparison.mistakes().size()
                + " of "
                + comparison.numbers()
                + " numbers differ:\n"
                + String.join("\n", comparison.mistakes().stream().limit(10).toList());
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotExpressibleIsMissing() {
        return INEXPRESSIBLE.entrySet().stream()
                .map(
                        entry ->
                                dynamicTest(
                                        entry.getKey().name(),
                                        () ->
                                                assertEquals(
                                                        List.of(),
                                                        entry.getValue().counterparts(),
                                                        "the trace reader says: "
                                                                + entry.getValue().getMessage()
                                                                + "; add the translation")));
    }

    /** A number that is a little beside the limit is found, wherever it is. */
    @Test
    void aWrongNumberIsFound() {
        final Trace trace = EXPRESSIBLE.keySet().iterator().next();
        for (final boolean isDouble : new boolean[] {true, false}) {
            final var steps = trace.recorded(isDouble).getAsJsonObject("steps");
            final double change = isDouble ? 1.5e-9 : 1.5e-4;
            int found = 0;
            for (final String what : List.of("grads", "params_after")) {
                final String name = trace.initial().keySet().iterator().next();
                final var data =
                        steps.getAsJsonObject("50")
                                .getAsJsonObject(what)
                                .getAsJsonObject(name)
                                .getAsJsonArray("data");
                final double right = data.get(1).getAsDouble();
                data.set(1, new JsonPrimitive(right + change * Math.max(1, Math.abs(right))));
                found += compare(trace, isDouble).mistakes().size();
                data.set(1, new JsonPrimitive(right));
            }
            assertEquals(2, found);
        }
    }
}
