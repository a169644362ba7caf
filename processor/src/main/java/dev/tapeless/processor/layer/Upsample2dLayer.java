package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.List;
import java.util.Optional;

/** Every element of an image several times, or what lies between the elements. */
@AutoService(LayerDefinition.class)
public final class Upsample2dLayer implements LayerDefinition {

    /** For the service loader. */
    public Upsample2dLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Upsample2d";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final String text = OperationText.of(request.use(), "value", "bilinear");
        final Optional<Shape> input = Images.read(request, 2);
        final Optional<List<Integer>> factors = new Members(request).each("value", 2, 1);
        if (input.isEmpty() || factors.isEmpty()) {
            return LayerOperation.unknown(text);
        }
        final Shape image = input.get();
        final List<Integer> extents =
                List.of(
                        image.extent(0),
                        factors.get().get(0),
                        image.extent(1),
                        factors.get().get(1),
                        image.extent(2));
        if (!Images.fits(request, new Shape(extents))) {
            return LayerOperation.unknown(text);
        }
        final Shape output =
                Shape.of(
                        image.extent(0) * extents.get(1),
                        image.extent(1) * extents.get(3),
                        image.extent(2));
        final LayerOperation.Lowering lowering =
                request.use().flag("bilinear")
                        ? (context, inputs) -> bilinear(context, inputs.get(0), factors.get())
                        : (context, inputs) ->
                                lower(context, inputs.get(0), new Shape(extents).batched(), output);
        return LayerOperation.of(text, Optional.of(output), lowering);
    }

    /** Height, its factor, width, its factor, channels: in this order they are the larger image. */
    private static Node lower(LoweringContext context, Node input, Shape repeated, Shape output) {
        final Op.View view = new Op.View(IndexMap.ofAxes(6, 0, 1, 3, 5), repeated, 0);
        final Node parts = context.builder().apply(context.inner("Repeated"), view, List.of(input));
        return context.builder()
                .apply(context.label(), new Op.Reshape(output.batched()), List.of(parts));
    }

    /** Along the height, then along the width. */
    private static Node bilinear(LoweringContext context, Node input, List<Integer> factors) {
        final Node high =
                factors.get(0) == 1
                        ? input
                        : Interpolation.along(
                                context, "Height", input, 1, factors.get(0), context.inner("High"));
        return factors.get(1) == 1
                ? high
                : Interpolation.along(context, "Width", high, 2, factors.get(1), context.label());
    }
}
