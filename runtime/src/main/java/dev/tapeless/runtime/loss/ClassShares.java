package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.support.Settings;

/**
 * What classification losses make of a target: each class's share, after label smoothing and class
 * weights, with PyTorch's denominators. With smoothing e, weights w and C classes:
 *
 * <pre>
 * share of c  = w[c] * ((1 - e) * t[c] + e / C)
 * weight      = w[class] for a class index, 1 for a row of shares
 * </pre>
 */
final class ClassShares {
    /** Neither smoothing nor weights. */
    static final ClassShares PLAIN = new ClassShares(0);

    private final double smoothing;
    private final double[] weights;

    private ClassShares(double smoothing, double... weights) {
        this.smoothing = smoothing;
        this.weights = weights;
    }

    /**
     * Sets the smoothing.
     *
     * @param newSmoothing from 0 to 1
     * @return new shares
     * @throws IllegalArgumentException if it is outside its range
     */
    ClassShares smoothing(double newSmoothing) {
        if (!(newSmoothing >= 0 && newSmoothing <= 1)) {
            throw new IllegalArgumentException(
                    "label smoothing is " + newSmoothing + ", expected 0 to 1");
        }
        return new ClassShares(newSmoothing, weights);
    }

    /**
     * Sets the weights.
     *
     * @param newWeights one a class, or none
     * @return new shares
     * @throws IllegalArgumentException if one is negative or not finite
     */
    ClassShares weights(double... newWeights) {
        return new ClassShares(smoothing, requireWeights("class weight", newWeights));
    }

    /**
     * Checks weights.
     *
     * @param what what one is called, for the message
     * @param weights the weights
     * @return a copy
     * @throws IllegalArgumentException if one is negative or not finite
     */
    static double[] requireWeights(String what, double... weights) {
        for (int c = 0; c < weights.length; c++) {
            Settings.requireNotNegative(what + " " + c, weights[c]);
        }
        return weights.clone();
    }

    /**
     * Refuses a target that is neither a class index nor a row of shares.
     *
     * @param target the row
     * @param classes the number of classes
     * @param sample the sample's position, for the message
     * @throws IllegalArgumentException if it does not fit the classes, or the weights do not
     */
    void check(double[] target, int classes, int sample) {
        ClassTarget.check(target, classes, sample);
        if (weights.length != 0 && weights.length != classes) {
            throw new IllegalArgumentException(
                    "found "
                            + weights.length
                            + " class weights, expected "
                            + classes
                            + ", one for each output of the model");
        }
    }

    /**
     * What a sample counts in the denominator of a mean.
     *
     * @param target a row that passed the check
     * @return the weight
     */
    double weight(double[] target) {
        return weights.length != 0 && target.length == 1 ? weights[(int) target[0]] : 1;
    }

    /**
     * The share of one class.
     *
     * @param target a row that passed the check
     * @param c the class
     * @param classes the number of classes
     * @return its share
     */
    double share(double[] target, int c, int classes) {
        double share = ClassTarget.share(target, c);
        if (smoothing != 0) {
            share = (1 - smoothing) * share + smoothing / classes;
        }
        return weights.length != 0 ? weights[c] * share : share;
    }
}
