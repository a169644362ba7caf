package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Rectified linear unit with a ceiling of 6, for networks that shall work with few bits.
 *
 * <p><b>Formula,</b> for every element: {@code y = min(max(x, 0), 6)}.
 *
 * <p><b>Derivative:</b> {@code 1} where {@code 0 < x < 6}, otherwise {@code 0}. At the kinks,
 * {@code x = 0} and {@code x = 6}, it is 0.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(128) @Relu6 Layer hidden;
 *     @Dense(10)         Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: A. Krizhevsky, "Convolutional Deep Belief Networks on CIFAR-10", 2010.
 *
 * @see Relu
 * @see HardTanh
 */
@Activation("min(max(x, 0), 6)")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Relu6 {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
