package dev.tapeless.processor.ir.expression;

import dev.tapeless.processor.ir.expression.Expression.Argument;
import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.Expression.Select;
import dev.tapeless.processor.ir.expression.Expression.Unary;

/** What a network in float arithmetic computes: every operation rounded to float. */
record FloatEvaluation(float[] arguments) implements Expression.Visitor<Float> {

    static float evaluate(Expression expression, float... arguments) {
        return expression.accept(new FloatEvaluation(arguments));
    }

    @Override
    public Float constant(Constant expression) {
        return (float) expression.value();
    }

    @Override
    public Float argument(Argument expression) {
        return arguments[expression.index()];
    }

    @Override
    public Float unary(Unary expression) {
        final float operand = expression.operand().accept(this);
        return (float) Evaluation.evaluate(expression.function(), operand);
    }

    @Override
    public Float binary(Binary expression) {
        final float left = expression.left().accept(this);
        final float right = expression.right().accept(this);
        return (float) Evaluation.evaluate(expression.function(), left, right);
    }

    @Override
    public Float select(Select expression) {
        final float left = expression.left().accept(this);
        final float right = expression.right().accept(this);
        return Evaluation.holds(expression.comparison(), left, right)
                ? expression.then().accept(this)
                : expression.otherwise().accept(this);
    }
}
