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
        final List<Node> values = new ArrayList<>();
        for (final CheckedLayer layer : network.layers()) {
            if (layer.declaration().isInput()) {
                values.add(inputs.part(layer));
                continue;
            }
            List<Node> operands =
                    layer.reads().stream()
                            .map(s -> s.equals(Source.INPUT) ? inputs.row() : values.get(s.layer()))
                            .toList();
            final List<LayerOperation> operations = layer.operations();
            for (int k = 0; k < operations.size(); k++) {
                final String label =
                        k == operations.size() - 1
                                ? layer.name()
                                : layer.name() + layer.declaration().operations().get(k).name();
                final LoweringContext context =
                        new LoweringContext(
                                builder,
                                mode,
                                layer.name(),
                                label,
                                streams::getAndIncrement,
                                (name, next) -> updates.put(Graph.NEXT + name, next));
                operands = List.of(operations.get(k).lowering().lower(context, operands));
            }
            values.add(operands.get(0));
        }
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
}
