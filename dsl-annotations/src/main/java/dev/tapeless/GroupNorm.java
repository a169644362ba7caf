package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives each group of channels of each sample the mean 0 and the variance 1, then scales and shifts
 * each channel by learned numbers.
 *
 * <p><b>Formula:</b> {@code y = (x - mean) / sqrt(variance + epsilon) * weight[c] + bias[c]}, where
 * the mean and the variance are those of all places of all channels of the group. One group makes a
 * layer normalisation over everything, as many groups as channels an instance normalisation.
 *
 * <p><b>Shape:</b> any shape with the channels last in, the same shape out.
 *
 * <p><b>Parameters:</b> {@code weight}, which starts at 1, and {@code bias}, which starts at 0,
 * both of shape {@code [channels]}.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = {16, 16, 3})
 * abstract class Things {
 *     @Conv2d(value = 32, kernel = 3) Layer features;
 *     @GroupNorm(8) @Relu             Layer normal;
 *     @GlobalAvgPool @Dense(10)       Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: Y. Wu, K. He, "Group Normalization", 2018, arXiv:1803.08494.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface GroupNorm {
    /**
     * The number of groups.
     *
     * @return at least 1, a divisor of the channels
     */
    int value();

    /**
     * What is added to the variance, so that nothing is divided by zero.
     *
     * @return a positive number, by default 1e-5
     */
    double epsilon() default 1e-5;

    /**
     * Whether the result is scaled and shifted by learned numbers.
     *
     * @return true by default
     */
    boolean affine() default true;

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
