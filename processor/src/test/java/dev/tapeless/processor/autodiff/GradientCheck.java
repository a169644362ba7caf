package dev.tapeless.processor.autodiff;

import dev.tapeless.processor.ir.ElementType;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphVerifier;
import dev.tapeless.processor.ir.Interpreter;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Compares gradients with central differences in double precision. The loss is a random projection
 * of all outputs, so that no derivative can hide behind another.
 */
public final class GradientCheck {

    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-7;

    private final Graph forward;
    private final int batch;
    private final Map<String, double[]> values = new LinkedHashMap<>();
    private final Map<String, double[]> directions = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();

    /**
     * Draws values for all leaves.
     *
     * @param forward the graph to be differentiated
     * @param batch how many samples
     * @param seed of the values
     */
    public GradientCheck(Graph forward, int batch, long seed) {
        this.forward = GraphVerifier.verify(forward, GraphVerifier.Level.BUILT);
        this.batch = batch;
        final Random random = new Random(seed);
        final List<Node> leaves = new ArrayList<>(forward.inputs());
        forward.nodes().stream().filter(n -> n.op() instanceof Op.Parameter).forEach(leaves::add);
        for (final Node leaf : leaves) {
            final String name = ScanStates.name(leaf);
            values.put(name, draw(leaf.shape(), random));
            if (leaf.type() == ElementType.REAL) {
                names.add(name);
            }
        }
        forward.outputs()
                .forEach(
                        (name, node) -> {
                            if (node.type() == ElementType.REAL) {
                                directions.put("dL/d" + name, draw(node.shape(), random));
                            }
                        });
    }

    private double[] draw(Shape shape, Random random) {
        final long size = shape.elements() * (shape.isBatched() ? batch : 1);
        return random.doubles(size, -1.5, 1.5).toArray();
    }

    /**
     * Sets the value of a leaf: indices, or a place that matters.
     *
     * @param name the leaf
     * @param elements its elements
     * @return this
     */
    public GradientCheck with(String name, double... elements) {
        values.put(name, elements);
        return this;
    }

    /**
     * The gradients by differentiation.
     *
     * @return the differentiated graph
     */
    public Graph differentiated() {
        return GraphVerifier.verify(
                Differentiator.differentiate(forward, names), GraphVerifier.Level.BUILT);
    }

    /**
     * What a graph of gradients gives for the drawn values.
     *
     * @param graph the differentiated graph, or an optimized one
     * @return outputs and gradients by name
     */
    public Map<String, double[]> run(Graph graph) {
        final Map<String, double[]> all = new LinkedHashMap<>(values);
        all.putAll(directions);
        return Interpreter.run(graph, batch, all, GradientCheck::uniform);
    }

    /**
     * Numbers that depend on everything they may depend on.
     *
     * @param stream the stream
     * @param sample the sample
     * @param element the element
     * @return a number in [0, 1)
     */
    public static double uniform(int stream, int sample, int element) {
        return new Random(((stream * 131L) + sample) * 1_000_003L + element).nextDouble();
    }

    /**
     * Where gradients differ from differences.
     *
     * @param gradients the differentiated graph
     * @return one line for each element that is wrong
     */
    public List<String> mistakes(Graph gradients) {
        final Map<String, double[]> computed = run(gradients);
        final List<String> mistakes = new ArrayList<>();
        for (final String name : names) {
            final double[] gradient = computed.get("dL/d" + name);
            for (int k = 0; k < gradient.length; k++) {
                final double difference = difference(name, k);
                final double size = Math.max(1, Math.abs(difference));
                if (!(Math.abs(gradient[k] - difference) <= TOLERANCE * size)) {
                    mistakes.add(
                            String.format(
                                    Locale.ROOT,
                                    "dL/d%s[%d] is %.9g, differences say %.9g",
                                    name,
                                    k,
                                    gradient[k],
                                    difference));
                }
            }
        }
        return mistakes;
    }

    private double difference(String name, int element) {
        final double[] elements = values.get(name);
        final double centre = elements[element];
        elements[element] = centre + STEP;
        final double above = loss();
        elements[element] = centre - STEP;
        final double below = loss();
        elements[element] = centre;
        return (above - below) / (2 * STEP);
    }

    private double loss() {
        final Map<String, double[]> outputs =
                Interpreter.run(forward, batch, values, GradientCheck::uniform);
        double loss = 0;
        for (final String name : outputs.keySet()) {
            final double[] direction = directions.get("dL/d" + name);
            for (int k = 0; direction != null && k < direction.length; k++) {
                loss += direction[k] * outputs.get(name)[k];
            }
        }
        return loss;
    }
}
