package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives each channel the mean 0 and the variance 1 over the batch, then scales and shifts it by
 * learned numbers.
 *
 * <p><b>Formula:</b> {@code y = (x - mean) / sqrt(variance + epsilon) * weight + bias}. In training
 * the mean and the variance (divided by {@code n}) are those of all {@code n} elements of the
 * channel in the batch, and the kept ones become {@code (1 - momentum) * kept + momentum * new},
 * with the new variance divided by {@code n - 1}. In {@code predict} they are the kept ones, folded
 * into one factor and one summand for each channel; a convolution or dense layer before applies
 * them to its sums before it stores them, so that there is no pass over its results.
 *
 * <p><b>Shape:</b> any shape with the channels last in, the same shape out.
 *
 * <p><b>Parameters:</b> {@code weight}, which starts at 1, and {@code bias}, which starts at 0,
 * both of shape {@code [channels]}. <b>Buffers</b>, which no optimizer changes and files have:
 * {@code running_mean}, which starts at 0, and {@code running_var}, which starts at 1.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = {16, 16, 3})
 * abstract class Things {
 *     @Conv2d(value = 32, kernel = 3, bias = false) Layer features;
 *     @BatchNorm @Relu                              Layer normal;
 *     @GlobalAvgPool @Dense(10)                     Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: S. Ioffe, C. Szegedy, "Batch Normalization", 2015, arXiv:1502.03167.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface BatchNorm {
    /**
     * The share of a batch in the kept statistics.
     *
     * @return above 0 and at most 1, by default 0.1
     */
    double momentum() default 0.1;

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
