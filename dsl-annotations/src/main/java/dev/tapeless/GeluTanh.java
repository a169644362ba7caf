package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gaussian error linear unit in its approximate form by {@code tanh}, off by less than 0.0005.
 *
 * <p><b>Formula,</b> for every element: {@code y = 0.5 * x * (1 + tanh(0.7978845608028654 * (x +
 * 0.044715 * x * x * x)))}. The first constant is {@code sqrt(2 / pi)}.
 *
 * <p><b>Derivative:</b> with {@code t} for the {@code tanh} above, {@code 0.5 * (1 + t) + 0.5 * x *
 * (1 - t * t) * 0.7978845608028654 * (1 + 3 * 0.044715 * x * x)}. No kinks; {@code 0.5} at {@code x
 * = 0}.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p>Choose it to run weights that were trained with it, such as those of GPT-2; for a new network
 * {@link Gelu} is the definition.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(128) @GeluTanh Layer hidden;
 *     @Dense(10)            Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: D. Hendrycks, K. Gimpel, "Gaussian Error Linear Units (GELUs)", 2016,
 * arXiv:1606.08415.
 *
 * @see Gelu
 */
@Activation("0.5 * x * (1 + tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)))")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface GeluTanh {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
