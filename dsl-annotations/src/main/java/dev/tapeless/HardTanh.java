package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Straight-line version of {@link Tanh}: the identity, cut off at -1 and 1.
 *
 * <p><b>Formula,</b> for every element: {@code y = min(max(x, -1), 1)}.
 *
 * <p><b>Derivative:</b> {@code 1} where {@code -1 < x < 1}, otherwise {@code 0}. At the kinks,
 * {@code x = -1} and {@code x = 1}, it is 0.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 4)
 * abstract class Iris {
 *     @Dense(16) @HardTanh Layer hidden;
 *     @Dense(3)            Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: R. Collobert, J. Weston, L. Bottou, M. Karlen, K. Kavukcuoglu, P. Kuksa, "Natural
 * Language Processing (Almost) from Scratch", JMLR 12, 2011, arXiv:1103.0398.
 *
 * @see Tanh
 * @see Relu6
 */
@Activation("min(max(x, -1), 1)")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface HardTanh {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
