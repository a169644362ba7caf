package dev.tapeless.processor.graph;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.layer.LayerOperation;
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
     * Lowers a network.
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
        final List<Node> values = values(network, context, inputs.row(), inputs::part);
        final Map<String, Node> outputs = new LinkedHashMap<>();
        outputs.put(OUTPUT, output(network.outputs().stream().map(values::get).toList(), builder));
        outputs.putAll(updates);
        return Graph.of(List.of(inputs.row()), outputs);
    }

    /** The value of the only output, or all outputs one after the other in one row. */
    private static Node output(List<Node> values, GraphBuilder builder) {
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
        return builder.apply(OUTPUT, new Op.Concatenate(1), rows);
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
        return values(block, context, input, field -> input).get(block.outputs().get(0));
    }

    /** The values of all fields. */
    private static List<Node> values(
            CheckedNetwork network,
            LoweringContext context,
            Node input,
            Function<CheckedLayer, Node> inputs) {
        final List<Node> values = new ArrayList<>();
        for (final CheckedLayer layer : network.layers()) {
            final List<Node> operands =
                    layer.reads().stream()
                            .map(s -> s.equals(Source.INPUT) ? input : values.get(s.layer()))
                            .toList();
            values.add(
                    layer.declaration().isInput()
                            ? inputs.apply(layer)
                            : lower(layer, context.layer(layer.name()), operands));
        }
        return values;
    }

    private static Node lower(CheckedLayer layer, LoweringContext context, List<Node> reads) {
        final List<LayerOperation> operations = layer.operations();
        List<Node> operands = reads;
        for (int k = 0; k < operations.size(); k++) {
            final String result =
                    k == operations.size() - 1
                            ? context.label()
                            : context.inner(layer.declaration().operations().get(k).name());
            final Node value =
                    operations.get(k).lowering().lower(context.labelled(result), operands);
            operands = List.of(value);
        }
        return operands.get(0);
    }
}
