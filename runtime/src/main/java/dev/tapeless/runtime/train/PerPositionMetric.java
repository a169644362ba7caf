package dev.tapeless.runtime.train;

import java.util.Arrays;

/**
 * A metric of the positions of sequences: output and target are cut into as many equal parts as
 * there are positions, and each pair of parts is a sample of the other metric.
 */
public final class PerPositionMetric implements Metric {
    private final Metric metric;
    private final int positions;
    private final double ignored;

    /**
     * Made by {@link Metrics}.
     *
     * @param metric the metric of positions
     * @param positions how many there are
     * @param ignored the target of a position that does not count; not a number if all count
     */
    PerPositionMetric(Metric metric, int positions, double ignored) {
        if (positions < 1) {
            throw new IllegalArgumentException(
                    "found " + positions + " positions, expected at least 1");
        }
        this.metric = metric;
        this.positions = positions;
        this.ignored = ignored;
    }

    /**
     * Leaves out the positions whose target is a certain number. Default: all count.
     *
     * @param index the target of such a position; where a position has several targets, all of them
     * @return a new metric with it
     */
    public PerPositionMetric ignoring(int index) {
        return new PerPositionMetric(metric, positions, index);
    }

    @Override
    public String name() {
        return metric.name();
    }

    @Override
    public Score newScore() {
        Score score = metric.newScore();
        return new Score() {
            @Override
            public void add(double[] output, double[] target) {
                requireMultiple("outputs", output.length);
                requireMultiple("target elements", target.length);
                for (int p = 0; p < positions; p++) {
                    double[] wanted = part(target, p);
                    if (Arrays.stream(wanted).anyMatch(value -> value != ignored)) {
                        score.add(part(output, p), wanted);
                    }
                }
            }

            @Override
            public double value() {
                return score.value();
            }
        };
    }

    private void requireMultiple(String what, int length) {
        if (length == 0 || length % positions != 0) {
            throw new IllegalArgumentException(
                    metric.name()
                            + " found "
                            + length
                            + " "
                            + what
                            + ", expected a multiple of "
                            + positions
                            + ", as many for each position");
        }
    }

    private double[] part(double[] row, int position) {
        int width = row.length / positions;
        return Arrays.copyOfRange(row, position * width, (position + 1) * width);
    }
}
