package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.Link;
import dev.tapeless.runtime.RowPart;

import java.util.List;

/**
 * What training makes small: a function of output rows and target rows.
 *
 * <p>A loss of one's own is one method, for one sample; precision, batch and reduction are dealt
 * with here. The sum of the absolute differences, for example:
 *
 * <pre>{@code
 * final class AbsoluteError extends Loss {
 *     @Override
 *     protected double sample(double[] output, double[] target, double[] gradient) {
 *         double sum = 0;
 *         for (int j = 0; j < output.length; j++) {
 *             sum += Math.abs(output[j] - target[j]);
 *             gradient[j] = Math.signum(output[j] - target[j]);
 *         }
 *         return sum;
 *     }
 * }
 * }</pre>
 *
 * <p>The reduction is {@link Reduction#MEAN} unless the constructor says otherwise. Loss and
 * gradients of float networks are computed in double, but for the exponentials and logarithms of
 * the losses here, and the gradients rounded to the nearest float; this keeps rows of scratch
 * space, so that nothing is allocated after the first evaluation, and a loss is not thread-safe:
 * one for each thread.
 */
public abstract class Loss {
    private final Reduction reduction;
    private double denominator = 1;

    /** Made at the first use, when the subclass is ready to be called. */
    private BatchLoss batchLoss;

    /** A mean over the batch. */
    protected Loss() {
        this(Reduction.MEAN);
    }

    /**
     * A mean or sum over the batch.
     *
     * @param reduction which of the two
     */
    protected Loss(Reduction reduction) {
        this.reduction = reduction;
    }

    /**
     * The loss of one sample and its derivatives, before any reduction.
     *
     * @param output the model's output, not to be changed
     * @param target the target, not to be changed; it has passed {@link #checkTarget}
     * @param gradient zeros, one an output; to be set to the derivatives of the returned value with
     *     respect to the outputs. Never null
     * @return the sample's loss; not a number if an output is not a number
     */
    protected abstract double sample(double[] output, double[] target, double[] gradient);

    /**
     * The loss of one sample and its derivatives, as {@link #sample(double[], double[], double[])}:
     * what a loss of this package overrides if it has elementary functions.
     *
     * @param output the model's output
     * @param target the target
     * @param gradient zeros, to be set to the derivatives
     * @param arithmetic the elementary functions
     * @return the sample's loss
     */
    double sample(double[] output, double[] target, double[] gradient, Arithmetic arithmetic) {
        return sample(output, target, gradient);
    }

    /**
     * The loss of one sample and its derivatives with respect to the logits of the outputs. Called
     * only where {@link #isCanonical} says so.
     *
     * @param output the model's output
     * @param target the target
     * @param gradient zeros, to be set to the derivatives
     * @param arithmetic the elementary functions
     * @return the sample's loss
     */
    double logitSample(double[] output, double[] target, double[] gradient, Arithmetic arithmetic) {
        throw new IllegalStateException("derivatives with respect to logits are not known");
    }

    /**
     * Whether {@link #logitSample} belongs to a link.
     *
     * @param link what makes outputs of logits
     * @param outputSize the number of outputs
     * @param classes how many of them one softmax has
     * @return false unless overridden
     */
    boolean isCanonical(Link link, int outputSize, int classes) {
        return false;
    }

    /**
     * Whether this loss goes well with the last layer of a model: whether its derivatives with
     * respect to the model's logits are known in closed form.
     *
     * @param outputs the model's outputs
     * @param links what the model makes of its logits, one for each output or none at all
     * @return whether {@link #evaluate(float[][], float[][], float[][], int, List)} may be given
     *     the links, and {@link dev.tapeless.runtime.Model#backwardLogits} what it computes
     */
    public final boolean takesLogits(List<RowPart> outputs, List<Link> links) {
        return !links.isEmpty() && areCanonical(links, outputs);
    }

    /**
     * Whether this loss goes well with all outputs of a model.
     *
     * @param links what makes the outputs of their logits, one for each
     * @param outputs the outputs
     * @return whether the derivatives with respect to all logits are known
     */
    boolean areCanonical(List<Link> links, List<RowPart> outputs) {
        return links.size() == 1 && isCanonical(links.get(0), outputs.get(0));
    }

    /**
     * Whether this loss of one output goes well with its link.
     *
     * @param link what makes the output of its logits
     * @param output the output
     * @return whether the derivatives with respect to the logits are known
     */
    final boolean isCanonical(Link link, RowPart output) {
        List<Integer> shape = output.shape();
        int classes = shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
        return link != Link.IDENTITY && isCanonical(link, output.size(), classes);
    }

    /**
     * What a sample counts in the denominator of the mean: 1 unless overridden. A loss that weighs
     * its samples gives the weight here and multiplies by it in {@link #sample} too.
     *
     * @param target the sample's target, not to be changed
     * @return the weight, at least 0; a batch of samples that all weigh nothing has the loss 0
     */
    protected double weight(double[] target) {
        return 1;
    }

    /**
     * How many elements the target of a sample has in a row that holds targets for several outputs,
     * see {@link OutputLosses}: as many as there are outputs unless overridden, 1 for losses that
     * take a class index.
     *
     * @param outputSize the number of the model's outputs
     * @return the elements, at least 1
     */
    protected int targetSize(int outputSize) {
        return outputSize;
    }

    /**
     * Refuses a target that does not fit the model. Unless overridden, a target has one element for
     * each output.
     *
     * @param target the sample's target, not to be changed
     * @param outputSize the number of the model's outputs
     * @param sample the sample's position, for the message
     * @throws IllegalArgumentException if it does not fit; the message says what was found and what
     *     was expected
     */
    protected void checkTarget(double[] target, int outputSize, int sample) {
        if (target.length != outputSize) {
            throw TargetChecks.wrongLength(
                    sample, target.length, outputSize + ", one for each output of the model");
        }
    }

    /**
     * Mean or sum.
     *
     * @return how the samples' losses become one number
     */
    public final Reduction reduction() {
        return reduction;
    }

    /**
     * What the last evaluation divided the samples' sum by: for a mean the sum of the weights, for
     * a sum 1. Over several batches, the mean loss of all is the sum of {@code value * denominator}
     * divided by the sum of the denominators.
     *
     * @return the denominator; 1 before the first evaluation
     */
    public final double denominator() {
        return denominator;
    }

    /**
     * The loss of a batch and its derivatives.
     *
     * @param outputs the model's output rows, all of one length
     * @param targets their target rows
     * @param outputGradients rows of the outputs' length, overwritten by the derivatives of the
     *     returned value with respect to the outputs, one that overflows by the largest number;
     *     null if only the value is wanted. They must not be the output rows themselves
     * @param count how many rows to use, from 1 to the length of each array
     * @return the mean or sum of the samples' losses
     * @throws IllegalArgumentException if the count, the length of a row or a target is wrong; no
     *     gradient has changed then
     */
    public final double evaluate(
            float[][] outputs, float[][] targets, float[][] outputGradients, int count) {
        return evaluate(outputs, targets, outputGradients, count, List.of());
    }

    /**
     * The loss of a batch and its derivatives with respect to the logits of the outputs. Where an
     * output has the probability 0 for what the target has, the loss is that of the smallest
     * positive number instead of infinity, as the derivatives are exact there too.
     *
     * @param outputs the model's output rows, all of one length
     * @param targets their target rows
     * @param logitGradients rows of the outputs' length, overwritten by the derivatives of the
     *     returned value with respect to the logits; null if only the value is wanted
     * @param count how many rows to use, from 1 to the length of each array
     * @param links what the model makes of its logits, which this loss {@link #takesLogits}; empty
     *     for derivatives with respect to the outputs
     * @return the mean or sum of the samples' losses
     * @throws IllegalArgumentException if the count, the length of a row or a target is wrong; no
     *     gradient has changed then
     */
    public final double evaluate(
            float[][] outputs,
            float[][] targets,
            float[][] logitGradients,
            int count,
            List<Link> links) {
        return evaluate(Precision.FLOAT, outputs, targets, logitGradients, count, links);
    }

    /**
     * The loss of a batch and its derivatives.
     *
     * @param outputs the model's output rows, all of one length
     * @param targets their target rows
     * @param outputGradients rows of the outputs' length, overwritten by the derivatives of the
     *     returned value with respect to the outputs, one that overflows by the largest number;
     *     null if only the value is wanted. They must not be the output rows themselves
     * @param count how many rows to use, from 1 to the length of each array
     * @return the mean or sum of the samples' losses
     * @throws IllegalArgumentException if the count, the length of a row or a target is wrong; no
     *     gradient has changed then
     */
    public final double evaluate(
            double[][] outputs, double[][] targets, double[][] outputGradients, int count) {
        return evaluate(outputs, targets, outputGradients, count, List.of());
    }

    /**
     * The loss of a batch and its derivatives with respect to the logits of the outputs. Where an
     * output has the probability 0 for what the target has, the loss is that of the smallest
     * positive number instead of infinity, as the derivatives are exact there too.
     *
     * @param outputs the model's output rows, all of one length
     * @param targets their target rows
     * @param logitGradients rows of the outputs' length, overwritten by the derivatives of the
     *     returned value with respect to the logits; null if only the value is wanted
     * @param count how many rows to use, from 1 to the length of each array
     * @param links what the model makes of its logits, which this loss {@link #takesLogits}; empty
     *     for derivatives with respect to the outputs
     * @return the mean or sum of the samples' losses
     * @throws IllegalArgumentException if the count, the length of a row or a target is wrong; no
     *     gradient has changed then
     */
    public final double evaluate(
            double[][] outputs,
            double[][] targets,
            double[][] logitGradients,
            int count,
            List<Link> links) {
        return evaluate(Precision.DOUBLE, outputs, targets, logitGradients, count, links);
    }

    /**
     * Refuses targets that do not fit a model; {@link #evaluate} does the same for its batch.
     *
     * @param targets the target rows
     * @param count how many of them to check
     * @param outputSize the number of the model's outputs
     * @throws IllegalArgumentException for the first one that does not fit
     */
    public final void checkTargets(float[][] targets, int count, int outputSize) {
        batchLoss().weights(Precision.FLOAT, targets, count, outputSize);
    }

    /**
     * Refuses targets that do not fit a model; {@link #evaluate} does the same for its batch.
     *
     * @param targets the target rows
     * @param count how many of them to check
     * @param outputSize the number of the model's outputs
     * @throws IllegalArgumentException for the first one that does not fit
     */
    public final void checkTargets(double[][] targets, int count, int outputSize) {
        batchLoss().weights(Precision.DOUBLE, targets, count, outputSize);
    }

    /**
     * The loss of a batch and its derivatives.
     *
     * @param <R> the row type
     * @param precision the network's precision
     * @param outputs the model's output rows
     * @param targets their target rows
     * @param gradients overwritten by the derivatives; null if only the value is wanted
     * @param count how many rows to use
     * @param links those of the logits with respect to which the derivatives are; empty for those
     *     with respect to the outputs
     * @return the mean or sum of the samples' losses
     * @throws IllegalArgumentException if the count, the length of a row or a target is wrong
     */
    final <R> double evaluate(
            Precision<R> precision,
            R[] outputs,
            R[] targets,
            R[] gradients,
            int count,
            List<Link> links) {
        int size = outputSize(precision, outputs);
        precision.check(outputs, count, size, "outputs");
        if (gradients != null) {
            String what = links.isEmpty() ? "outputGradients" : "logitGradients";
            precision.check(gradients, count, size, what);
        }
        double weights = batchLoss().weights(precision, targets, count, size);
        double divisor = divisor(weights);
        double value =
                batchLoss().value(precision, outputs, targets, gradients, count, divisor, links);
        denominator = reduction == Reduction.MEAN ? weights : 1;
        return value;
    }

    /** A first row that is missing is reported by the check of all rows; any size will do. */
    private static <R> int outputSize(Precision<R> precision, R[] outputs) {
        boolean isMissing = outputs == null || outputs.length == 0 || outputs[0] == null;
        return isMissing ? 0 : precision.rowType().length(outputs[0]);
    }

    /** Samples that all weigh nothing have a mean of 0, and no gradient. */
    private double divisor(double weights) {
        return reduction == Reduction.MEAN && weights != 0 ? weights : 1;
    }

    /**
     * How the loss of a batch is put together: sample by sample unless overridden.
     *
     * @return a new sum over the parts of a batch
     */
    BatchLoss newBatchLoss() {
        return new SampleSum(this);
    }

    private BatchLoss batchLoss() {
        if (batchLoss == null) {
            batchLoss = newBatchLoss();
        }
        return batchLoss;
    }
}
