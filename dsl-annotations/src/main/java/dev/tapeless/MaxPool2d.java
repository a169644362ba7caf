package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The largest element of each window of an image, for each channel.
 *
 * <p><b>Formula:</b> {@code y[i, j, c] = max over k, l of x[i * stride + k * dilation - padTop, j *
 * stride + l * dilation - padLeft, c]}. Of equal elements the first counts: it alone gets the
 * gradient.
 *
 * <p><b>Shape:</b> an image {@code [height, width, channels]} in, {@code [h, w, channels]} out,
 * where {@code h = floor((height + padding - dilation * (window - 1) - 1) / stride) + 1}, and
 * {@code w} likewise. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = {32, 32, 3})
 * abstract class Things {
 *     @Conv2d(value = 16, kernel = 3) @Relu @MaxPool2d(2) Layer features;
 *     @Flatten @Dense(10)                          Layer logits;
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface MaxPool2d {
    /**
     * The size of the window.
     *
     * @return one number for a square, or {@code {height, width}}; at least 1
     */
    int[] value();

    /**
     * By how many places the window moves.
     *
     * @return one number for both directions, or {@code {height, width}}; empty, the default, for
     *     the size of the window
     */
    int[] stride() default {};

    /**
     * The distance of neighbouring elements of the window: 2 leaves out every second place.
     *
     * @return one number for both directions, or {@code {height, width}}, at least 1; by default 1
     */
    int[] dilation() default 1;

    /**
     * How the input is padded; what is padded is never the largest.
     *
     * @return the kind of padding, by default {@link Padding#VALID}: none
     */
    Padding padding() default Padding.VALID;

    /**
     * The padding in places, instead of {@link #padding()}.
     *
     * @return one number for all sides, {@code {height, width}} for two and two of them, or {@code
     *     {top, left, bottom, right}}; by default none
     */
    int[] pad() default {};

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
