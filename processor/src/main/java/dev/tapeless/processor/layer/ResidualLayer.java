package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.argument;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.Optional;

/** What is read plus what another network makes of it. */
@AutoService(LayerDefinition.class)
public final class ResidualLayer implements LayerDefinition {

    /** For the service loader. */
    public ResidualLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Residual";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final String text = OperationText.of(request.use(), "value", "sharing");
        if (request.block().isEmpty()) {
            return LayerOperation.unknown(text).output(request.input().shape());
        }
        final Block block = request.block().get();
        if (block.takes(request)) {
            checkOutput(request, block);
        }
        final Optional<Shape> sum =
                block.input().isPresent() ? block.input() : request.input().shape();
        return block.operation(
                text,
                sum,
                Meaning.VALUES,
                (context, inputs) -> lower(context, inputs.get(0), block));
    }

    private static void checkOutput(LayerRequest request, Block block) {
        if (block.output().isPresent() && !block.output().equals(block.input())) {
            request.report(
                    "value",
                    Message.RESIDUAL_SHAPE,
                    request.subject(),
                    block.name(),
                    block.input().get(),
                    block.output().get());
        }
    }

    private static Node lower(LoweringContext context, Node input, Block block) {
        return context.builder()
                .map(
                        context.label(),
                        Expressions.add(argument(0), argument(1)),
                        input,
                        block.lower(context, input));
    }
}
