package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Exponential linear unit whose slope has no jump for any {@code alpha}.
 *
 * <p><b>Formula,</b> for every element: {@code y = where(x > 0, x, alpha * expm1(x / alpha))}.
 *
 * <p><b>Derivative:</b> {@code 1} where {@code x > 0}, otherwise {@code exp(x / alpha)}, which is
 * {@code y / alpha + 1}. It is continuous: 1 at {@code x = 0}.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(128) @Celu(alpha = 0.5) Layer hidden;
 *     @Dense(10)                     Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: J. T. Barron, "Continuously Differentiable Exponential Linear Units", 2017,
 * arXiv:1704.07483.
 *
 * @see Elu
 */
@Activation("where(x > 0, x, alpha * expm1(x / alpha))")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Celu {
    /**
     * The negative of the value that {@code y} approaches for very negative {@code x}; the smaller,
     * the sharper the bend.
     *
     * @return a positive number, by default 1
     */
    double alpha() default 1;

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
