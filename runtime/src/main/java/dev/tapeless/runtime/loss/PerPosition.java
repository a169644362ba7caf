package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.Link;

import java.util.Arrays;

/**
 * A loss at each position of a sequence: output and target are cut into as many equal parts as
 * there are positions, and each pair of parts is a sample of the other loss. A model that ends in
 * {@code @Dense(classes)} over a sequence of {@code positions} gives {@code positions * classes}
 * outputs; its targets are {@code positions} class indices, one after the other.
 *
 * <p>A mean is one over all positions of all samples, weighed as the other loss weighs its samples,
 * as PyTorch's losses take it over sequences. Positions may be left out with {@link #ignoring}.
 */
public final class PerPosition extends Loss {
    private final Loss loss;
    private final int positions;
    private final double ignored;
    private final ScratchRow output = new ScratchRow();
    private final ScratchRow target = new ScratchRow();
    private final ScratchRow gradient = new ScratchRow();

    /**
     * Made by {@link Losses}.
     *
     * @param loss the loss at a position
     * @param positions how many there are
     * @param ignored the target of a position that does not count; not a number if all count
     */
    PerPosition(Loss loss, int positions, double ignored) {
        super(loss.reduction());
        if (positions < 1) {
            throw new IllegalArgumentException(
                    "found " + positions + " positions, expected at least 1");
        }
        this.loss = loss;
        this.positions = positions;
        this.ignored = ignored;
    }

    /**
     * Leaves out the positions whose target is a certain number, for instance the padding behind
     * short sequences: they add nothing to the loss, get no gradient and do not count in the mean.
     * Default: all count. PyTorch's {@code ignore_index}.
     *
     * @param index the target of such a position, usually -1 or -100; where a position has several
     *     targets, all of them
     * @return a new loss with it
     */
    public PerPosition ignoring(int index) {
        return new PerPosition(loss, positions, index);
    }

    @Override
    protected int targetSize(int outputSize) {
        return positions * loss.targetSize(outputSize / positions);
    }

    @Override
    protected void checkTarget(double[] row, int outputSize, int sample) {
        if (outputSize % positions != 0) {
            throw new IllegalArgumentException(
                    "found "
                            + outputSize
                            + " outputs of the model, expected a multiple of "
                            + positions
                            + ", as many for each position");
        }
        if (row.length == 0 || row.length % positions != 0) {
            throw TargetChecks.wrongLength(
                    sample,
                    row.length,
                    "a multiple of " + positions + ", as many for each position");
        }
        for (int p = 0; p < positions; p++) {
            if (counts(row, p)) {
                try {
                    loss.checkTarget(targetAt(row, p), outputSize / positions, sample);
                } catch (IllegalArgumentException wrong) {
                    throw new IllegalArgumentException(
                            "position " + p + ", " + wrong.getMessage(), wrong);
                }
            }
        }
    }

    @Override
    protected double weight(double[] row) {
        double sum = 0;
        for (int p = 0; p < positions; p++) {
            if (counts(row, p)) {
                sum += loss.weight(targetAt(row, p));
            }
        }
        return sum;
    }

    @Override
    protected double sample(double[] outputs, double[] targets, double[] gradients) {
        return sample(outputs, targets, gradients, Arithmetic.DOUBLE);
    }

    @Override
    double sample(double[] outputs, double[] targets, double[] gradients, Arithmetic arithmetic) {
        return sum(outputs, targets, gradients, arithmetic, false);
    }

    @Override
    boolean isCanonical(Link link, int outputSize, int classes) {
        return outputSize % positions == 0
                && loss.isCanonical(link, outputSize / positions, classes);
    }

    @Override
    double logitSample(
            double[] outputs, double[] targets, double[] gradients, Arithmetic arithmetic) {
        return sum(outputs, targets, gradients, arithmetic, true);
    }

    private double sum(
            double[] outputs,
            double[] targets,
            double[] gradients,
            Arithmetic arithmetic,
            boolean ofLogits) {
        int width = outputs.length / positions;
        double[] predicted = output.ofLength(width);
        double[] derivatives = gradient.ofLength(width);
        double sum = 0;
        for (int p = 0; p < positions; p++) {
            if (counts(targets, p)) {
                System.arraycopy(outputs, p * width, predicted, 0, width);
                Arrays.fill(derivatives, 0);
                double[] wanted = targetAt(targets, p);
                sum +=
                        ofLogits
                                ? loss.logitSample(predicted, wanted, derivatives, arithmetic)
                                : loss.sample(predicted, wanted, derivatives, arithmetic);
                System.arraycopy(derivatives, 0, gradients, p * width, width);
            }
        }
        return sum;
    }

    private boolean counts(double[] row, int position) {
        int width = row.length / positions;
        for (int j = position * width; j < (position + 1) * width; j++) {
            if (row[j] != ignored) {
                return true;
            }
        }
        return false;
    }

    private double[] targetAt(double[] row, int position) {
        int width = row.length / positions;
        double[] part = target.ofLength(width);
        System.arraycopy(row, position * width, part, 0, width);
        return part;
    }
}
