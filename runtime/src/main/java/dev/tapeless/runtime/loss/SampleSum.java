package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.Link;

import java.util.Arrays;
import java.util.List;

/**
 * The loss of a batch as the sum of its samples' losses: each sample is computed in double, in rows
 * that are kept, so that nothing is allocated after the first evaluation.
 */
final class SampleSum implements BatchLoss {
    private final Loss loss;
    private final ScratchRow output = new ScratchRow();
    private final ScratchRow target = new ScratchRow();
    private final ScratchRow gradient = new ScratchRow();

    /**
     * A sum of no sample yet.
     *
     * @param loss the loss of a sample
     */
    SampleSum(Loss loss) {
        this.loss = loss;
    }

    @Override
    public <R> double weights(Precision<R> precision, R[] targets, int count, int outputSize) {
        TargetChecks.count(targets, count);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double[] row = precision.doubles(TargetChecks.present(targets[i], i), target);
            loss.checkTarget(row, outputSize, i);
            sum += loss.weight(row);
        }
        return sum;
    }

    @Override
    public <R> double value(
            Precision<R> precision,
            R[] outputs,
            R[] targets,
            R[] gradients,
            int count,
            double divisor,
            List<Link> links) {
        int size = precision.rowType().length(outputs[0]);
        double[] derivatives = gradient.ofLength(size);
        Arithmetic arithmetic = precision.arithmetic();
        boolean ofLogits = !links.isEmpty();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double[] predicted = precision.doubles(outputs[i], output);
            double[] wanted = precision.doubles(targets[i], target);
            Arrays.fill(derivatives, 0);
            sum +=
                    ofLogits
                            ? loss.logitSample(predicted, wanted, derivatives, arithmetic)
                            : loss.sample(predicted, wanted, derivatives, arithmetic);
            if (gradients != null) {
                precision.write(derivatives, divisor, gradients[i], 0);
            }
        }
        return sum / divisor;
    }
}
