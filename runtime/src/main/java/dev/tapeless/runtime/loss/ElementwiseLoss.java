package dev.tapeless.runtime.loss;

/**
 * A loss that is a sum over elements: each output is compared with the target element of its
 * position. With the mean reduction it is divided by the number of elements of the whole batch
 * (samples times outputs), as PyTorch does.
 *
 * <p>One's own, the fourth power of the differences for example:
 *
 * <pre>{@code
 * final class FourthPower extends ElementwiseLoss {
 *     @Override
 *     protected double element(double output, double target, double[] gradient, int index) {
 *         double d = output - target;
 *         gradient[index] = 4 * d * d * d;
 *         return d * d * d * d;
 *     }
 * }
 * }</pre>
 */
public abstract class ElementwiseLoss extends Loss {

    /** A mean over all elements of the batch. */
    protected ElementwiseLoss() {}

    /**
     * A mean or sum over all elements of the batch.
     *
     * @param reduction which of the two
     */
    protected ElementwiseLoss(Reduction reduction) {
        super(reduction);
    }

    /**
     * The loss of one element and its derivative, before any reduction.
     *
     * @param output the model's output
     * @param target the target element of the same position
     * @param gradient where to put the derivative of the returned value with respect to the output,
     *     at {@code index}
     * @param index the element's position in the row
     * @return the element's loss; not a number if the output is not a number
     */
    protected abstract double element(double output, double target, double[] gradient, int index);

    /**
     * The loss of one element and its derivative, as {@link #element(double, double, double[],
     * int)}: what a loss of this package overrides if it has elementary functions.
     *
     * @param output the model's output
     * @param target the target element of the same position
     * @param gradient where to put the derivative
     * @param index the element's position in the row
     * @param arithmetic the elementary functions
     * @return the element's loss
     */
    double element(
            double output, double target, double[] gradient, int index, Arithmetic arithmetic) {
        return element(output, target, gradient, index);
    }

    @Override
    protected double weight(double[] target) {
        return target.length;
    }

    @Override
    protected final double sample(double[] output, double[] target, double[] gradient) {
        return sample(output, target, gradient, Arithmetic.DOUBLE);
    }

    @Override
    final double sample(
            double[] output, double[] target, double[] gradient, Arithmetic arithmetic) {
        double sum = 0;
        for (int j = 0; j < output.length; j++) {
            sum += element(output[j], target[j], gradient, j, arithmetic);
        }
        return sum;
    }
}
