package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Scaled exponential linear unit: {@link Elu} with the two constants that keep the mean at 0 and
 * the variance at 1 from layer to layer.
 *
 * <p><b>Formula,</b> for every element: {@code y = where(x > 0, 1.0507009873554805 * x,
 * 1.7580993408473766 * expm1(x))}. The first constant is the scale of the paper,
 * 1.0507009873554805; the second is the scale times its alpha, 1.6732632423543772.
 *
 * <p><b>Derivative:</b> {@code 1.0507009873554805} where {@code x > 0}, otherwise {@code
 * 1.7580993408473766 * exp(x)}. At the kink, {@code x = 0}, it is 1.7580993408473766.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p>It keeps its promise with weights from {@link Initializer#LECUN_NORMAL} and inputs of mean 0
 * and variance 1.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(value = 128, init = Initializer.LECUN_NORMAL) @Selu Layer hidden;
 *     @Dense(10)                                                 Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: G. Klambauer, T. Unterthiner, A. Mayr, S. Hochreiter, "Self-Normalizing Neural
 * Networks", 2017, arXiv:1706.02515.
 *
 * @see Elu
 */
@Activation("where(x > 0, 1.0507009873554805 * x, 1.7580993408473766 * expm1(x))")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Selu {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
