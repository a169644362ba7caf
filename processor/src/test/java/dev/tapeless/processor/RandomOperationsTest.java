package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.autodiff.Differentiator;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.GraphPrinter;
import dev.tapeless.processor.ir.Interpreter;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.RandomOperations;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.DividedWork;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.RandomStream;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whatever the operations are, the generated code computes what they mean: graphs drawn from all
 * operations, against the interpreter. {@code -Dtapeless.graphs=5000} draws so many.
 */
class RandomOperationsTest {

    private static final int GRAPHS = Integer.getInteger("tapeless.graphs", 200);
    private static final int GRAPHS_A_COMPILATION = 50;
    private static final int FIRST = Integer.getInteger("tapeless.firstGraph", 0);
    private static final int BATCH = 3;
    private static final double TOLERANCE = 1e-9;

    private static final List<List<Integer>> INPUTS =
            List.of(List.of(4), List.of(30), List.of(3, 4), List.of(5, 2), List.of(3, 2, 4));

    private record Case(int seed, List<Integer> input, int size) {

        static Case of(int seed) {
            return new Case(seed, INPUTS.get(seed % INPUTS.size()), 2 + seed % 7);
        }

        SourceText source() {
            final String shape = input.toString().replace('[', '{').replace(']', '}');
            return SourceText.of(
                    ("import dev.tapeless.processor.testing.Drawn;\n"
                                    + "@Network(input = %s, precision = Precision.DOUBLE,"
                                    + " inputGradient = true) abstract class G%d {"
                                    + " @Drawn(value = %d, size = %d) Layer layer; }")
                            .formatted(shape, seed, seed, size));
        }

        Graph graph(boolean draws) {
            final GraphBuilder builder = new GraphBuilder();
            final Node x = builder.input("input", new Shape(input).batched());
            final AtomicInteger streams = new AtomicInteger();
            final Node y =
                    new RandomOperations(seed, builder, "layer.", streams::getAndIncrement, draws)
                            .graph(x, size);
            return Graph.of(List.of(x), Map.of("output", y));
        }
    }

    @Test
    void meanTheSameAsTheirGraphs() throws ReflectiveOperationException {
        final List<String> mistakes = new ArrayList<>();
        for (int first = FIRST; first < FIRST + GRAPHS; first += GRAPHS_A_COMPILATION) {
            final List<Case> cases = new ArrayList<>();
            for (int seed = first; seed < first + GRAPHS_A_COMPILATION; seed++) {
                cases.add(Case.of(seed));
            }
            final CompiledNetworks networks =
                    CompiledNetworks.of(cases.stream().map(Case::source).toList());
            for (final Case one : cases) {
                check(one, networks, mistakes);
            }
        }
        assertEquals(List.of(), mistakes);
    }

    private static void check(Case one, CompiledNetworks networks, List<String> mistakes)
            throws ReflectiveOperationException {
        final String name = "test.G" + one.seed() + "Network";
        final Model<double[]> model = networks.inDouble(name, one.seed());
        final Random random = new Random(one.seed());
        final double[][] inputs = rows(model.inputSize(), random);
        final double[][] directions = rows(model.outputSize(), random);
        final double[][] inputGradients = rows(model.inputSize(), random);
        final Map<String, double[]> leaves = new LinkedHashMap<>();
        leaves.put("input", flat(inputs));
        leaves.put("dL/doutput", flat(directions));
        for (final Parameter<double[]> parameter : model.parameters()) {
            leaves.put(parameter.name(), parameter.values());
        }
        final Graph plain = one.graph(false);
        final double[][] predicted = new double[BATCH][model.outputSize()];
        model.predict(inputs, predicted, BATCH);
        compare(
                one,
                "predict",
                plain,
                flat(predicted),
                Interpreter.run(plain, BATCH, leaves, (s, b, e) -> 0).get("output"),
                mistakes);

        DividedWork.compare(model, inputs, directions)
                .ifPresent(mistake -> mistakes.add(one + ": " + mistake));
        model.parameters().zeroGradients();

        final Graph forward = one.graph(true);
        final List<String> wanted = new ArrayList<>(List.of("input"));
        for (final Parameter<double[]> parameter : model.parameters()) {
            wanted.add(parameter.name());
        }
        final Graph graph = Differentiator.differentiate(forward, wanted);
        final double[][] outputs = model.forward(inputs, BATCH);
        final double[] output = flat(outputs);
        final var backward =
                model.getClass()
                        .getDeclaredMethod(
                                "backward", double[][].class, double[][].class, int.class);
        backward.setAccessible(true);
        backward.invoke(model, directions, inputGradients, BATCH);
        final RandomStream noise = model.random();
        final Map<String, double[]> expected =
                Interpreter.run(
                        graph,
                        BATCH,
                        leaves,
                        (stream, sample, element) ->
                                RandomStream.uniformDouble(
                                        RandomStream.key(
                                                noise.seed(), noise.step(), stream, sample),
                                        element));
        compare(one, "forward", graph, output, expected.get("output"), mistakes);
        compare(one, "dinput", graph, flat(inputGradients), expected.get("dL/dinput"), mistakes);
        for (final Parameter<double[]> parameter : model.parameters()) {
            compare(
                    one,
                    "d" + parameter.name(),
                    graph,
                    parameter.gradients(),
                    expected.get("dL/d" + parameter.name()),
                    mistakes);
        }
    }

    private static void compare(
            Case one,
            String what,
            Graph graph,
            double[] found,
            double[] expected,
            List<String> mistakes) {
        assertEquals(expected.length, found.length, what);
        assertTrue(mistakes.size() < 3, () -> String.join("\n", mistakes));
        double size = 1;
        for (final double number : expected) {
            size = Math.max(size, Math.abs(number));
        }
        for (int k = 0; k < found.length; k++) {
            if (!(Math.abs(found[k] - expected[k]) <= TOLERANCE * size)) {
                mistakes.add(
                        one
                                + " "
                                + what
                                + "["
                                + k
                                + "] is "
                                + found[k]
                                + ", not "
                                + expected[k]
                                + "\n"
                                + GraphPrinter.print(graph));
                return;
            }
        }
    }

    private static double[][] rows(int length, Random random) {
        final double[][] rows = new double[BATCH][];
        for (int k = 0; k < BATCH; k++) {
            rows[k] = random.doubles(length, -1.5, 1.5).toArray();
        }
        return rows;
    }

    private static double[] flat(double[][] rows) {
        final double[] flat = new double[BATCH * rows[0].length];
        for (int k = 0; k < BATCH; k++) {
            System.arraycopy(rows[k], 0, flat, k * rows[0].length, rows[0].length);
        }
        return flat;
    }
}
