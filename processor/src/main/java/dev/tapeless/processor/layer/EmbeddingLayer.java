package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A learned row for each whole number. */
@AutoService(LayerDefinition.class)
public final class EmbeddingLayer implements LayerDefinition {

    /** For the service loader. */
    public EmbeddingLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Embedding";
    }

    @Override
    public boolean readsIntegers() {
        return true;
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final String text = OperationText.of(request.use(), "count", "value");
        final Members members = new Members(request);
        final Optional<List<Integer>> counts = members.each("count", 1, 1);
        final Optional<List<Integer>> lengths = members.each("value", 1, 1);
        final Optional<Shape> input = request.input().shape();
        if (counts.isEmpty() || lengths.isEmpty() || input.isEmpty()) {
            return LayerOperation.unknown(text);
        }
        final List<Integer> table = List.of(counts.get().get(0), lengths.get().get(0));
        final List<Integer> extents = new ArrayList<>(input.get().extents());
        extents.add(table.get(1));
        final Shape output = new Shape(extents);
        if (!Images.fits(request, "weight", table) || !Images.fits(request, output)) {
            return LayerOperation.unknown(text);
        }
        // One input of a unit makes the standard deviation of the initial weights 1.
        final LayerParameter weight =
                new LayerParameter("weight", table, List.of(0, 1), "lecunNormal", 0, 1, 1);
        return new LayerOperation(
                text,
                Optional.of(output),
                Meaning.VALUES,
                List.of(weight),
                0,
                (context, inputs) ->
                        context.builder()
                                .apply(
                                        context.label(),
                                        new Op.Gather(),
                                        List.of(context.parameter(weight), inputs.get(0))));
    }
}
