package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.parse.AnnotationUse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code y = weight x + bias}. The weight is stored as {@code [inputs][units]}. */
@AutoService(LayerDefinition.class)
public final class DenseLayer implements LayerDefinition {

    /** For the service loader. */
    public DenseLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Dense";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final AnnotationUse use = request.use();
        final int units = use.integer("value");
        final Initializer initializer = Initializer.read(request);
        final Optional<Integer> inputs = request.vectorLength(request.input());
        final String text = OperationText.of(use, "value", "bias");
        if (units < 1) {
            request.report("value", Message.SIZE_UNITS, request.subject(), units);
            return LayerOperation.unknown(text);
        }
        final Optional<Shape> output = Optional.of(Shape.of(units));
        if (inputs.isEmpty()) {
            return LayerOperation.unknown(text).output(output);
        }
        final int length = inputs.get();
        if (!Sizes.fit(List.of(units, length))) {
            request.report(
                    "value",
                    Message.SIZE_PARAMETER,
                    request.subject(),
                    "weight",
                    Sizes.productText(List.of(units, length)));
            return LayerOperation.unknown(text).output(output);
        }
        final List<LayerParameter> parameters = new ArrayList<>();
        parameters.add(
                new LayerParameter(
                        "weight",
                        List.of(units, length),
                        List.of(1, 0),
                        initializer.method(),
                        initializer.value(),
                        length,
                        units));
        if (use.flag("bias")) {
            parameters.add(
                    new LayerParameter(
                            "bias", List.of(units), List.of(0), "zeros", 0, length, units));
        }
        return new LayerOperation(
                text,
                output,
                Meaning.VALUES,
                parameters,
                (long) units * length,
                (context, values) -> lower(context, values.get(0), parameters));
    }

    private static Node lower(
            LoweringContext context, Node input, List<LayerParameter> parameters) {
        final Node weight = context.parameter(parameters.get(0));
        final boolean hasBias = parameters.size() > 1;
        final Shape shape = Shape.of(weight.shape().extent(1)).batched();
        // The iteration axes are samples, inputs, units.
        final Op.Contract product =
                new Op.Contract(
                        List.of(Shape.BATCH, weight.shape().extent(0), weight.shape().extent(1)),
                        List.of(IndexMap.ofAxes(3, 0, 1), IndexMap.ofAxes(3, 1, 2)),
                        IndexMap.ofAxes(3, 0, 2),
                        shape);
        final String label = hasBias ? context.inner("Product") : context.label();
        final Node sums = context.builder().contract(label, product, input, weight);
        if (!hasBias) {
            return sums;
        }
        return context.builder()
                .map(
                        context.label(),
                        Expressions.add(Expressions.argument(0), Expressions.argument(1)),
                        shape,
                        List.of(List.of(0, 1), List.of(1)),
                        List.of(sums, context.parameter(parameters.get(1))));
    }
}
