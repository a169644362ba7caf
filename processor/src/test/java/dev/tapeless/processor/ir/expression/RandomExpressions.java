package dev.tapeless.processor.ir.expression;

import java.util.List;
import java.util.Random;

/** Makes expressions that a test has not thought of. */
final class RandomExpressions {

    private static final List<Double> NUMBERS = List.of(-2.0, -1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 0.1);

    private final Random random;
    private final int arguments;

    RandomExpressions(long seed, int arguments) {
        random = new Random(seed);
        this.arguments = arguments;
    }

    Expression next(int depth) {
        final int choice = random.nextInt(depth <= 0 ? 2 : 10);
        if (choice == 0) {
            return Expressions.number(NUMBERS.get(random.nextInt(NUMBERS.size())));
        }
        if (choice == 1) {
            return Expressions.argument(random.nextInt(arguments));
        }
        if (choice < 4) {
            return Expressions.apply(one(UnaryFunction.values()), next(depth - 1));
        }
        if (choice < 9) {
            return Expressions.apply(
                    one(BinaryFunction.values()), next(depth - 1), next(depth - 1));
        }
        return Expressions.where(
                one(Comparison.values()),
                next(depth - 2),
                next(depth - 2),
                next(depth - 1),
                next(depth - 1));
    }

    double value() {
        return random.nextDouble() * 4 - 2;
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
