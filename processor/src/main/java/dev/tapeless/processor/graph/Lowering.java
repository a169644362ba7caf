package dev.tapeless.processor.graph;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.layer.LayerOperation;
import dev.tapeless.processor.layer.Link;
import dev.tapeless.processor.layer.LoweringContext;
import dev.tapeless.processor.layer.Mode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Makes the graph of a checked network: from {@code input} of shape [B, ...] to {@code output}. */
public final class Lowering {

    /** The name of the graph's only input. */
    public static final String INPUT = "input";

    /** The name of the graph's output; the others are next values of buffers. */
    public static final String OUTPUT = "output";

    private Lowering() {}

    /**
     * Lowers a network. For training the graph has the logits as well, where there are any.
     *
     * @param network a network without mistakes
     * @param mode for predictions or for training
     * @return the graph of the forward pass
     */
    public static Graph lower(CheckedNetwork network, Mode mode) {
        final GraphBuilder builder = new GraphBuilder();
        final InputParts inputs = new InputParts(network, builder);
        final AtomicInteger streams = new AtomicInteger();
        final Map<String, Node> updates = new LinkedHashMap<>();
        final LoweringContext context =
                new LoweringContext(builder, mode, "", "", "", streams::getAndIncrement, updates);
        final List<Value> values = values(network, context, inputs.row(), inputs::part);
        final List<Value> ends = network.outputs().stream().map(values::get).toList();
        final Map<String, Node> outputs = new LinkedHashMap<>();
        outputs.put(OUTPUT, output(ends.stream().map(Value::result).toList(), OUTPUT, builder));
        if (mode == Mode.TRAIN && ends.stream().anyMatch(Value::hasLogits)) {
            final List<Node> logits = ends.stream().map(Value::logits).toList();
            outputs.put(Graph.LOGITS, output(logits, Graph.LOGITS, builder));
        }
        outputs.putAll(updates);
        return Graph.of(List.of(inputs.row()), outputs);
    }

    /** The value of the only output, or all outputs one after the other in one row. */
    private static Node output(List<Node> values, String label, GraphBuilder builder) {
        if (values.size() == 1) {
            return values.get(0);
        }
        final List<Node> rows = new ArrayList<>();
        for (final Node value : values) {
            final Shape row = Shape.of((int) value.shape().elements()).batched();
            rows.add(
                    value.shape().equals(row)
                            ? value
                            : builder.apply(value.label(), new Op.Reshape(row), List.of(value)));
        }
        return builder.apply(label, new Op.Concatenate(1), rows);
    }

    /**
     * Lowers a block to where it stands.
     *
     * @param block a network of one input and one output
     * @param context the layer that the block is
     * @param input what it reads
     * @return the value of its output
     */
    static Node lower(CheckedNetwork block, LoweringContext context, Node input) {
        return values(block, context, input, field -> input).get(block.outputs().get(0)).result();
    }

    /** The values of all fields. */
    private static List<Value> values(
            CheckedNetwork network,
            LoweringContext context,
            Node input,
            Function<CheckedLayer, Node> inputs) {
        final List<Value> values = new ArrayList<>();
        for (final CheckedLayer layer : network.layers()) {
            final List<Node> operands =
                    layer.reads().stream()
                            .map(
                                    s ->
                                            s.equals(Source.INPUT)
                                                    ? input
                                                    : values.get(s.layer()).result())
                            .toList();
            values.add(
                    layer.declaration().isInput()
                            ? Value.of(inputs.apply(layer))
                            : lower(layer, context.layer(layer.name()), operands));
        }
        return values;
    }

    private static Value lower(CheckedLayer layer, LoweringContext context, List<Node> reads) {
        final List<LayerOperation> operations = layer.operations();
        List<Node> operands = reads;
        Value last = Value.of(reads.get(0));
        for (int k = 0; k < operations.size(); k++) {
            final String result =
                    k == operations.size() - 1
                            ? context.label()
                            : context.inner(layer.declaration().operations().get(k).name());
            final Node value =
                    operations.get(k).lowering().lower(context.labelled(result), operands);
            final boolean isLinked = operations.get(k).link() != Link.IDENTITY;
            last = new Value(value, isLinked ? operands.get(0) : value);
            operands = List.of(value);
        }
        return last;
    }

    /** What a layer gives, and what its last operation makes it of where losses know how. */
    private record Value(Node result, Node logits) {

        static Value of(Node result) {
            return new Value(result, result);
        }

        boolean hasLogits() {
            return result != logits;
        }
    }
}
