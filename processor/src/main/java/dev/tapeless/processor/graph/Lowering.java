package dev.tapeless.processor.graph;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
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
        final Node input = builder.input(INPUT, network.input().orElseThrow().batched());
        final AtomicInteger streams = new AtomicInteger();
        final Map<String, Node> updates = new LinkedHashMap<>();
        final List<Node> values = new ArrayList<>();
        for (final CheckedLayer layer : network.layers()) {
            List<Node> operands =
                    layer.reads().stream()
                            .map(s -> s.equals(Source.INPUT) ? input : values.get(s.layer()))
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
        outputs.put(OUTPUT, values.get(values.size() - 1));
        outputs.putAll(updates);
        return Graph.of(List.of(input), outputs);
    }
}
