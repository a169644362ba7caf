package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Vectors one after the other. */
@AutoService(LayerDefinition.class)
public final class ConcatLayer implements LayerDefinition {

    /** For the service loader. */
    public ConcatLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Concat";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final List<Integer> lengths = new ArrayList<>();
        for (final LayerInput input : request.inputs()) {
            request.vectorLength(input).ifPresent(lengths::add);
        }
        final String text = OperationText.of(request.use());
        if (lengths.size() < request.inputs().size()) {
            return LayerOperation.unknown(text);
        }
        final long sum = lengths.stream().mapToLong(Integer::longValue).sum();
        if (sum > Sizes.LIMIT) {
            final String terms =
                    lengths.stream().map(Sizes::text).collect(Collectors.joining(" + "));
            request.report(
                    "from",
                    Message.SIZE_OUTPUT,
                    request.subject(),
                    terms + " = " + Sizes.text(sum));
            return LayerOperation.unknown(text);
        }
        return LayerOperation.of(
                text,
                Optional.of(Shape.of((int) sum)),
                (context, inputs) ->
                        ManyBranches.join(
                                inputs,
                                some ->
                                        context.builder()
                                                .apply(
                                                        context.label(),
                                                        new Op.Concatenate(1),
                                                        some)));
    }
}
