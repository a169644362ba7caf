package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gated recurrent units: a layer that reads a sequence element by element and remembers what it has
 * seen, with gates that decide what to keep.
 *
 * <p><b>Formula,</b> for each element {@code x} and the last output {@code h}, which starts at
 * zero:
 *
 * <pre>
 * r = sigmoid(weight_ir * x + bias_ir + weight_hr * h + bias_hr)
 * z = sigmoid(weight_iz * x + bias_iz + weight_hz * h + bias_hz)
 * n = tanh(weight_in * x + bias_in + r * (weight_hn * h + bias_hn))
 * h = (1 - z) * n + z * h
 * </pre>
 *
 * <p>The reset gate is applied after the product, as in PyTorch and cuDNN (Keras calls it {@code
 * reset_after}).
 *
 * <p><b>Shape:</b> a sequence {@code [length, features]} in, the last output {@code [units]} out,
 * or with {@code sequence = true} all of them, {@code [length, units]}; twice as many units where
 * it is {@code bidirectional}. Every sample starts from a state of zeros. In a network that depends
 * on nothing that comes later it can also be given element by element: {@code stepper()} of the
 * generated class.
 *
 * <p><b>Parameters,</b> with the names and shapes of PyTorch: {@code weight_ih_l0} of shape {@code
 * [3 * units, features]}, {@code weight_hh_l0} of shape {@code [3 * units, units]}, {@code
 * bias_ih_l0} and {@code bias_hh_l0} of shape {@code [3 * units]}. Their rows belong to the gates
 * {@code r}, {@code z} and {@code n}, in this order. A second set, with the ending {@code
 * _reverse}, belongs to the other direction. All start uniform within {@code 1 / sqrt(units)}, as
 * in PyTorch.
 *
 * <p><b>Example:</b> the activity of a person from 128 readings of 9 sensors.
 *
 * <pre>{@code
 * @Network(input = {128, 9})
 * abstract class Activity {
 *     @Gru(32)  Layer memory;
 *     @Dense(6) Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: K. Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder for
 * Statistical Machine Translation", 2014, arXiv:1406.1078.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Gru {
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
