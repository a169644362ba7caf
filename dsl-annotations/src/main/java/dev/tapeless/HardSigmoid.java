package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Straight-line version of {@link Sigmoid}: 0 up to -3, 1 from 3 on, and a line between.
 *
 * <p><b>Formula,</b> for every element: {@code y = (min(max(x, -3), 3) + 3) / 6}.
 *
 * <p><b>Derivative:</b> {@code 1 / 6} where {@code -3 < x < 3}, otherwise {@code 0}. At the kinks,
 * {@code x = -3} and {@code x = 3}, it is 0.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p>It needs no exponential.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 57)
 * abstract class Spam {
 *     @Dense(16) @Tanh       Layer hidden;
 *     @Dense(1) @HardSigmoid Layer probability;
 * }
 * }</pre>
 *
 * <p>Source: M. Courbariaux, Y. Bengio, J.-P. David, "BinaryConnect", 2015, arXiv:1511.00363, with
 * another slope; this form: A. Howard and others, "Searching for MobileNetV3", 2019,
 * arXiv:1905.02244.
 *
 * @see Sigmoid
 * @see HardSwish
 */
@Activation("(min(max(x, -3), 3) + 3) / 6")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface HardSigmoid {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
