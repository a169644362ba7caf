package dev.tapeless.processor.layer;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Makes the nodes of a recurrent cell.
 *
 * @param builder the body of the scan
 * @param units how many units the layer has
 * @param labels gives the label of a value of the cell from its name
 */
record RecurrentCell(GraphBuilder builder, int units, UnaryOperator<String> labels) {

    /**
     * An elementwise expression.
     *
     * @param name what the result is, capitalised
     * @param body the expression
     * @param operands its arguments, all of one shape
     * @return the result
     */
    Node map(String name, Expression body, Node... operands) {
        return builder.map(labels.apply(name), body, operands);
    }

    /**
     * What all units have of one gate.
     *
     * @param gates one gate after the other
     * @param index which
     * @param name what it is called
     * @return its part
     */
    Node gate(Node gates, int index, String name) {
        final Shape shape = Shape.of(units).batched();
        final IndexMap source =
                new IndexMap(List.of(Affine.axis(2, 0), Affine.axis(2, 1).plus(index * units)));
        final String label = gates.label() + "[" + name + "]";
        return builder.apply(label, new Op.View(source, shape, 0), List.of(gates));
    }

    /**
     * A gate: a function of the sum of what it has of the input and of the state.
     *
     * @param name what it is, capitalised
     * @param function what it is run through
     * @param input all gates of the input
     * @param recurrent all gates of the state
     * @param index which
     * @return the gate
     */
    Node gate(String name, UnaryFunction function, Node input, Node recurrent, int index) {
        final String lower = name.toLowerCase(Locale.ROOT);
        return map(
                name,
                Expressions.apply(
                        function,
                        Expressions.add(Expressions.argument(0), Expressions.argument(1))),
                gate(input, index, lower),
                gate(recurrent, index, lower));
    }
}
