package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.Link;
import dev.tapeless.runtime.RowPart;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The loss of one output, which sees only its part of the rows. Keeps rows of its own for that, so
 * that nothing is allocated after the first evaluation of the largest batch.
 */
final class OutputLoss {
    /** One list for each link, as making one would allocate. */
    private static final Map<Link, List<Link>> LINKS =
            Arrays.stream(Link.values())
                    .collect(Collectors.toUnmodifiableMap(link -> link, List::of));

    private final RowPart output;
    private final Loss loss;
    private final double weight;
    private final int targetSize;
    private final int targetOffset;
    private final double[] target;
    private final Rows<float[]> floats;
    private final Rows<double[]> doubles;
    private double value = Double.NaN;
    private double denominator = 1;

    /**
     * A loss that has no place in target rows yet.
     *
     * @param output the output
     * @param loss its loss; null for none
     * @param weight its weight in the sum
     * @param targetSize how many elements its targets have; 0 without loss
     */
    OutputLoss(RowPart output, Loss loss, double weight, int targetSize) {
        this(output, loss, weight, targetSize, 0);
    }

    private OutputLoss(RowPart output, Loss loss, double weight, int targetSize, int targetOffset) {
        this.output = output;
        this.loss = loss;
        this.weight = weight;
        this.targetSize = targetSize;
        this.targetOffset = targetOffset;
        this.target = new double[targetSize];
        this.floats = new Rows<>(new float[0][], new float[0][], new float[0][]);
        this.doubles = new Rows<>(new double[0][], new double[0][], new double[0][]);
    }

    /**
     * The same loss for another place.
     *
     * @param offset where its targets begin in a target row
     * @return a new loss
     */
    OutputLoss at(int offset) {
        return new OutputLoss(output, loss, weight, targetSize, offset);
    }

    /**
     * The output.
     *
     * @return its place in an output row
     */
    RowPart output() {
        return output;
    }

    /**
     * Its loss.
     *
     * @return the loss; null for none
     */
    Loss loss() {
        return loss;
    }

    /**
     * Its weight.
     *
     * @return the weight in the sum
     */
    double weight() {
        return weight;
    }

    /**
     * The size of its targets.
     *
     * @return elements of a target row
     */
    int targetSize() {
        return targetSize;
    }

    /**
     * Its targets.
     *
     * @return their place in a target row
     */
    RowPart target() {
        return targetSize == output.size()
                ? new RowPart(output.name(), targetOffset, output.shape(), false)
                : RowPart.of(output.name(), targetOffset, targetSize);
    }

    /**
     * The last evaluation.
     *
     * @return the loss, without its weight
     */
    double value() {
        return value;
    }

    /**
     * What the last evaluation divided by.
     *
     * @return the denominator
     */
    double denominator() {
        return denominator;
    }

    /**
     * Refuses a target that does not fit.
     *
     * @param row the whole target row
     * @param sample its position, for the message
     */
    void checkTarget(Object row, int sample) {
        if (loss == null) {
            return;
        }
        if (row instanceof float[] rowOfFloats) {
            for (int j = 0; j < targetSize; j++) {
                target[j] = rowOfFloats[targetOffset + j];
            }
        } else {
            System.arraycopy(row, targetOffset, target, 0, targetSize);
        }
        try {
            loss.checkTarget(target, output.size(), sample);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "output \"" + output.name() + "\": " + e.getMessage(), e);
        }
    }

    /**
     * Evaluates this part of a batch.
     *
     * @param rows the output rows
     * @param targets the target rows
     * @param gradients rows of which this part is overwritten; null if only the value is wanted
     * @param count how many rows to use
     * @param link that of the logits with respect to which the derivatives are
     * @return the weighted loss
     */
    double evaluate(float[][] rows, float[][] targets, float[][] gradients, int count, Link link) {
        if (loss == null) {
            for (int i = 0; i < count && gradients != null; i++) {
                Arrays.fill(gradients[i], output.offset(), output.offset() + output.size(), 0);
            }
            return 0;
        }
        if (floats.outputs.length < count) {
            floats.outputs = new float[count][output.size()];
            floats.targets = new float[count][targetSize];
            floats.gradients = new float[count][output.size()];
        }
        copy(rows, output.offset(), floats.outputs, output.size(), count);
        copy(targets, targetOffset, floats.targets, targetSize, count);
        float[][] own = gradients == null ? null : floats.gradients;
        value = loss.evaluate(floats.outputs, floats.targets, own, count, ofLogits(link));
        denominator = loss.denominator();
        for (int i = 0; i < count && gradients != null; i++) {
            for (int j = 0; j < output.size(); j++) {
                double gradient = Loss.limited(weight * own[i][j], Float.MAX_VALUE);
                gradients[i][output.offset() + j] = (float) gradient;
            }
        }
        return weight * value;
    }

    /**
     * Evaluates this part of a batch.
     *
     * @param rows the output rows
     * @param targets the target rows
     * @param gradients rows of which this part is overwritten; null if only the value is wanted
     * @param count how many rows to use
     * @param link that of the logits with respect to which the derivatives are
     * @return the weighted loss
     */
    double evaluate(
            double[][] rows, double[][] targets, double[][] gradients, int count, Link link) {
        if (loss == null) {
            for (int i = 0; i < count && gradients != null; i++) {
                Arrays.fill(gradients[i], output.offset(), output.offset() + output.size(), 0);
            }
            return 0;
        }
        if (doubles.outputs.length < count) {
            doubles.outputs = new double[count][output.size()];
            doubles.targets = new double[count][targetSize];
            doubles.gradients = new double[count][output.size()];
        }
        copy(rows, output.offset(), doubles.outputs, output.size(), count);
        copy(targets, targetOffset, doubles.targets, targetSize, count);
        double[][] own = gradients == null ? null : doubles.gradients;
        value = loss.evaluate(doubles.outputs, doubles.targets, own, count, ofLogits(link));
        denominator = loss.denominator();
        for (int i = 0; i < count && gradients != null; i++) {
            for (int j = 0; j < output.size(); j++) {
                double gradient = Loss.limited(weight * own[i][j], Double.MAX_VALUE);
                gradients[i][output.offset() + j] = gradient;
            }
        }
        return weight * value;
    }

    /** An output without a link is its own logits. */
    private static List<Link> ofLogits(Link link) {
        return link == Link.IDENTITY ? List.of() : LINKS.get(link);
    }

    /**
     * Whether the derivatives with respect to the logits are known.
     *
     * @param link what makes the output of them
     * @return true also where the logits are the output itself, or have no loss
     */
    boolean takesLogits(Link link) {
        return link == Link.IDENTITY || loss == null || loss.isCanonical(link, output);
    }

    private static <R> void copy(R[] from, int offset, R[] to, int length, int count) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(from[i], offset, to[i], 0, length);
        }
    }

    /** Rows of one part. */
    private static final class Rows<R> {
        private R[] outputs;
        private R[] targets;
        private R[] gradients;

        Rows(R[] outputs, R[] targets, R[] gradients) {
            this.outputs = outputs;
            this.targets = targets;
            this.gradients = gradients;
        }
    }
}
