package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gaussian error linear unit: {@code x} times the probability that a standard normal variable is
 * below {@code x}. This is the exact form.
 *
 * <p><b>Formula,</b> for every element: {@code y = 0.5 * x * (1 + erf(x * 0.7071067811865476))}.
 * The constant is {@code 1 / sqrt(2)}.
 *
 * <p><b>Derivative:</b> {@code 0.5 * (1 + erf(x * 0.7071067811865476)) + x * exp(-x * x / 2) /
 * sqrt(2 * pi)}. No kinks; {@code 0.5} at {@code x = 0}.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p>It dips below zero, to -0.17 at {@code x = -0.75}. The usual activation of transformers.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(128) @Gelu Layer hidden;
 *     @Dense(10)        Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: D. Hendrycks, K. Gimpel, "Gaussian Error Linear Units (GELUs)", 2016,
 * arXiv:1606.08415.
 *
 * @see GeluTanh
 */
@Activation("0.5 * x * (1 + erf(x * 0.7071067811865476))")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Gelu {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
