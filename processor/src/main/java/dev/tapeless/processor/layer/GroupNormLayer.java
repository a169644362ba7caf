package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code (x - mean) / sqrt(variance + epsilon) * weight + bias} for each group of channels. */
@AutoService(LayerDefinition.class)
public final class GroupNormLayer implements LayerDefinition {

    /** For the service loader. */
    public GroupNormLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.GroupNorm";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final String text = OperationText.of(request.use(), "value", "epsilon", "affine");
        final Optional<Shape> input = request.input().shape();
        final Optional<List<Integer>> groups = new Members(request).each("value", 1, 1);
        if (!Statistics.hasEpsilon(request) || groups.isEmpty() || input.isEmpty()) {
            return LayerOperation.unknown(text).output(input);
        }
        final int channels = input.get().extent(input.get().rank() - 1);
        final int count = groups.get().get(0);
        if (channels % count != 0) {
            request.report("value", Message.GROUPS, request.subject(), count, channels, "input");
            return LayerOperation.unknown(text).output(input);
        }
        final double epsilon = request.use().number("epsilon");
        final List<LayerParameter> parameters =
                request.use().flag("affine")
                        ? Statistics.scaleAndShift(List.of(channels), true)
                        : List.of();
        return new LayerOperation(
                text,
                input,
                request.input().meaning().changed(),
                parameters,
                0,
                (context, values) -> lower(context, values.get(0), count, epsilon, parameters));
    }

    private static Node lower(
            LoweringContext context,
            Node input,
            int groups,
            double epsilon,
            List<LayerParameter> parameters) {
        final GraphBuilder builder = context.builder();
        final int last = input.shape().rank() - 1;
        final List<Integer> extents = new ArrayList<>(input.shape().extents());
        extents.set(last, groups);
        extents.add(input.shape().extent(last) / groups);
        final Node grouped =
                builder.apply(
                        context.inner("Groups"),
                        new Op.Reshape(new Shape(extents)),
                        List.of(input));
        final List<Integer> axes =
                IntStream.rangeClosed(1, last + 1).filter(axis -> axis != last).boxed().toList();
        final Statistics statistics = new Statistics(context, axes);
        final Node centred = statistics.centred(context.inner("Centred"), grouped);
        final Node variance = statistics.meanSquare(context.inner("Variance"), centred);
        final Node normal = statistics.divided(context.inner("Normal"), centred, variance, epsilon);
        final Node whole =
                builder.apply(
                        parameters.isEmpty() ? context.label() : context.inner("Whole"),
                        new Op.Reshape(input.shape()),
                        List.of(normal));
        return Statistics.scaled(context, whole, parameters);
    }
}
