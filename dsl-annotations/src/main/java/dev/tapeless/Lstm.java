package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Long short-term memory: a layer that reads a sequence element by element and carries a cell, into
 * which gates let new values and out of which they let old ones.
 *
 * <p><b>Formula,</b> for each element {@code x}, the last output {@code h} and the cell {@code c},
 * which start at zero:
 *
 * <pre>
 * i = sigmoid(weight_ii * x + bias_ii + weight_hi * h + bias_hi)
 * f = sigmoid(weight_if * x + bias_if + weight_hf * h + bias_hf)
 * g = tanh(weight_ig * x + bias_ig + weight_hg * h + bias_hg)
 * o = sigmoid(weight_io * x + bias_io + weight_ho * h + bias_ho)
 * c = f * c + i * g
 * h = o * tanh(c)
 * </pre>
 *
 * <p><b>Shape:</b> a sequence {@code [length, features]} in, the last output {@code [units]} out,
 * or with {@code sequence = true} all of them, {@code [length, units]}; twice as many units where
 * it is {@code bidirectional}. Every sample starts from a state of zeros. In a network that depends
 * on nothing that comes later it can also be given element by element: {@code stepper()} of the
 * generated class.
 *
 * <p><b>Parameters,</b> with the names and shapes of PyTorch: {@code weight_ih_l0} of shape {@code
 * [4 * units, features]}, {@code weight_hh_l0} of shape {@code [4 * units, units]}, {@code
 * bias_ih_l0} and {@code bias_hh_l0} of shape {@code [4 * units]}. Their rows belong to the gates
 * {@code i}, {@code f}, {@code g} and {@code o}, in this order. A second set, with the ending
 * {@code _reverse}, belongs to the other direction. All start uniform within {@code 1 /
 * sqrt(units)}, as in PyTorch.
 *
 * <p><b>Example:</b> the demand of the next hour from what was known of 48 hours.
 *
 * <pre>{@code
 * @Network(input = {48, 5})
 * abstract class Demand {
 *     @Lstm(value = 24, sequence = true) Layer hours;   // 48 x 24
 *     @Lstm(16)                          Layer memory;
 *     @Dense(1)                          Layer next;
 * }
 * }</pre>
 *
 * <p>Source: S. Hochreiter, J. Schmidhuber, "Long Short-Term Memory", Neural Computation 9(8),
 * 1997, with the forget gate of F. A. Gers, J. Schmidhuber, F. Cummins, "Learning to Forget", 2000.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Lstm {
    /**
     * The number of units, which is the length of an output.
     *
     * @return at least 1
     */
    int value();

    /**
     * Whether all outputs are given, one for each element, or only the last: that of the last
     * element, in the other direction that of the first.
     *
     * @return false by default: the last
     */
    boolean sequence() default false;

    /**
     * Whether as many units with parameters of their own read the sequence from its end; their
     * outputs stand behind the others.
     *
     * @return false by default
     */
    boolean bidirectional() default false;

    /**
     * Whether the sums have biases.
     *
     * @return true by default
     */
    boolean bias() default true;

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
