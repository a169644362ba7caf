package dev.tapeless.processor.schedule.group;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.List;
import java.util.Optional;

/**
 * An elementwise expression over a product, taken apart: the bias, from which the sums of the
 * product can start, and what is left to do with the sums.
 *
 * @param bias the operand that is added to the product, a row that all samples share
 * @param rest the expression with the sum of product and bias as the product's argument
 */
public record BiasSplit(Node bias, Expression rest) {

    /** Finds {@code product + bias} in the body of the map that alone reads the product. */
    public static Optional<BiasSplit> of(Node product, Node node) {
        if (!(node.op() instanceof Op.Map map)
                || node.shape().rank() < 2
                || !node.shape().equals(product.shape())) {
            return Optional.empty();
        }
        final List<Integer> lastAxis = List.of(node.shape().rank() - 1);
        final int sum = node.operands().indexOf(product);
        for (int k = 0; k < node.operands().size(); k++) {
            final Node operand = node.operands().get(k);
            final boolean shared =
                    operand.op() instanceof Op.Parameter
                            && map.projections().get(k).equals(lastAxis);
            if (shared) {
                final Expression.Argument product0 = new Expression.Argument(sum);
                final Expression.Argument bias = new Expression.Argument(k);
                final Expression rest = replace(map.body(), product0, bias);
                if (reads(rest, product0) == reads(map.body(), product0)
                        && reads(rest, bias) == 0) {
                    return Optional.of(new BiasSplit(operand, rest));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether nothing is left to do. */
    public boolean isPlain() {
        return rest instanceof Expression.Argument;
    }

    private static Expression replace(
            Expression body, Expression.Argument product, Expression.Argument bias) {
        final boolean isSum =
                body.equals(Expressions.add(product, bias))
                        || body.equals(Expressions.add(bias, product));
        if (isSum) {
            return product;
        }
        return Expressions.withOperands(body, operand -> replace(operand, product, bias));
    }

    /** How often an expression reads an argument. */
    public static int reads(Expression body, Expression.Argument argument) {
        int reads = body.equals(argument) ? 1 : 0;
        for (final Expression operand : Expressions.operands(body)) {
            reads += reads(operand, argument);
        }
        return reads;
    }
}
