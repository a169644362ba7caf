package dev.tapeless.processor.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.autodiff.Differentiator;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.SampleLayers;
import dev.tapeless.processor.optimize.Passes;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.MethodBudget;
import dev.tapeless.processor.schedule.plan.Platform;
import dev.tapeless.processor.schedule.plan.Schedule;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The choices of the scheduler, on both sides of every limit. */
class SchedulerTest {

    private static final int WIDE = CostModel.WIDE;

    /** Schedules the network that a function builds on an input. */
    static Schedule schedule(int inputs, Function<SampleLayers, Function<Node, Node>> network) {
        return schedule(inputs, network, Platform.PLAIN);
    }

    /** Schedules it for a compiler that may know the module of the Vector API. */
    static Schedule schedule(
            int inputs, Function<SampleLayers, Function<Node, Node>> network, Platform platform) {
        return scheduler(inputs, network, platform, Choice.AUTO).schedule();
    }

    private static Scheduler scheduler(
            int inputs,
            Function<SampleLayers, Function<Node, Node>> network,
            Platform platform,
            Choice choice) {
        final GraphBuilder builder = new GraphBuilder();
        final SampleLayers layers = new SampleLayers(builder);
        final Node input = layers.input("input", inputs);
        final Node output = network.apply(layers).apply(input);
        final Graph graph = Graph.of(List.of(input), Map.of("output", output));
        final List<String> parameters = new ArrayList<>();
        for (final Node node : graph.nodes()) {
            if (node.op() instanceof Op.Parameter parameter) {
                parameters.add(parameter.name());
            }
        }
        return new Scheduler(
                Passes.run(graph),
                Passes.run(Differentiator.differentiate(graph, parameters)),
                Optional.empty(),
                platform,
                choice);
    }

    @Test
    void aDeclarationChoosesTheForm() {
        final Platform vectors = new Platform(true, Float.BYTES);
        final Scheduler loops = scheduler(4, hidden(8, 3), vectors, Choice.LOOPS);
        assertFalse(loops.schedule().straightLine());
        assertFalse(loops.schedule().hasVectors());
        final Scheduler lanes = scheduler(20, hidden(16, 3), vectors, Choice.VECTORS);
        assertTrue(lanes.schedule().hasVectors());
        final Scheduler straight = scheduler(8, hidden(24, 4), vectors, Choice.STRAIGHT_LINE);
        assertTrue(straight.schedule().straightLine());
        assertEquals(Optional.empty(), straight.obstacle());
    }

    @Test
    void aChoiceMayMeetAnObstacle() {
        assertEquals(
                Optional.of(Scheduler.Obstacle.SIZE),
                scheduler(40, hidden(30, 9), Platform.PLAIN, Choice.STRAIGHT_LINE).obstacle());
        assertEquals(
                Optional.of(Scheduler.Obstacle.MODULE),
                scheduler(40, hidden(30, 9), Platform.PLAIN, Choice.VECTORS).obstacle());
    }

    private static Schedule dense(int inputs, int units) {
        return schedule(inputs, layers -> x -> layers.dense("layer", "layer", x, units));
    }

    private static Schedule hidden(int inputs, int hidden, int outputs) {
        return schedule(inputs, hidden(hidden, outputs));
    }

    private static Function<SampleLayers, Function<Node, Node>> hidden(int hidden, int outputs) {
        return layers ->
                x -> {
                    final Node h = layers.dense("hidden", "hidden", x, hidden);
                    final Node y = layers.map("active", "tanh(a)", h);
                    return layers.dense("scores", "scores", y, outputs);
                };
    }

    @Test
    void straightLinesUpToTheLimitOfMultiplyAdds() {
        final int units = 16;
        final int inputs = CostModel.STRAIGHT_LINE_MULTIPLY_ADDS / units;
        assertTrue(dense(inputs, units).straightLine());
        assertFalse(dense(inputs + 1, units).straightLine());
    }

    @Test
    void straightLinesUpToTheLimitOfElements() {
        final int most = CostModel.STRAIGHT_LINE_ELEMENTS / 2;
        assertTrue(activation(most).straightLine());
        assertFalse(activation(most + 1).straightLine());
    }

    /** Input and output of each sample count, multiply-adds there are none. */
    private static Schedule activation(int width) {
        return schedule(width, layers -> x -> layers.map("output", "max(a, 0)", x));
    }

    @Test
    void aSmallNetworkIsOneMethodAPass() {
        final Schedule small = hidden(4, 8, 3);
        assertTrue(small.straightLine());
        assertEquals(1, small.predict().size());
        assertEquals(1, small.forward().size());
        assertEquals(1, small.backward().size());
        assertTrue(small.kernels().values().stream().allMatch(Kernel::single));
    }

    @Test
    void aMethodBeyondTheBudgetIsNotStraight() {
        final Schedule schedule =
                schedule(
                        60,
                        layers ->
                                x -> {
                                    Node row = x;
                                    for (int k = 0; k < 5; k++) {
                                        row = layers.map("v" + k, "tanh(a) * sigmoid(a)", row);
                                    }
                                    return row;
                                });
        for (final Kernel kernel : schedule.kernels().values()) {
            assertTrue(MethodBudget.bytes(kernel.body()) <= CostModel.METHOD_BYTES);
        }
        assertFalse(schedule.straightLine());
    }

    @Test
    void straightLinesKeepAllParametersInOneArrayEach() {
        assertEquals(
                Set.of("hidden.weight", "hidden.bias", "scores.weight", "scores.bias"),
                hidden(4, 8, 3).flat());
    }

    @Test
    void loopsKeepShortRowsInOneArrayAndWideRowsApart() {
        final Schedule schedule = hidden(30, WIDE, WIDE);
        assertFalse(schedule.straightLine());
        assertEquals(Set.of("hidden.bias", "scores.bias"), schedule.flat());
        assertEquals(Set.of(), schedule.storage().unitRows());
        assertEquals(Set.of("layer.weight", "layer.bias"), dense(WIDE - 1, WIDE - 1).flat());
    }

    @Test
    void fewUnitsOfManyInputsHaveARowEach() {
        final Schedule schedule = hidden(30, WIDE, WIDE - 1);
        assertEquals(Set.of("hidden.bias", "scores.bias"), schedule.flat());
        assertEquals(Set.of("scores.weight"), schedule.storage().unitRows());
    }

    @Test
    void vectorsAreASecondFormOfTheSameKernels() {
        final Schedule plain = hidden(30, WIDE, 3);
        final Schedule both = schedule(30, hidden(WIDE, 3), new Platform(true, Float.BYTES));
        assertFalse(plain.hasVectors());
        assertTrue(both.hasVectors());
        assertEquals(plain.kernels().keySet(), both.kernels().keySet());
        for (final Kernel kernel : both.kernels().values()) {
            assertTrue(plain.kernels().get(kernel.name()).isSameMethod(kernel), kernel.name());
        }
    }

    @Test
    void aNetworkWithoutParametersHasNothingFlat() {
        assertEquals(Set.of(), activation(500).flat());
        assertEquals(List.of(), activation(500).backward());
    }

    @Test
    void predictionUsesTheMethodsOfTraining() {
        for (final Schedule schedule : List.of(hidden(4, 8, 3), hidden(30, WIDE, 3))) {
            for (final Kernel kernel : schedule.predict()) {
                final Kernel shared = schedule.kernels().get(kernel.name());
                assertTrue(shared.isSameMethod(kernel), kernel.name());
            }
        }
    }

    @Test
    void everyMethodNameStandsForOneMethod() {
        final Schedule schedule =
                schedule(
                        30,
                        layers ->
                                x -> {
                                    final Node h = layers.dense("a", "a", x, 20);
                                    final Node d = layers.dropout("drop", 1, h);
                                    return layers.softmax("p", layers.dense("b", "b", d, 20));
                                });
        for (final List<Kernel> program :
                List.of(schedule.predict(), schedule.forward(), schedule.backward())) {
            for (final Kernel kernel : program) {
                assertTrue(
                        schedule.kernels().get(kernel.name()).isSameMethod(kernel), kernel.name());
            }
        }
    }

    @Test
    void theOutputOfTrainingIsOneOfItsBuffers() {
        for (final Schedule schedule : List.of(hidden(4, 8, 3), hidden(30, WIDE, 3))) {
            assertTrue(schedule.training().contains(schedule.output()));
            assertEquals(3, schedule.output().rowLength());
            assertTrue(schedule.output().isBatched());
        }
    }

    @Test
    void rowsOfDeepNetworksAreUsedAgain() {
        final Schedule deep =
                schedule(
                        30,
                        layers ->
                                x -> {
                                    Node row = x;
                                    for (int k = 0; k < 8; k++) {
                                        row =
                                                layers.map(
                                                        "t" + k,
                                                        "tanh(a)",
                                                        layers.dense("l" + k, "l" + k, row, 30));
                                    }
                                    return row;
                                });
        assertEquals(2, deep.workspace().size());
    }
}
