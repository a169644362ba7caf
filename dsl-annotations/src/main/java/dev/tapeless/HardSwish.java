package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Version of {@link Silu} without exponential: {@code x} weighted by its {@link HardSigmoid}.
 *
 * <p><b>Formula,</b> for every element: {@code y = x * (min(max(x, -3), 3) + 3) / 6}. That is 0 up
 * to -3, {@code x * (x + 3) / 6} between -3 and 3, and {@code x} from 3 on, up to rounding.
 *
 * <p><b>Derivative:</b> {@code 0} where {@code x <= -3}, {@code x / 3 + 0.5} where {@code -3 < x <
 * 3}, and {@code 1} where {@code x >= 3}. So it is 0 at the kink {@code x = -3} and 1 at the kink
 * {@code x = 3}, where PyTorch up to version 2.6 had -0.5 and 1.5.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(128) @HardSwish Layer hidden;
 *     @Dense(10)             Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: A. Howard and others, "Searching for MobileNetV3", 2019, arXiv:1905.02244.
 *
 * @see Silu
 * @see HardSigmoid
 */
@Activation("x * (min(max(x, -3), 3) + 3) / 6")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface HardSwish {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
