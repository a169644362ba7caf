package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sigmoid linear unit, also called swish: {@code x} weighted by its own sigmoid.
 *
 * <p><b>Formula,</b> for every element: {@code y = x * sigmoid(x)}.
 *
 * <p><b>Derivative:</b> with {@code s = sigmoid(x)}, {@code s + x * s * (1 - s)}. No kinks; {@code
 * 0.5} at {@code x = 0}.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(128) @Silu Layer hidden;
 *     @Dense(10)        Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: S. Elfwing, E. Uchibe, K. Doya, "Sigmoid-Weighted Linear Units for Neural Network
 * Function Approximation in Reinforcement Learning", 2017, arXiv:1702.03118; P. Ramachandran, B.
 * Zoph, Q. Le, "Searching for Activation Functions", 2017, arXiv:1710.05941.
 *
 * @see HardSwish
 */
@Activation("x * sigmoid(x)")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Silu {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
