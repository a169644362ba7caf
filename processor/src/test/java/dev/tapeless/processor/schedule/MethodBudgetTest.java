package dev.tapeless.processor.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.emit.PrintedKernels;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.SampleLayers;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.MethodBudget;
import dev.tapeless.processor.schedule.plan.Platform;
import dev.tapeless.processor.schedule.plan.Schedule;
import dev.tapeless.processor.testing.ClassFile;
import dev.tapeless.processor.testing.CompiledNetworks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The estimate of a method's size is never below what the compiler makes of it. */
class MethodBudgetTest {

    /** What is estimated is too much by a part of this and some bytes, and never too little. */
    private static final double MOST = 1.8;

    private static void assertUpperBound(String real, Schedule schedule) {
        final Map<String, Integer> sizes =
                sizes(CompiledNetworks.of(PrintedKernels.of(real, schedule.kernels().values())));
        for (final Kernel kernel : schedule.kernels().values()) {
            assertEstimate(kernel.name(), kernel.body(), sizes);
        }
    }

    private static void assertUpperBoundInVectors(String real, Schedule schedule) {
        final Map<String, Kernel> kernels = new LinkedHashMap<>(schedule.kernels());
        schedule.predictOne().forEach(kernel -> kernels.put(kernel.name(), kernel));
        final Map<String, Routine> routines = new LinkedHashMap<>();
        final Map<String, Integer> sizes =
                sizes(
                        CompiledNetworks.withVectors(
                                List.of(
                                        PrintedKernels.inVectors(
                                                real, kernels.values(), routines))));
        kernels.forEach(
                (name, kernel) ->
                        kernel.vectors()
                                .ifPresent(form -> assertEstimate(name, form.body(), sizes)));
        routines.forEach((name, routine) -> assertEstimate(name, routine.body(), sizes));
        assertFalse(routines.isEmpty());
    }

    private static Map<String, Integer> sizes(CompiledNetworks networks) {
        return ClassFile.of(networks.classFiles().get("test.Kernels")).methods();
    }

    private static void assertEstimate(
            String name, List<Statement> body, Map<String, Integer> sizes) {
        final int estimate = MethodBudget.bytes(body);
        final int size = sizes.get(name);
        assertTrue(
                size <= estimate + 1 && estimate <= MOST * size,
                name + " has " + size + " bytes, estimated " + estimate);
    }

    /** Layers, branches, activations, softmax and noise. */
    private static Function<SampleLayers, Function<Node, Node>> network(
            int units, boolean withNoise) {
        return layers ->
                x -> {
                    final Node h = layers.dense("h", "h", x, units);
                    final Node a = layers.map("a", "where(a > 0, a, expm1(a))", h);
                    final Node g = layers.map("g", "a * sigmoid(a) + sqrt(1 + a * a)", h);
                    final Node m = layers.map("m", "max(a, b) - min(a, 0.5)", a, g);
                    final Node d = withNoise ? layers.dropout("d", 1, m) : m;
                    return layers.softmax("p", layers.dense("y", "y", d, 3));
                };
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOAT", "DOUBLE"})
    void ofStraightLines(String real) {
        final Schedule schedule = SchedulerTest.schedule(4, network(5, true));
        assertTrue(schedule.straightLine());
        assertUpperBound(real, schedule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOAT", "DOUBLE"})
    void ofLoops(String real) {
        final Schedule schedule = SchedulerTest.schedule(30, network(40, true));
        assertUpperBound(real, schedule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOAT", "DOUBLE"})
    void ofVectors(String real) {
        final int bytes = real.equals("FLOAT") ? Float.BYTES : Double.BYTES;
        final Schedule schedule =
                SchedulerTest.schedule(30, network(40, false), new Platform(true, bytes));
        assertTrue(schedule.hasVectors());
        assertUpperBoundInVectors(real, schedule);
    }

    /** So many locals that an instruction needs two bytes for the number of one. */
    @ParameterizedTest
    @ValueSource(strings = {"FLOAT", "DOUBLE"})
    void ofHundredsOfLocals(String real) {
        final Schedule schedule =
                SchedulerTest.schedule(
                        60,
                        layers ->
                                x -> {
                                    final Node t = layers.map("t", "tanh(a)", x);
                                    return layers.softmax("p", layers.map("u", "a * b", t, x));
                                });
        assertTrue(schedule.straightLine());
        assertUpperBound(real, schedule);
    }

    @Test
    void aLineOfExplanationIsFree() {
        assertEquals(0, MethodBudget.bytes(List.of(new Statement.Remark("y = x"))));
        assertEquals(0, MethodBudget.bytes(List.of()));
    }

    @Test
    void everyStatementCounts() {
        final List<Statement> statements = new ArrayList<>();
        int before = 0;
        final Value element = Value.element("row", "j");
        for (final Statement statement :
                List.of(
                        new Statement.Declare(Statement.Kind.REAL, "a", element, ""),
                        new Statement.DeclareVariable("b", element),
                        new Statement.Assign(Value.name("b"), element, ""),
                        new Statement.Increase(element, Value.name("b"), ""),
                        new Statement.Copy(Value.name("row"), 0, Value.name("to"), 0, 3),
                        new Statement.Fill(Value.name("row"), 3, 0),
                        Statement.loop("j", new Value.Whole(3), List.of()),
                        new Statement.WhenFewer(Value.name("n"), 8, List.of(), List.of(), ""))) {
            statements.add(statement);
            final int bytes = MethodBudget.bytes(statements);
            assertTrue(bytes > before, statement.toString());
            before = bytes;
        }
    }
}
