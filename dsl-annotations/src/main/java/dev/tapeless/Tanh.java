package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Hyperbolic tangent: squeezes any number into the interval from -1 to 1.
 *
 * <p><b>Formula,</b> for every element: {@code y = tanh(x)}.
 *
 * <p><b>Derivative:</b> {@code 1 - y * y}. No kinks; {@code 1} at {@code x = 0}, and close to 0 far
 * from it.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p>Unlike {@link Sigmoid} it is centred on zero. {@link Initializer#GLOROT_UNIFORM} goes well
 * with it.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 4)
 * abstract class Iris {
 *     @Dense(value = 16, init = Initializer.GLOROT_UNIFORM) @Tanh Layer hidden;
 *     @Dense(3)                                                   Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, "Efficient BackProp", 1998.
 *
 * @see HardTanh
 * @see Softsign
 */
@Activation("tanh(x)")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Tanh {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
