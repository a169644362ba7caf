package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.argument;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.List;

/** Branches of one shape that are joined element by element, from left to right. */
final class Elementwise {

    private Elementwise() {}

    /**
     * An operation that joins all branches by one function.
     *
     * @param request the annotation and its branches
     * @param function what joins two of them
     * @return the operation
     */
    static LayerOperation define(LayerRequest request, BinaryFunction function) {
        final String text = OperationText.of(request.use());
        LayerInput first = null;
        for (int branch = 0; branch < request.inputs().size(); branch++) {
            final LayerInput input = request.inputs().get(branch);
            if (input.shape().isPresent() && first == null) {
                first = input;
            } else if (input.shape().isPresent() && !input.shape().equals(first.shape())) {
                request.report()
                        .add(
                                request.use().from().get(branch).source(),
                                Message.SHAPE_BRANCHES,
                                request.subject(),
                                first.name(),
                                first.shape().get(),
                                input.name(),
                                input.shape().get());
                return LayerOperation.unknown(text);
            }
        }
        return first == null
                ? LayerOperation.unknown(text)
                : LayerOperation.of(
                        text,
                        first.shape(),
                        (context, inputs) ->
                                ManyBranches.join(inputs, some -> join(context, some, function)));
    }

    private static Node join(LoweringContext context, List<Node> inputs, BinaryFunction function) {
        Expression joined = argument(0);
        for (int branch = 1; branch < inputs.size(); branch++) {
            joined = Expressions.apply(function, joined, argument(branch));
        }
        return context.builder().map(context.label(), joined, inputs.toArray(new Node[0]));
    }
}
