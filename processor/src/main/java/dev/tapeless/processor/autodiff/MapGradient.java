package dev.tapeless.processor.autodiff;

import dev.tapeless.processor.ir.Elementwise;
import dev.tapeless.processor.ir.Elementwise.Read;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.Derivative;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expression.Argument;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.OutputForm;
import dev.tapeless.processor.ir.expression.Simplifier;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * The derivatives of an elementwise operation. Each is computed from the stored result instead of
 * operands wherever that spares an operand: the result is there anyway, because what follows reads
 * it, and an operand that nobody reads again need not be kept for the way back.
 */
final class MapGradient {

    private final Expression function;
    private final List<Read> reads;
    private final int outputIndex;
    private final int adjointIndex;

    /**
     * Prepares the derivatives of one node.
     *
     * @param node the result
     * @param op its operation
     * @param adjoint the adjoint of the result
     */
    MapGradient(Node node, Op.Map op, Node adjoint) {
        final Elementwise forward = Elementwise.of(op, node.operands());
        function = Simplifier.simplify(op.body());
        reads = new ArrayList<>(forward.reads());
        outputIndex = reads.size();
        reads.add(Read.inPlace(node));
        adjointIndex = reads.size();
        reads.add(Read.inPlace(adjoint));
    }

    /**
     * The adjoint times the derivative, at every element of the result.
     *
     * @param operand with respect to which operand
     * @return the product, with the factor inside the branches of a choice
     */
    Elementwise terms(int operand) {
        final Expression product =
                Expressions.multiply(Expressions.argument(adjointIndex), derivative(operand));
        return new Elementwise(product, reads, reads.get(adjointIndex).node().shape());
    }

    private Expression derivative(int operand) {
        final Expression byInput = Simplifier.simplify(Derivative.of(function, operand));
        final Expression byOutput =
                OutputForm.derivative(function, operand, new Argument(outputIndex));
        return operandsOf(byOutput) < operandsOf(byInput) ? byOutput : byInput;
    }

    private int operandsOf(Expression derivative) {
        final SortedSet<Integer> found = Expressions.arguments(derivative);
        found.remove(outputIndex);
        return found.size();
    }
}
