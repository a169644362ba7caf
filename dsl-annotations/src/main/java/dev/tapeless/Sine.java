package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sine wave: for networks that represent signals, images and other functions of place and time.
 *
 * <p><b>Formula,</b> for every element: {@code y = sin(omega * x)}.
 *
 * <p><b>Derivative:</b> {@code omega * cos(omega * x)}. No kinks; {@code omega} at {@code x = 0}.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p>Inputs are best scaled to the interval from -1 to 1. The paper uses an {@code omega} of 30, so
 * that the first layer spans many periods of it.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 2)
 * abstract class Picture {
 *     @Dense(64) @Sine(omega = 30) Layer waves;
 *     @Dense(64) @Sine             Layer hidden;
 *     @Dense(3)                    Layer colour;
 * }
 * }</pre>
 *
 * <p>Source: V. Sitzmann, J. Martel, A. Bergman, D. Lindell, G. Wetzstein, "Implicit Neural
 * Representations with Periodic Activation Functions", 2020, arXiv:2006.09661.
 */
@Activation("sin(omega * x)")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Sine {
    /**
     * The angular frequency: {@code y} goes through a period while {@code x} grows by {@code 2 * pi
     * / omega}.
     *
     * @return a finite number, by default 1
     */
    double omega() default 1;

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
