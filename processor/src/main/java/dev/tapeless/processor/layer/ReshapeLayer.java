package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The same elements under another shape. */
@AutoService(LayerDefinition.class)
public final class ReshapeLayer implements LayerDefinition {

    /** For the service loader. */
    public ReshapeLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Reshape";
    }

    @Override
    public boolean readsIntegers() {
        return true;
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final String text = OperationText.of(request.use(), "value");
        final List<Integer> wanted = new Members(request).integers("value");
        final boolean isLegal =
                !wanted.isEmpty()
                        && wanted.stream().allMatch(extent -> extent >= 1 || extent == -1)
                        && wanted.stream().filter(extent -> extent == -1).count() < 2;
        if (!isLegal) {
            request.report("value", Message.RESHAPE_EXTENTS, request.subject(), text(wanted));
            return LayerOperation.unknown(text);
        }
        final Optional<Shape> input = request.input().shape();
        if (input.isEmpty()) {
            return LayerOperation.unknown(text);
        }
        final Optional<Shape> output = shape(wanted, input.get().elements());
        if (output.isEmpty()) {
            request.report(
                    "value",
                    Message.RESHAPE_ELEMENTS,
                    request.subject(),
                    request.input().subject(),
                    Sizes.productText(input.get().extents()),
                    Sizes.productText(wanted.stream().filter(extent -> extent != -1).toList()));
            return LayerOperation.unknown(text);
        }
        return LayerOperation.of(
                        text,
                        output,
                        (context, inputs) ->
                                context.builder()
                                        .apply(
                                                context.label(),
                                                new Op.Reshape(output.get().batched()),
                                                inputs))
                .meaning(request.input().meaning());
    }

    /** The shape of so many elements, or empty where there is none. */
    private static Optional<Shape> shape(List<Integer> wanted, long elements) {
        final List<Integer> known = wanted.stream().filter(extent -> extent != -1).toList();
        if (!Sizes.fit(known)) {
            return Optional.empty();
        }
        final long product =
                known.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        final boolean fits =
                known.size() == wanted.size() ? product == elements : elements % product == 0;
        if (!fits) {
            return Optional.empty();
        }
        final List<Integer> extents = new ArrayList<>(wanted);
        extents.replaceAll(extent -> extent == -1 ? (int) (elements / product) : extent);
        return Optional.of(new Shape(extents));
    }

    private static String text(List<Integer> extents) {
        return extents.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
    }
}
