package dev.tapeless.processor.ir.expression;

import dev.tapeless.processor.ir.expression.Expression.Argument;
import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.Expression.Select;
import dev.tapeless.processor.ir.expression.Expression.Unary;

import java.util.List;
import java.util.function.UnaryOperator;

/** What every kind of expression is directly made of: the places to change for a new kind. */
final class Operands {

    /** The operands in the order of their evaluation. */
    static final Expression.Visitor<List<Expression>> LIST = Listing.INSTANCE;

    private Operands() {}

    private enum Listing implements Expression.Visitor<List<Expression>> {
        INSTANCE;

        @Override
        public List<Expression> constant(Constant expression) {
            return List.of();
        }

        @Override
        public List<Expression> argument(Argument expression) {
            return List.of();
        }

        @Override
        public List<Expression> unary(Unary expression) {
            return List.of(expression.operand());
        }

        @Override
        public List<Expression> binary(Binary expression) {
            return List.of(expression.left(), expression.right());
        }

        @Override
        public List<Expression> select(Select expression) {
            return List.of(
                    expression.left(),
                    expression.right(),
                    expression.then(),
                    expression.otherwise());
        }
    }

    /**
     * The same kind of expression over other operands; the expression itself when none is changed.
     *
     * @param change gives what stands in the place of an operand
     */
    record Replacement(UnaryOperator<Expression> change) implements Expression.Visitor<Expression> {

        @Override
        public Expression constant(Constant expression) {
            return expression;
        }

        @Override
        public Expression argument(Argument expression) {
            return expression;
        }

        @Override
        public Expression unary(Unary expression) {
            final Expression operand = change.apply(expression.operand());
            return operand == expression.operand()
                    ? expression
                    : new Unary(expression.function(), operand);
        }

        @Override
        public Expression binary(Binary expression) {
            final Expression left = change.apply(expression.left());
            final Expression right = change.apply(expression.right());
            return left == expression.left() && right == expression.right()
                    ? expression
                    : new Binary(expression.function(), left, right);
        }

        @Override
        public Expression select(Select expression) {
            final Expression left = change.apply(expression.left());
            final Expression right = change.apply(expression.right());
            final Expression then = change.apply(expression.then());
            final Expression otherwise = change.apply(expression.otherwise());
            return left == expression.left()
                            && right == expression.right()
                            && then == expression.then()
                            && otherwise == expression.otherwise()
                    ? expression
                    : new Select(expression.comparison(), left, right, then, otherwise);
        }
    }
}
