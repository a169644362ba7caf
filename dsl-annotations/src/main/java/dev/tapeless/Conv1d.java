package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution over sequences: every output channel at every place is a weighted sum of the input
 * around that place, with the same weights everywhere.
 *
 * <p><b>Formula:</b> {@code y[i, o] = bias[o] + sum over k, c of weight[o, c, k] * x[i * stride + k
 * * dilation - padBefore, c]}, where {@code x} is 0 outside of the sequence. With groups, an output
 * channel reads the input channels of its group only.
 *
 * <p><b>Shape:</b> a sequence {@code [length, channels]} in, {@code [n, value]} out, where {@code n
 * = floor((length + padBefore + padAfter - dilation * (kernel - 1) - 1) / stride) + 1}. With {@link
 * Padding#SAME} that is {@code ceil(length / stride)}.
 *
 * <p><b>Parameters:</b> {@code weight} of shape {@code [outputs, channels / groups, kernel]} and
 * {@code bias} of shape {@code [outputs]}, as in PyTorch's files.
 *
 * <p><b>Example:</b> a detector of patterns in three sensors.
 *
 * <pre>{@code
 * @Network(input = {128, 3})
 * abstract class Activity {
 *     @Conv1d(value = 32, kernel = 7, stride = 2) @Relu Layer edges;
 *     @Conv1d(value = 64, kernel = 5) @Relu             Layer patterns;
 *     @GlobalMaxPool                                    Layer found;
 *     @Dense(6)                                         Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: A. Waibel et al., "Phoneme Recognition Using Time-Delay Neural Networks", 1989.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Conv1d {
    /**
     * The number of output channels.
     *
     * @return at least 1, a multiple of the groups
     */
    int value();

    /**
     * The length of the window.
     *
     * @return at least 1
     */
    int kernel();

    /**
     * By how many places the window moves.
     *
     * @return one number, at least 1; by default 1
     */
    int stride() default 1;

    /**
     * The distance of neighbouring elements of the window: 2 leaves out every second place.
     *
     * @return one number, at least 1; by default 1
     */
    int dilation() default 1;

    /**
     * How much the input is padded with zeros.
     *
     * @return the kind of padding, by default {@link Padding#VALID}: none
     */
    Padding padding() default Padding.VALID;

    /**
     * The padding in places, instead of {@link #padding()}.
     *
     * @return one number for both ends, or {@code {before, after}}; by default none
     */
    int[] pad() default {};

    /**
     * Into how many groups the channels are divided; each group of outputs reads its group of
     * inputs.
     *
     * @return at least 1, a divisor of the input and of the output channels; by default 1
     */
    int groups() default 1;

    /**
     * Whether every output channel has a bias.
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
