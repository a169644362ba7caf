package dev.tapeless.processor.testing;

import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.RandomOperations;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.layer.LayerDefinition;
import dev.tapeless.processor.layer.LayerOperation;
import dev.tapeless.processor.layer.LayerParameter;
import dev.tapeless.processor.layer.LayerRequest;
import dev.tapeless.processor.layer.Meaning;
import dev.tapeless.processor.layer.Mode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Lowers {@link Drawn}. */
public final class DrawnLayer implements LayerDefinition {

    /** For the service loader. */
    public DrawnLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.processor.testing.Drawn";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final int seed = request.use().integer("value");
        final int size = request.use().integer("size");
        final Shape input = request.input().shape().orElseThrow();
        final GraphBuilder scratch = new GraphBuilder();
        final RandomOperations once = new RandomOperations(seed, scratch, "", () -> 0, false);
        final Node result = once.graph(scratch.input("input", input.batched()), size);
        final List<LayerParameter> parameters = new ArrayList<>();
        once.parameters()
                .forEach(
                        (name, node) ->
                                parameters.add(
                                        new LayerParameter(
                                                name,
                                                node.shape().extents(),
                                                IntStream.range(0, node.shape().rank())
                                                        .boxed()
                                                        .toList(),
                                                "heNormal",
                                                0,
                                                3,
                                                3)));
        return new LayerOperation(
                "Drawn",
                Optional.of(result.shape().sample()),
                Meaning.VALUES,
                parameters,
                0,
                (context, inputs) ->
                        new RandomOperations(
                                        seed,
                                        context.builder(),
                                        context.field() + ".",
                                        context.streams(),
                                        context.mode() == Mode.TRAIN)
                                .graph(inputs.get(0), size));
    }
}
