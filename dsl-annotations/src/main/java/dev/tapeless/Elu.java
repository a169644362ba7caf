package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Exponential linear unit: the identity for positive values, and a smooth approach to {@code
 * -alpha} for negative ones.
 *
 * <p><b>Formula,</b> for every element: {@code y = where(x > 0, x, alpha * expm1(x))}.
 *
 * <p><b>Derivative:</b> {@code 1} where {@code x > 0}, otherwise {@code alpha * exp(x)}, which is
 * {@code y + alpha}. At {@code x = 0} it is {@code alpha}; that is a kink unless {@code alpha} is
 * 1.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p>Its mean output is closer to zero than that of {@link Relu}, which can speed up learning.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(128) @Elu Layer hidden;
 *     @Dense(10)       Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: D.-A. Clevert, T. Unterthiner, S. Hochreiter, "Fast and Accurate Deep Network Learning
 * by Exponential Linear Units", 2015, arXiv:1511.07289.
 *
 * @see Celu
 * @see Selu
 */
@Activation("where(x > 0, x, alpha * expm1(x))")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Elu {
    /**
     * The negative of the value that {@code y} approaches for very negative {@code x}.
     *
     * @return a finite number, by default 1
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
