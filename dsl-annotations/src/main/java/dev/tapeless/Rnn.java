package dev.tapeless;

import java.lang.annotation.Annotation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A plain recurrent layer: units that read each element of a sequence together with their own last
 * outputs.
 *
 * <p><b>Formula,</b> for each element {@code x} and the last output {@code h}, which starts at
 * zero: {@code h = activation(weight_ih * x + bias_ih + weight_hh * h + bias_hh)}.
 *
 * <p><b>Shape:</b> a sequence {@code [length, features]} in, the last output {@code [units]} out,
 * or with {@code sequence = true} all of them, {@code [length, units]}; twice as many units where
 * it is {@code bidirectional}. Every sample starts from a state of zeros. In a network that depends
 * on nothing that comes later it can also be given element by element: {@code stepper()} of the
 * generated class.
 *
 * <p><b>Parameters,</b> with the names and shapes of PyTorch: {@code weight_ih_l0} of shape {@code
 * [units, features]}, {@code weight_hh_l0} of shape {@code [units, units]}, {@code bias_ih_l0} and
 * {@code bias_hh_l0} of shape {@code [units]}. A second set, with the ending {@code _reverse},
 * belongs to the other direction. All start uniform within {@code 1 / sqrt(units)}, as in PyTorch.
 *
 * <p><b>Example:</b> whether the number of ones among 16 bits is odd.
 *
 * <pre>{@code
 * @Network(input = {16, 1})
 * abstract class Parity {
 *     @Rnn(8)            Layer memory;
 *     @Dense(1) @Sigmoid Layer odd;
 * }
 * }</pre>
 *
 * <p>Source: J. L. Elman, "Finding Structure in Time", Cognitive Science 14(2), 1990.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Rnn {
    /**
     * The number of units, which is the length of an output.
     *
     * @return at least 1
     */
    int value();

    /**
     * The activation: an annotation that carries {@link Activation}, of ours or your own, with the
     * defaults of its members.
     *
     * @return the annotation's class, by default {@link Tanh}; PyTorch has {@link Relu} besides
     */
    Class<? extends Annotation> activation() default Tanh.class;

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
