package dev.tapeless.processor.ir;

import dev.tapeless.processor.ir.expression.Evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a graph means: computes it node by node in double precision, sums from first to last. Made
 * to be read and compared with, not to be fast.
 */
public final class Interpreter implements Op.Visitor<List<double[]>> {

    /** Where the numbers of {@link Op.Random} come from. */
    @FunctionalInterface
    public interface RandomNumbers {
        /**
         * A number.
         *
         * @param stream the stream
         * @param sample the index in the batch; 0 where there is no batch
         * @param element the index in the sample, in row-major order
         * @return a number in [0, 1), the same at every call
         */
        double uniform(int stream, int sample, int element);
    }

    private final int batch;
    private final RandomNumbers random;
    private final Map<String, double[]> leaves;
    private final IdentityHashMap<Node, List<double[]>> values = new IdentityHashMap<>();
    private Node node;

    private Interpreter(int batch, RandomNumbers random, Map<String, double[]> leaves) {
        this.batch = batch;
        this.random = random;
        this.leaves = leaves;
    }

    /**
     * Computes the outputs of a graph.
     *
     * @param graph the graph
     * @param batch how many samples there are
     * @param leaves the elements of every input and parameter by name, in row-major order
     * @param random gives random numbers
     * @return the elements of every output by name, in row-major order
     * @throws IllegalArgumentException when a leaf is missing or has a wrong number of elements
     */
    public static Map<String, double[]> run(
            Graph graph, int batch, Map<String, double[]> leaves, RandomNumbers random) {
        final Interpreter interpreter = new Interpreter(batch, random, leaves);
        interpreter.computeAll(graph);
        final Map<String, double[]> outputs = new LinkedHashMap<>();
        graph.outputs()
                .forEach(
                        (name, output) ->
                                outputs.put(name, interpreter.values.get(output).get(0).clone()));
        return outputs;
    }

    private void computeAll(Graph graph) {
        for (final Node next : graph.nodes()) {
            if (!values.containsKey(next)) {
                node = next;
                values.put(next, next.op().accept(this));
            }
        }
    }

    private double[] operand(int index) {
        return values.get(node.operands().get(index)).get(0);
    }

    private Grid operandGrid(int index) {
        return grid(node.operands().get(index).shape());
    }

    private Grid grid(Shape shape) {
        return new Grid(shape.extents(), batch);
    }

    // Leaves -------------------------------------------------------------------------------------

    @Override
    public List<double[]> input(Op.Input op) {
        return leaf(op.name(), op.shape());
    }

    @Override
    public List<double[]> parameter(Op.Parameter op) {
        return leaf(op.name(), op.shape());
    }

    private List<double[]> leaf(String name, Shape shape) {
        final double[] elements = leaves.get(name);
        final int size = grid(shape).size();
        if (elements == null || elements.length != size) {
            final String found = elements == null ? "nothing" : elements.length + " elements";
            throw new IllegalArgumentException(
                    found + " for " + name + " of shape " + shape + ", expected " + size);
        }
        return List.of(elements);
    }

    @Override
    public List<double[]> random(Op.Random op) {
        final Grid grid = grid(op.shape());
        final int perSample = op.shape().isBatched() ? grid.size() / batch : grid.size();
        return List.of(
                IntStream.range(0, grid.size())
                        .mapToDouble(k -> random.uniform(op.stream(), k / perSample, k % perSample))
                        .toArray());
    }

    @Override
    public List<double[]> iota(Op.Iota op) {
        final Grid grid = grid(op.shape());
        final double[] result = new double[grid.size()];
        grid.forEach(point -> result[grid.index(point)] = point[op.axis()]);
        return List.of(result);
    }

    // Arithmetic ---------------------------------------------------------------------------------

    @Override
    public List<double[]> map(Op.Map op) {
        final Grid grid = grid(op.shape());
        final List<Grid> grids =
                IntStream.range(0, node.operands().size()).mapToObj(this::operandGrid).toList();
        final double[] arguments = new double[grids.size()];
        final double[] result = new double[grid.size()];
        grid.forEach(
                point -> {
                    for (int k = 0; k < arguments.length; k++) {
                        final int place = grids.get(k).index(point, op.projections().get(k));
                        arguments[k] = operand(k)[place];
                    }
                    result[grid.index(point)] = Evaluation.evaluate(op.body(), arguments);
                });
        return List.of(result);
    }

    @Override
    public List<double[]> contract(Op.Contract op) {
        final Grid target = grid(op.shape());
        final double[] result = new double[target.size()];
        final List<Grid> grids =
                IntStream.range(0, node.operands().size()).mapToObj(this::operandGrid).toList();
        new Grid(op.extents(), batch)
                .forEach(
                        point -> {
                            int place = target.index(point, op.target());
                            double product = 1;
                            for (int k = 0; k < grids.size() && place >= 0; k++) {
                                final int from = grids.get(k).index(point, op.sources().get(k));
                                product *= from < 0 ? 0 : operand(k)[from];
                                place = from < 0 ? -1 : place;
                            }
                            if (place >= 0) {
                                result[place] += product;
                            }
                        });
        return List.of(result);
    }

    @Override
    public List<double[]> reduce(Op.Reduce op) {
        final Grid from = operandGrid(0);
        final Grid target = grid(node.shape());
        final List<Integer> kept = new ArrayList<>();
        for (int axis = 0; axis < node.operands().get(0).shape().rank(); axis++) {
            if (!op.axes().contains(axis)) {
                kept.add(axis);
            }
        }
        final boolean sum = op.kind() == Op.Reduce.Kind.SUM;
        final double[] best = new double[target.size()];
        Arrays.fill(best, sum ? 0 : Double.NEGATIVE_INFINITY);
        final double[] first = new double[target.size()];
        from.forEach(
                point -> {
                    final int place = target.index(projected(point, kept));
                    final double element = operand(0)[from.index(point)];
                    if (sum) {
                        best[place] += element;
                    } else if (element > best[place] || Double.isNaN(element)) {
                        best[place] = element;
                        first[place] = op.axes().isEmpty() ? 0 : point[op.axes().get(0)];
                    }
                });
        return List.of(op.kind() == Op.Reduce.Kind.ARGMAX ? first : best);
    }

    private static int[] projected(int[] point, List<Integer> axes) {
        return axes.stream().mapToInt(axis -> point[axis]).toArray();
    }

    // Moving elements ----------------------------------------------------------------------------

    @Override
    public List<double[]> gather(Op.Gather op) {
        final int rows = operandGrid(0).extent(0);
        final int width = operandGrid(0).size() / rows;
        final double[] result = new double[operandGrid(1).size() * width];
        for (int k = 0; k < operandGrid(1).size(); k++) {
            final int row = row(operand(1)[k], rows);
            System.arraycopy(operand(0), row * width, result, k * width, width);
        }
        return List.of(result);
    }

    @Override
    public List<double[]> scatterAdd(Op.ScatterAdd op) {
        final int rows = grid(op.shape()).extent(0);
        final double[] result = new double[grid(op.shape()).size()];
        final int width = result.length / rows;
        for (int k = 0; k < operand(1).length; k++) {
            result[row(operand(0)[k / width], rows) * width + k % width] += operand(1)[k];
        }
        return List.of(result);
    }

    private static int row(double index, int rows) {
        if (!(index >= 0 && index < rows) || index != Math.rint(index)) {
            throw new IllegalArgumentException("index " + index + " into " + rows + " rows");
        }
        return (int) index;
    }

    @Override
    public List<double[]> reshape(Op.Reshape op) {
        return List.of(operand(0));
    }

    @Override
    public List<double[]> view(Op.View op) {
        final Grid grid = grid(op.shape());
        final Grid from = operandGrid(0);
        final double[] result = new double[grid.size()];
        grid.forEach(
                point -> {
                    final int place = from.index(point, op.source());
                    result[grid.index(point)] = place < 0 ? op.padding() : operand(0)[place];
                });
        return List.of(result);
    }

    @Override
    public List<double[]> concatenate(Op.Concatenate op) {
        final Grid grid = grid(node.shape());
        final double[] result = new double[grid.size()];
        int start = 0;
        for (int k = 0; k < node.operands().size(); k++) {
            final Grid part = operandGrid(k);
            final double[] elements = operand(k);
            final int offset = start;
            part.forEach(
                    point -> {
                        final int[] shifted = point.clone();
                        shifted[op.axis()] += offset;
                        result[grid.index(shifted)] = elements[part.index(point)];
                    });
            start += part.extent(op.axis());
        }
        return List.of(result);
    }

    // Repetition ---------------------------------------------------------------------------------

    @Override
    public List<double[]> scan(Op.Scan op) {
        final Node scan = node;
        final List<Node> inputs = op.body().inputs();
        final List<Node> results = List.copyOf(op.body().outputs().values());
        final List<double[]> current = new ArrayList<>();
        scan.operands().forEach(operand -> current.add(values.get(operand).get(0)));
        final List<double[]> members = new ArrayList<>();
        scan.shapes().forEach(shape -> members.add(new double[grid(shape).size()]));
        for (int step = 0; step < op.length(); step++) {
            final int position = op.reverse() ? op.length() - 1 - step : step;
            final Interpreter body = new Interpreter(batch, random, leaves);
            for (int k = 0; k < inputs.size(); k++) {
                final boolean scanned = k >= op.states() && k < op.states() + op.sequences();
                final Slices slices = new Slices(inputs.get(k).shape(), op.length());
                body.values.put(
                        inputs.get(k),
                        List.of(scanned ? slices.read(current.get(k), position) : current.get(k)));
            }
            body.computeAll(op.body());
            for (int k = 0; k < results.size(); k++) {
                final double[] value = body.values.get(results.get(k)).get(0);
                if (k < op.states()) {
                    current.set(k, value);
                } else {
                    new Slices(results.get(k).shape(), op.length())
                            .write(value, members.get(k), position);
                }
            }
        }
        for (int k = 0; k < op.states(); k++) {
            members.set(k, current.get(k));
        }
        return members;
    }

    @Override
    public List<double[]> pick(Op.Pick op) {
        return List.of(values.get(node.operands().get(0)).get(op.index()));
    }

    /** The elements of a sequence that belong to one position of the scanned axis. */
    private final class Slices {
        private final int outer;
        private final int inner;
        private final int length;

        Slices(Shape element, int length) {
            outer = element.isBatched() ? batch : 1;
            inner = grid(element).size() / outer;
            this.length = length;
        }

        double[] read(double[] sequence, int position) {
            final double[] element = new double[outer * inner];
            for (int k = 0; k < outer; k++) {
                System.arraycopy(
                        sequence, (k * length + position) * inner, element, k * inner, inner);
            }
            return element;
        }

        void write(double[] element, double[] sequence, int position) {
            for (int k = 0; k < outer; k++) {
                System.arraycopy(
                        element, k * inner, sequence, (k * length + position) * inner, inner);
            }
        }
    }
}
