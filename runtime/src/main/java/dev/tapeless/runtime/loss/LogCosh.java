package dev.tapeless.runtime.loss;

/**
 * The logarithm of the hyperbolic cosine of the difference d = y - t, as Keras's {@code LogCosh}:
 * about {@code d^2 / 2} where d is small and {@code |d| - log 2} where it is large, computed
 * without overflow. Derivative: {@code tanh d}.
 */
public final class LogCosh extends ElementwiseLoss {
    private static final double LOG_2 = StrictMath.log(2);

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     */
    LogCosh(Reduction reduction) {
        super(reduction);
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over all elements, or sum
     * @return a new loss with it
     */
    public LogCosh reduction(Reduction reduction) {
        return new LogCosh(reduction);
    }

    @Override
    protected double element(double output, double target, double[] gradient, int index) {
        double difference = output - target;
        double size = Math.abs(difference);
        gradient[index] = StrictMath.tanh(difference);
        return size + StrictMath.log1p(StrictMath.exp(-2 * size)) - LOG_2;
    }
}
