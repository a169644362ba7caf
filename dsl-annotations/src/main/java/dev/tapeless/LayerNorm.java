package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives each sample the mean 0 and the variance 1 along its last dimension, then scales and shifts
 * it by learned numbers.
 *
 * <p><b>Formula:</b> {@code y = (x - mean) / sqrt(variance + epsilon) * weight + bias}, where the
 * mean and the variance (divided by {@code n}) are those of the {@code n} elements along the last
 * dimension, or the last {@link #dimensions()}. Training and prediction are the same.
 *
 * <p><b>Shape:</b> any shape in, the same shape out.
 *
 * <p><b>Parameters:</b> {@code weight}, which starts at 1, and {@code bias}, which starts at 0,
 * both of the shape of the normalised dimensions.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 16)
 * abstract class Steady {
 *     @Dense(64)        Layer hidden;
 *     @LayerNorm @Gelu  Layer normal;
 *     @Dense(4)         Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: J. L. Ba, J. R. Kiros, G. E. Hinton, "Layer Normalization", 2016, arXiv:1607.06450.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface LayerNorm {
    /**
     * Over how many of the last dimensions the statistics are taken.
     *
     * @return from 1, the default, to the number of dimensions
     */
    int dimensions() default 1;

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
