package dev.tapeless.runtime.train;

import dev.tapeless.runtime.loss.Loss;
import dev.tapeless.runtime.loss.OutputLosses;
import dev.tapeless.runtime.loss.Reduction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The loss of several batches as if they had been one: what a mean's denominator was is kept, for
 * each output where outputs have losses of their own.
 */
final class LossAverage {
    private final List<Share> shares;

    /**
     * An average of no batch.
     *
     * @param loss the loss whose evaluations are averaged
     */
    LossAverage(Loss loss) {
        shares =
                loss instanceof OutputLosses losses
                        ? losses.names().stream().map(name -> new Share(losses, name)).toList()
                        : List.of(new Share(loss));
    }

    /**
     * Takes the last evaluation into account.
     *
     * @param value its value
     */
    void add(double value) {
        for (int k = 0; k < shares.size(); k++) {
            shares.get(k).add(value);
        }
    }

    /**
     * The loss of all batches.
     *
     * @return mean or sum, as the loss reduces
     */
    double value() {
        double value = 0;
        for (Share share : shares) {
            value += share.weight * share.value();
        }
        return value;
    }

    /**
     * The result of all batches.
     *
     * @param metrics what else was measured, by name
     * @return the loss, and beside the metrics the losses of outputs that have their own
     */
    Evaluation evaluation(Map<String, Double> metrics) {
        Map<String, Double> all = new LinkedHashMap<>();
        for (Share share : shares) {
            if (share.outputs != null) {
                all.put(share.name + ".loss", share.value());
            }
        }
        all.putAll(metrics);
        return new Evaluation(value(), all);
    }

    /** The average of a whole loss, or of that of one output. */
    private static final class Share {
        private final OutputLosses outputs;
        private final String name;
        private final Loss loss;
        private final double weight;
        private double sum;
        private double denominators;

        Share(Loss loss) {
            this.outputs = null;
            this.name = "";
            this.loss = loss;
            this.weight = 1;
        }

        Share(OutputLosses outputs, String name) {
            this.outputs = outputs;
            this.name = name;
            this.loss = outputs.loss(name);
            this.weight = outputs.weight(name);
        }

        void add(double value) {
            double own = outputs == null ? value : outputs.value(name);
            double denominator = outputs == null ? loss.denominator() : outputs.denominator(name);
            sum += own * denominator;
            denominators += denominator;
        }

        double value() {
            return loss.reduction() == Reduction.MEAN && denominators != 0
                    ? sum / denominators
                    : sum;
        }
    }
}
