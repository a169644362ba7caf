package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The dimensions in another order. */
@AutoService(LayerDefinition.class)
public final class PermuteLayer implements LayerDefinition {

    /** For the service loader. */
    public PermuteLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Permute";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final String text = OperationText.of(request.use(), "value");
        final List<Integer> order = new Members(request).integers("value");
        final Optional<Shape> input = request.input().shape();
        if (input.isEmpty()) {
            return LayerOperation.unknown(text);
        }
        final int rank = input.get().rank();
        if (!order.stream().sorted().toList().equals(IntStream.range(0, rank).boxed().toList())) {
            request.report(
                    "value",
                    Message.PERMUTE_ORDER,
                    request.subject(),
                    order.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}")),
                    request.input().subject(),
                    input.get(),
                    rank - 1);
            return LayerOperation.unknown(text);
        }
        final Shape output = new Shape(order.stream().map(input.get()::extent).toList());
        return LayerOperation.of(
                text,
                Optional.of(output),
                (context, inputs) -> lower(context, inputs, order, output.batched()));
    }

    private static Node lower(
            LoweringContext context, List<Node> inputs, List<Integer> order, Shape output) {
        final int rank = output.rank();
        final List<Affine> source =
                new ArrayList<>(Collections.nCopies(rank, Affine.axis(rank, 0)));
        for (int axis = 1; axis < rank; axis++) {
            source.set(1 + order.get(axis - 1), Affine.axis(rank, axis));
        }
        final Op.View view = new Op.View(new IndexMap(source), output, 0);
        return context.builder().apply(context.label(), view, inputs);
    }
}
