package dev.tapeless.processor.ir.expression;

/**
 * A scalar expression, the body of an elementwise operation. A value: two expressions of the same
 * structure are equal.
 */
public sealed interface Expression {

    /**
     * Calls the method of the visitor that belongs to this kind of expression.
     *
     * @param visitor who treats expressions
     * @param <R> the visitor's result
     * @return what the visitor returned
     */
    <R> R accept(Visitor<R> visitor);

    /**
     * A number.
     *
     * @param value its value
     */
    record Constant(double value) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.constant(this);
        }
    }

    /**
     * The element of an operand.
     *
     * @param index which operand, from 0
     */
    record Argument(int index) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.argument(this);
        }
    }

    /**
     * A function of one value.
     *
     * @param function the function
     * @param operand its argument
     */
    record Unary(UnaryFunction function, Expression operand) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unary(this);
        }
    }

    /**
     * A function of two values.
     *
     * @param function the function
     * @param left the first argument
     * @param right the second argument
     */
    record Binary(BinaryFunction function, Expression left, Expression right)
            implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.binary(this);
        }
    }

    /**
     * One of two values, chosen by a comparison; false whenever an operand is not a number, but for
     * {@link Comparison#NOT_EQUAL}.
     *
     * @param comparison how the operands are compared
     * @param left the first operand of the comparison
     * @param right the second operand of the comparison
     * @param then the value where the comparison holds
     * @param otherwise the value elsewhere
     */
    record Select(
            Comparison comparison,
            Expression left,
            Expression right,
            Expression then,
            Expression otherwise)
            implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.select(this);
        }
    }

    /**
     * Treats every kind of expression.
     *
     * @param <R> the result
     */
    interface Visitor<R> {
        /**
         * Treats a number.
         *
         * @param expression the number
         * @return the result
         */
        R constant(Constant expression);

        /**
         * Treats an operand's element.
         *
         * @param expression the argument
         * @return the result
         */
        R argument(Argument expression);

        /**
         * Treats a function of one value.
         *
         * @param expression the function and its argument
         * @return the result
         */
        R unary(Unary expression);

        /**
         * Treats a function of two values.
         *
         * @param expression the function and its arguments
         * @return the result
         */
        R binary(Binary expression);

        /**
         * Treats a choice.
         *
         * @param expression the comparison and both values
         * @return the result
         */
        R select(Select expression);
    }
}
