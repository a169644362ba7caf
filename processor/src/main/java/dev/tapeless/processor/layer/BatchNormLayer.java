package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.argument;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.ExpressionPrinter;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code (x - mean) / sqrt(variance + epsilon) * weight + bias} for each channel: in training with
 * the statistics of the batch, for predictions with those that training has kept, folded into one
 * factor and one summand.
 */
@AutoService(LayerDefinition.class)
public final class BatchNormLayer implements LayerDefinition {

    /** For the service loader. */
    public BatchNormLayer() {}

    /**
     * What a use says.
     *
     * @param epsilon is added to the variance
     * @param momentum the share of a batch in the kept statistics
     * @param learned weight and bias; none where nothing is learned
     * @param mean the kept mean
     * @param variance the kept variance
     */
    private record Settings(
            double epsilon,
            double momentum,
            List<LayerParameter> learned,
            LayerParameter mean,
            LayerParameter variance) {}

    @Override
    public String annotation() {
        return "dev.tapeless.BatchNorm";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final String text = OperationText.of(request.use(), "momentum", "epsilon", "affine");
        final Optional<Shape> input = request.input().shape();
        final double momentum = request.use().number("momentum");
        final boolean isShare = momentum > 0 && momentum <= 1;
        if (!isShare) {
            request.report(
                    "momentum",
                    Message.NORM_MOMENTUM,
                    request.subject(),
                    ExpressionPrinter.print(momentum));
        }
        if (!Statistics.hasEpsilon(request) || !isShare || input.isEmpty()) {
            return LayerOperation.unknown(text).output(input);
        }
        final List<Integer> channels = List.of(input.get().extent(input.get().rank() - 1));
        final List<Integer> order = List.of(0);
        final Settings settings =
                new Settings(
                        request.use().number("epsilon"),
                        momentum,
                        request.use().flag("affine")
                                ? Statistics.scaleAndShift(channels, true)
                                : List.of(),
                        new LayerParameter("running_mean", channels, order, "zeros", 0, 1, 1),
                        new LayerParameter("running_var", channels, order, "constant", 1, 1, 1));
        return new LayerOperation(
                text,
                input,
                request.input().meaning().changed(),
                settings.learned(),
                List.of(settings.mean(), settings.variance()),
                0,
                (context, values) ->
                        context.mode() == Mode.TRAIN
                                ? train(context, values.get(0), settings)
                                : predict(context, values.get(0), settings));
    }

    private static Node train(LoweringContext context, Node input, Settings settings) {
        final GraphBuilder builder = context.builder();
        final int last = input.shape().rank() - 1;
        final List<Integer> axes = IntStream.range(0, last).boxed().toList();
        final Node count = count(context, input.shape());
        final Node mean = mean(context, "Mean", input, axes, count);
        final Node centred =
                builder.map(
                        context.inner("Centred"),
                        Expressions.subtract(argument(0), argument(1)),
                        input.shape(),
                        List.of(input.shape().axes(), List.of(last)),
                        List.of(input, mean));
        final Node squares =
                builder.map(
                        context.inner("Squares"),
                        Expressions.multiply(argument(0), argument(0)),
                        centred);
        final Node variance = mean(context, "Variance", squares, axes, count);
        context.update(settings.mean(), kept(context, "NextMean", settings.mean(), mean, settings));
        // The variance of the population, of which the batch is a sample.
        final Node unbiased =
                builder.map(
                        context.inner("UnbiasedVariance"),
                        Expressions.divide(
                                Expressions.multiply(argument(0), argument(1)),
                                Expressions.apply(
                                        BinaryFunction.MAX,
                                        Expressions.subtract(argument(1), Expressions.ONE),
                                        Expressions.ONE)),
                        variance.shape(),
                        List.of(List.of(0), List.of()),
                        List.of(variance, count));
        context.update(
                settings.variance(),
                kept(context, "NextVariance", settings.variance(), unbiased, settings));
        final boolean learns = !settings.learned().isEmpty();
        final Node normal =
                builder.map(
                        learns ? context.inner("Normal") : context.label(),
                        Expressions.divide(argument(0), root(argument(1), settings)),
                        input.shape(),
                        List.of(input.shape().axes(), List.of(last)),
                        List.of(centred, variance));
        return Statistics.scaled(context, normal, settings.learned());
    }

    /** The elements of a channel in the batch. */
    private static Node count(LoweringContext context, Shape shape) {
        final GraphBuilder builder = context.builder();
        final double places = (double) shape.elements() / shape.extent(shape.rank() - 1);
        final Node each =
                builder.map(
                        context.inner("Places"),
                        new Constant(places),
                        Shape.SCALAR.batched(),
                        List.of(),
                        List.of());
        return builder.reduce(context.inner("Count"), Op.Reduce.Kind.SUM, each, 0);
    }

    private static Node mean(
            LoweringContext context, String what, Node input, List<Integer> axes, Node count) {
        final GraphBuilder builder = context.builder();
        final Node sum =
                builder.apply(
                        context.inner(what + "Sum"),
                        new Op.Reduce(Op.Reduce.Kind.SUM, axes),
                        List.of(input));
        return builder.map(
                context.inner(what),
                Expressions.divide(argument(0), argument(1)),
                sum.shape(),
                List.of(List.of(0), List.of()),
                List.of(sum, count));
    }

    /** {@code (1 - momentum) * kept + momentum * statistic}. */
    private static Node kept(
            LoweringContext context,
            String what,
            LayerParameter buffer,
            Node statistic,
            Settings settings) {
        final Expression old =
                Expressions.multiply(new Constant(1 - settings.momentum()), argument(0));
        final Expression added =
                Expressions.multiply(new Constant(settings.momentum()), argument(1));
        return context.builder()
                .map(
                        context.inner(what),
                        Expressions.add(old, added),
                        context.parameter(buffer),
                        statistic);
    }

    /** One factor and one summand for each channel. */
    private static Node predict(LoweringContext context, Node input, Settings settings) {
        final GraphBuilder builder = context.builder();
        final Node mean = context.parameter(settings.mean());
        final Node variance = context.parameter(settings.variance());
        final Expression root = root(argument(0), settings);
        final boolean learns = !settings.learned().isEmpty();
        final Node scale =
                learns
                        ? builder.map(
                                context.inner("Scale"),
                                Expressions.divide(argument(1), root),
                                variance,
                                context.parameter(settings.learned().get(0)))
                        : builder.map(
                                context.inner("Scale"),
                                Expressions.divide(Expressions.ONE, root),
                                variance);
        final Expression product = Expressions.multiply(argument(0), argument(1));
        final Node shift =
                learns
                        ? builder.map(
                                context.inner("Shift"),
                                Expressions.subtract(argument(2), product),
                                mean,
                                scale,
                                context.parameter(settings.learned().get(1)))
                        : builder.map(
                                context.inner("Shift"), Expressions.negate(product), mean, scale);
        final int last = input.shape().rank() - 1;
        return builder.map(
                context.label(),
                Expressions.add(product, argument(2)),
                input.shape(),
                List.of(input.shape().axes(), List.of(last), List.of(last)),
                List.of(input, scale, shift));
    }

    private static Expression root(Expression variance, Settings settings) {
        return Expressions.apply(
                UnaryFunction.SQRT, Expressions.add(variance, new Constant(settings.epsilon())));
    }
}
