package dev.tapeless.runtime.train;

/**
 * Sums of the errors of a regression, from which its metrics follow: each output on its own, the
 * targets' variance by Welford's method, which loses no digits to a large mean.
 */
abstract class RegressionScore implements Metric.Score {
    /** Elements so far. */
    private long samples;

    private double absolute;
    private double squared;
    private double[] errorSquares = {};
    private double[] means = {};
    private double[] deviations = {};

    /** A score of no sample. */
    RegressionScore() {}

    @Override
    public final void add(double[] output, double[] target) {
        if (target.length != output.length) {
            throw new IllegalArgumentException(
                    "found targets of "
                            + target.length
                            + " elements and outputs of "
                            + output.length
                            + ", expected as many of both for a metric of regression");
        }
        if (means.length != target.length) {
            errorSquares = new double[target.length];
            means = new double[target.length];
            deviations = new double[target.length];
        }
        samples++;
        for (int j = 0; j < target.length; j++) {
            double error = output[j] - target[j];
            absolute += Math.abs(error);
            squared += error * error;
            errorSquares[j] += error * error;
            double toMean = target[j] - means[j];
            means[j] += toMean / samples;
            deviations[j] += toMean * (target[j] - means[j]);
        }
    }

    /**
     * The mean of the errors' sizes.
     *
     * @return over all elements
     */
    double meanAbsolute() {
        return absolute / (samples * means.length);
    }

    /**
     * The mean of the errors' squares.
     *
     * @return over all elements
     */
    double meanSquare() {
        return squared / (samples * means.length);
    }

    /**
     * The share of the targets' variance that the outputs explain.
     *
     * @return the mean over the outputs
     */
    double explained() {
        double sum = 0;
        for (int j = 0; j < means.length; j++) {
            if (deviations[j] == 0) {
                sum += errorSquares[j] == 0 ? 1 : 0;
            } else {
                sum += 1 - errorSquares[j] / deviations[j];
            }
        }
        return sum / means.length;
    }
}
