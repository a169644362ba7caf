package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rectifier with a learned slope on the negative side.
 *
 * <p><b>Formula:</b> {@code y = x > 0 ? x : weight * x}; at 0 the derivative is {@code weight}.
 *
 * <p><b>Shape:</b> any shape in, the same shape out.
 *
 * <p><b>Parameters:</b> {@code weight}, the slope, which starts at 0.25: of shape {@code [1]}, or
 * {@code [channels]} with {@link #perChannel()}.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 16)
 * abstract class Bent {
 *     @Dense(64)                 Layer hidden;
 *     @Prelu(perChannel = true)  Layer bent;
 *     @Dense(4)                  Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: K. He, X. Zhang, S. Ren, J. Sun, "Delving Deep into Rectifiers", 2015,
 * arXiv:1502.01852.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Prelu {
    /**
     * Whether each channel, along the last dimension, has a slope of its own.
     *
     * @return false by default: one slope for all
     */
    boolean perChannel() default false;

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
