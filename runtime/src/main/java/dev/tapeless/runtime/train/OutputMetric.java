package dev.tapeless.runtime.train;

import dev.tapeless.runtime.RowPart;

import java.util.List;

/** A metric that sees only the part of the rows that belongs to one output. */
final class OutputMetric implements Metric {
    private final Metric metric;
    private final String output;

    /**
     * A metric of one output.
     *
     * @param metric what is measured
     * @param output the name of the output
     */
    OutputMetric(Metric metric, String output) {
        this.metric = metric;
        this.output = output;
    }

    @Override
    public String name() {
        return output + "." + metric.name();
    }

    @Override
    public Score newScore() {
        throw new IllegalStateException(
                name()
                        + " is measured where the rows of the output \""
                        + output
                        + "\" are known: call newScore(outputs, targets)");
    }

    @Override
    public Score newScore(List<RowPart> outputs, List<RowPart> targets) {
        return new PartScore(
                metric.newScore(), find(outputs, "an output"), find(targets, "a target"));
    }

    private RowPart find(List<RowPart> parts, String what) {
        try {
            return RowPart.named(parts, output);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the metric \"" + name() + "\" needs " + what + ": " + e.getMessage(), e);
        }
    }

    private static final class PartScore implements Score {
        private final Score score;
        private final RowPart output;
        private final RowPart target;
        private final double[] outputRow;
        private final double[] targetRow;

        PartScore(Score score, RowPart output, RowPart target) {
            this.score = score;
            this.output = output;
            this.target = target;
            this.outputRow = new double[output.size()];
            this.targetRow = new double[target.size()];
        }

        @Override
        public void add(double[] outputs, double[] targets) {
            System.arraycopy(outputs, output.offset(), outputRow, 0, outputRow.length);
            System.arraycopy(targets, target.offset(), targetRow, 0, targetRow.length);
            score.add(outputRow, targetRow);
        }

        @Override
        public double value() {
            return score.value();
        }
    }
}
