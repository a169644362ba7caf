package dev.tapeless.processor.schedule.code;

import dev.tapeless.processor.ir.expression.Expression;

import java.util.List;

/** Makes a value of an expression, with values in the place of its arguments. */
final class Substitution implements Expression.Visitor<Value> {

    private final List<? extends Value> arguments;

    Substitution(List<? extends Value> arguments) {
        this.arguments = arguments;
    }

    @Override
    public Value constant(Expression.Constant expression) {
        return new Value.Real(expression.value());
    }

    @Override
    public Value argument(Expression.Argument expression) {
        return arguments.get(expression.index());
    }

    @Override
    public Value unary(Expression.Unary expression) {
        return new Value.Unary(expression.function(), expression.operand().accept(this));
    }

    @Override
    public Value binary(Expression.Binary expression) {
        return new Value.Binary(
                expression.function(),
                expression.left().accept(this),
                expression.right().accept(this));
    }

    @Override
    public Value select(Expression.Select expression) {
        return new Value.Select(
                expression.comparison(),
                expression.left().accept(this),
                expression.right().accept(this),
                expression.then().accept(this),
                expression.otherwise().accept(this));
    }
}
