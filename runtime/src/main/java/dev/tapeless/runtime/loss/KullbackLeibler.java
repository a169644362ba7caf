package dev.tapeless.runtime.loss;

/**
 * The divergence of the outputs from a target distribution, as PyTorch's {@code KLDivLoss}: the
 * outputs are log-probabilities ({@code @LogSoftmax}), the targets probabilities, and each element
 * counts {@code t (log t - y)}, 0 where t is 0. Derivative: {@code -t}. With {@link #probabilities}
 * (Keras's {@code KLDivergence}) the outputs are probabilities, {@code t (log t - log p)} with the
 * derivative {@code -t / p}; with {@link #logTarget} the targets are log-probabilities too.
 *
 * <p>As in PyTorch the mean divides by the number of elements; {@link #batchMean} divides by the
 * number of samples, which makes it the divergence of the textbooks (and is Keras's way). Kullback
 * and Leibler, "On information and sufficiency", 1951.
 */
public final class KullbackLeibler extends Loss {
    private final boolean bySample;
    private final boolean probabilities;
    private final boolean logTarget;

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     * @param bySample whether a mean divides by samples
     * @param probabilities whether outputs are probabilities
     * @param logTarget whether targets are logarithms
     */
    KullbackLeibler(
            Reduction reduction, boolean bySample, boolean probabilities, boolean logTarget) {
        super(reduction);
        this.bySample = bySample;
        this.probabilities = probabilities;
        this.logTarget = logTarget;
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over all elements, or sum
     * @return a new loss with it
     */
    public KullbackLeibler reduction(Reduction reduction) {
        return new KullbackLeibler(reduction, false, probabilities, logTarget);
    }

    /**
     * Divides by the number of samples instead of elements: PyTorch's {@code "batchmean"}.
     *
     * @return a new loss that does
     */
    public KullbackLeibler batchMean() {
        return new KullbackLeibler(Reduction.MEAN, true, probabilities, logTarget);
    }

    /**
     * Takes outputs as probabilities instead of their logarithms.
     *
     * @return a new loss that does
     */
    public KullbackLeibler probabilities() {
        return new KullbackLeibler(reduction(), bySample, true, logTarget);
    }

    /**
     * Takes targets as logarithms of probabilities; PyTorch's {@code log_target}.
     *
     * @return a new loss that does
     */
    public KullbackLeibler logTarget() {
        return new KullbackLeibler(reduction(), bySample, probabilities, true);
    }

    @Override
    protected void checkTarget(double[] target, int outputSize, int sample) {
        super.checkTarget(target, outputSize, sample);
        if (!logTarget) {
            TargetChecks.range(target, 0, Double.MAX_VALUE, sample, "at least 0");
        }
    }

    @Override
    protected double weight(double[] target) {
        return bySample ? 1 : target.length;
    }

    @Override
    protected double sample(double[] output, double[] target, double[] gradient) {
        double sum = 0;
        for (int c = 0; c < output.length; c++) {
            double share = logTarget ? StrictMath.exp(target[c]) : target[c];
            // 0 log 0 is 0 here, but an output that is not a number must not be passed over.
            if (share != 0 || Double.isNaN(output[c])) {
                double logShare = logTarget ? target[c] : StrictMath.log(share);
                double logOutput = probabilities ? StrictMath.log(output[c]) : output[c];
                gradient[c] = probabilities ? -share / output[c] : -share;
                sum += share * (logShare - logOutput);
            }
        }
        return sum;
    }
}
