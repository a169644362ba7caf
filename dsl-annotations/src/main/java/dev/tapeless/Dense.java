package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fully connected layer: every unit is a weighted sum of all inputs plus a bias. Over a sequence
 * or an image it does the same at every position, along the last dimension.
 *
 * <p><b>Formula,</b> for unit {@code u}: {@code y[u] = sum over i of weight[u][i] * x[i] +
 * bias[u]}. It is linear; write an activation after it to bend it.
 *
 * <p><b>Shape:</b> {@code [..., n]} in, {@code [..., units]} out: a vector of {@code n} elements
 * becomes a vector of {@link #value()} elements, a sequence {@code [length, n]} becomes {@code
 * [length, units]}. Write {@link Flatten} before it for units that read a whole image.
 *
 * <p><b>Parameters:</b> {@code weight} of shape {@code [units, n]} and {@code bias} of shape {@code
 * [units]}; in files they are called {@code hidden.weight} and {@code hidden.bias} for a field
 * {@code hidden}. A field has parameters of one {@code @Dense} only.
 *
 * <p><b>Example:</b> two layers, 101770 parameters.
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(128) @Relu Layer hidden;
 *     @Dense(10)        Layer logits;
 * }
 * }</pre>
 *
 * <p>PyTorch's {@code Linear}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Dense {
    /**
     * The number of units, which is the last dimension of the output.
     *
     * @return at least 1; the units times the inputs must fit one Java array
     */
    int value();

    /**
     * Whether every unit has a bias. Without one the layer is a matrix product and nothing else.
     *
     * @return true by default
     */
    boolean bias() default true;

    /**
     * How the weights start. The bias starts at zero.
     *
     * @return the initializer, by default {@link Initializer#HE_NORMAL}
     */
    Initializer init() default Initializer.HE_NORMAL;

    /**
     * The weights' initial value under {@link Initializer#CONSTANT}. No other initializer reads it;
     * to give one there is a compiler warning, {@code tapeless:initializer}.
     *
     * @return a finite number, by default 0
     */
    double initValue() default 0;

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
