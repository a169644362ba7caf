package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.Link;
import dev.tapeless.runtime.RowPart;
import dev.tapeless.runtime.support.RowType;

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
    private final double[] derivatives;
    private Rows<?> rows = Rows.of(Precision.FLOAT, 0, 0, 0);
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
        this.derivatives = new double[output.size()];
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
     * The targets of several outputs.
     *
     * @param losses the losses of all outputs
     * @return the targets of those that have a loss
     */
    static List<RowPart> targets(List<OutputLoss> losses) {
        return losses.stream().filter(one -> one.loss != null).map(OutputLoss::target).toList();
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
     * @param <R> the row type
     * @param precision the network's precision
     * @param row the whole target row
     * @param sample its position, for the message
     * @throws IllegalArgumentException if this output's part of it does not fit the loss
     */
    <R> void checkTarget(Precision<R> precision, R row, int sample) {
        if (loss == null) {
            return;
        }
        precision.read(row, targetOffset, target);
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
     * @param <R> the row type
     * @param precision the network's precision
     * @param outputs the output rows
     * @param targets the target rows
     * @param gradients rows of which this part is overwritten; null if only the value is wanted
     * @param count how many rows to use
     * @param link that of the logits with respect to which the derivatives are
     * @return the weighted loss
     */
    <R> double evaluate(
            Precision<R> precision, R[] outputs, R[] targets, R[] gradients, int count, Link link) {
        if (loss == null) {
            Arrays.fill(derivatives, 0);
            for (int i = 0; i < count && gradients != null; i++) {
                precision.write(derivatives, 1, gradients[i], output.offset());
            }
            return 0;
        }
        Rows<R> own = rows(precision, count);
        copy(outputs, output.offset(), own.outputs, output.size(), count);
        copy(targets, targetOffset, own.targets, targetSize, count);
        R[] ownGradients = gradients == null ? null : own.gradients;
        value =
                loss.evaluate(
                        precision, own.outputs, own.targets, ownGradients, count, ofLogits(link));
        denominator = loss.denominator();
        for (int i = 0; i < count && gradients != null; i++) {
            precision.read(own.gradients[i], 0, derivatives);
            for (int j = 0; j < derivatives.length; j++) {
                derivatives[j] *= weight;
            }
            precision.write(derivatives, 1, gradients[i], output.offset());
        }
        return weight * value;
    }

    @SuppressWarnings("unchecked") // rows of this precision have its type
    private <R> Rows<R> rows(Precision<R> precision, int count) {
        if (rows.precision != precision || rows.outputs.length < count) {
            rows = Rows.of(precision, count, output.size(), targetSize);
        }
        return (Rows<R>) rows;
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

    /** This part of the rows of a batch. */
    private static final class Rows<R> {
        private final Precision<R> precision;
        private final R[] outputs;
        private final R[] targets;
        private final R[] gradients;

        private Rows(Precision<R> precision, R[] outputs, R[] targets, R[] gradients) {
            this.precision = precision;
            this.outputs = outputs;
            this.targets = targets;
            this.gradients = gradients;
        }

        static <R> Rows<R> of(Precision<R> precision, int count, int outputSize, int targetSize) {
            RowType<R> type = precision.rowType();
            return new Rows<>(
                    precision,
                    type.newRows(count, outputSize),
                    type.newRows(count, targetSize),
                    type.newRows(count, outputSize));
        }
    }
}
