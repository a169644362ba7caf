package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Self-gated activation: {@code x} weighted by the hyperbolic tangent of its {@link Softplus}.
 *
 * <p><b>Formula,</b> for every element: {@code y = where(x > 20, x, x * tanh(log1p(exp(x))))}.
 * Above 20 the {@code tanh} is 1 to the last bit of a {@code double}, and {@code x} does not
 * overflow.
 *
 * <p><b>Derivative:</b> with {@code t} for the {@code tanh} above, {@code t + x * (1 - t * t) *
 * sigmoid(x)} up to 20, {@code 1} above. No kinks; {@code 0.6} at {@code x = 0}.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(128) @Mish Layer hidden;
 *     @Dense(10)        Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: D. Misra, "Mish: A Self Regularized Non-Monotonic Activation Function", 2019,
 * arXiv:1908.08681.
 *
 * @see Silu
 */
@Activation("where(x > 20, x, x * tanh(log1p(exp(x))))")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Mish {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
