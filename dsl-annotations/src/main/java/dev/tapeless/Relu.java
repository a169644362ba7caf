package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Rectified linear unit: keeps what is positive and replaces the rest by zero.
 *
 * <p><b>Formula,</b> for every element: {@code y = max(x, 0)}.
 *
 * <p><b>Derivative:</b> {@code 1} where {@code x > 0}, otherwise {@code 0}. At the kink, {@code x =
 * 0}, it is 0.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p>The usual first choice for hidden layers; {@link Initializer#HE_NORMAL}, the default, is made
 * for it. A unit whose input is negative for every sample stops learning; {@link LeakyRelu} and
 * {@link Elu} avoid that.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(128) @Relu Layer hidden;
 *     @Dense(10)        Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: V. Nair, G. Hinton, "Rectified Linear Units Improve Restricted Boltzmann Machines",
 * ICML 2010.
 */
@Activation("max(x, 0)")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Relu {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
