package dev.tapeless.processor.emit;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.ir.expression.Evaluation;
import dev.tapeless.processor.ir.expression.UnaryFunction;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.runtime.math.Elementary;

import java.util.List;
import java.util.Random;

/** Values that a test has not thought of, over two locals and an array, and what they are worth. */
final class RandomValues {

    private static final double A = 1.5;
    private static final double B = -0.75;
    private static final double[] ROW = {0.25, -2, 3};
    private static final double[] NUMBERS = {0.0, 1, 2, 0.5, -1, -0.25, 3};

    private static final List<UnaryFunction> FUNCTIONS =
            List.of(
                    UnaryFunction.NEGATE,
                    UnaryFunction.NEGATE,
                    UnaryFunction.NEGATE,
                    UnaryFunction.ABS,
                    UnaryFunction.SQRT,
                    UnaryFunction.TANH);

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    /** The declarations of what the values read. */
    static String declarations(Real real) {
        return "%1$s a = 1.5f; %1$s b = -0.75f; %1$s[] row = {0.25f, -2f, 3f};"
                .formatted(real.type);
    }

    /** A value of at most so many levels. */
    Value value(int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return leaf();
        }
        return switch (random.nextInt(9)) {
            case 0, 1, 2, 3 -> {
                final BinaryFunction[] all = BinaryFunction.values();
                final BinaryFunction function = all[random.nextInt(all.length)];
                yield new Value.Binary(function, value(depth - 1), value(depth - 1));
            }
            case 4, 5 ->
                    new Value.Unary(
                            FUNCTIONS.get(random.nextInt(FUNCTIONS.size())), value(depth - 1));
            case 6, 7 -> {
                final Comparison[] all = Comparison.values();
                yield new Value.Select(
                        all[random.nextInt(all.length)],
                        value(depth - 1),
                        value(depth - 1),
                        value(depth - 1),
                        value(depth - 1));
            }
            default -> new Value.Fma(value(depth - 1), value(depth - 1), value(depth - 1));
        };
    }

    private Value leaf() {
        return switch (random.nextInt(4)) {
            case 0 -> Value.name("a");
            case 1 -> Value.name("b");
            case 2 -> Value.element("row", random.nextInt(ROW.length));
            default -> new Value.Real(NUMBERS[random.nextInt(NUMBERS.length)]);
        };
    }

    /** What a value is worth, rounded after every operation in single precision. */
    static double evaluate(Real real, Value value) {
        if (value instanceof Value.Real number) {
            return number.value();
        } else if (value instanceof Value.Name name) {
            return name.name().equals("a") ? A : B;
        } else if (value instanceof Value.Element element) {
            return ROW[((Value.Whole) element.index()).value()];
        } else if (value instanceof Value.Unary unary) {
            return unary(real, unary.function(), evaluate(real, unary.operand()));
        } else if (value instanceof Value.Binary binary) {
            final double left = evaluate(real, binary.left());
            final double right = evaluate(real, binary.right());
            return rounded(real, Evaluation.evaluate(binary.function(), left, right));
        } else if (value instanceof Value.Select select) {
            final boolean holds =
                    Evaluation.holds(
                            select.comparison(),
                            evaluate(real, select.left()),
                            evaluate(real, select.right()));
            return evaluate(real, holds ? select.then() : select.otherwise());
        }
        final Value.Fma fma = (Value.Fma) value;
        final double left = evaluate(real, fma.left());
        final double right = evaluate(real, fma.right());
        final double addend = evaluate(real, fma.addend());
        return real == Real.FLOAT
                ? Math.fma((float) left, (float) right, (float) addend)
                : Math.fma(left, right, addend);
    }

    private static double unary(Real real, UnaryFunction function, double operand) {
        if (function != UnaryFunction.TANH) {
            return rounded(real, Evaluation.evaluate(function, operand));
        }
        return real == Real.FLOAT ? Elementary.tanh((float) operand) : Elementary.tanh(operand);
    }

    private static double rounded(Real real, double value) {
        return real == Real.FLOAT ? (float) value : value;
    }
}
