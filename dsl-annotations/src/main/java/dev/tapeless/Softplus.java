package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Smooth version of {@link Relu}: always positive, with {@link Sigmoid} as its slope.
 *
 * <p><b>Formula,</b> for every element: {@code y = where(x > 20, x, log1p(exp(x)))}. Above 20 the
 * logarithm and {@code x} differ by less than 3e-9, and {@code x} does not overflow.
 *
 * <p><b>Derivative:</b> {@code sigmoid(x)} up to 20, {@code 1} above.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p>For outputs that must be positive, such as a variance or a rate.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 12)
 * abstract class Demand {
 *     @Dense(16) @Tanh    Layer hidden;
 *     @Dense(1) @Softplus Layer rate;
 * }
 * }</pre>
 *
 * <p>Source: C. Dugas, Y. Bengio, F. Bélisle, C. Nadeau, R. Garcia, "Incorporating Second-Order
 * Functional Knowledge for Better Option Pricing", NIPS 2000.
 *
 * @see Relu
 */
@Activation("where(x > 20, x, log1p(exp(x)))")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Softplus {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
