package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean of each window of a sequence, for each channel.
 *
 * <p><b>Formula:</b> {@code y[i, c] = sum over k of x[i * stride + k * dilation - padBefore, c] /
 * window}.
 *
 * <p><b>Shape:</b> a sequence {@code [length, channels]} in, {@code [n, channels]} out, where
 * {@code n = floor((length + padding - dilation * (window - 1) - 1) / stride) + 1}. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = {128, 3})
 * abstract class Activity {
 *     @Conv1d(value = 16, kernel = 5) @Relu @AvgPool1d(4) Layer features;
 *     @Flatten @Dense(6)                           Layer logits;
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface AvgPool1d {
    /**
     * The size of the window.
     *
     * @return the length of the window, at least 1
     */
    int value();

    /**
     * By how many places the window moves.
     *
     * @return one number; empty, the default, for the size of the window
     */
    int[] stride() default {};

    /**
     * The distance of neighbouring elements of the window: 2 leaves out every second place.
     *
     * @return one number, at least 1; by default 1
     */
    int dilation() default 1;

    /**
     * How the input is padded with zeros.
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
     * Whether padded places count in the mean, as zeros. Otherwise it is the mean of the places
     * that there are.
     *
     * @return true by default, as in PyTorch
     */
    boolean countPadding() default true;

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
