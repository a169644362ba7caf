package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Squeezes any number into the interval from -1 to 1, as {@link Tanh} does but approaching the ends
 * far more slowly.
 *
 * <p><b>Formula,</b> for every element: {@code y = x / (1 + abs(x))}.
 *
 * <p><b>Derivative:</b> {@code 1 / ((1 + abs(x)) * (1 + abs(x)))}. No kinks; {@code 1} at {@code x
 * = 0}.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 4)
 * abstract class Iris {
 *     @Dense(value = 16, init = Initializer.GLOROT_UNIFORM) @Softsign Layer hidden;
 *     @Dense(3)                                                       Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: J. Turian, J. Bergstra, Y. Bengio, "Quadratic Features and Deep Architectures for
 * Chunking", NAACL 2009.
 *
 * @see Tanh
 */
@Activation("x / (1 + abs(x))")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Softsign {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
