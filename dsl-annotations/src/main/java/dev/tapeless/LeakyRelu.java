package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Rectified linear unit with a small slope for negative values, so that no unit dies.
 *
 * <p><b>Formula,</b> for every element: {@code y = where(x > 0, x, alpha * x)}.
 *
 * <p><b>Derivative:</b> {@code 1} where {@code x > 0}, otherwise {@code alpha}. At the kink, {@code
 * x = 0}, it is {@code alpha}.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(128) @LeakyRelu(alpha = 0.2) Layer hidden;
 *     @Dense(10)                          Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: A. Maas, A. Hannun, A. Ng, "Rectifier Nonlinearities Improve Neural Network Acoustic
 * Models", ICML 2013.
 *
 * @see Relu
 */
@Activation("where(x > 0, x, alpha * x)")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface LeakyRelu {
    /**
     * The slope for negative values.
     *
     * @return a finite number, by default 0.01
     */
    double alpha() default 0.01;

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
