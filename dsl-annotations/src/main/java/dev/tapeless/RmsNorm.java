package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Divides each sample by its root mean square along the last dimension, then scales it by learned
 * numbers. It is the layer normalisation without means.
 *
 * <p><b>Formula:</b> {@code y = x / sqrt(mean(x * x) + epsilon) * weight}, where the mean is that
 * of the elements along the last dimension, or the last {@link #dimensions()}.
 *
 * <p><b>Shape:</b> any shape in, the same shape out.
 *
 * <p><b>Parameters:</b> {@code weight}, which starts at 1, of the shape of the normalised
 * dimensions.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 16)
 * abstract class Steady {
 *     @Dense(64)      Layer hidden;
 *     @RmsNorm @Silu  Layer normal;
 *     @Dense(4)       Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: B. Zhang, R. Sennrich, "Root Mean Square Layer Normalization", 2019, arXiv:1910.07467.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface RmsNorm {
    /**
     * Over how many of the last dimensions the mean is taken.
     *
     * @return from 1, the default, to the number of dimensions
     */
    int dimensions() default 1;

    /**
     * What is added to the mean square, so that nothing is divided by zero.
     *
     * @return a positive number, by default 1e-6
     */
    double epsilon() default 1e-6;

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
