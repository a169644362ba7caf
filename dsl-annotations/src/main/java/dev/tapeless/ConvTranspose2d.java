package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A transposed convolution over images: every input element is spread over a window of the output.
 * It turns the shapes of a convolution round and serves to make images larger.
 *
 * <p><b>Formula:</b> {@code y[i * stride + k * dilation - padTop, j * stride + l * dilation -
 * padLeft, o] = bias[o] + sum of weight[c, o, k, l] * x[i, j, c]} over all {@code i, j, k, l, c}
 * that meet there.
 *
 * <p><b>Shape:</b> an image {@code [height, width, channels]} in, {@code [h, w, value]} out, where
 * {@code h = (height - 1) * stride - padTop - padBottom + dilation * (kernel - 1) + 1 +
 * outputPadding}, and {@code w} likewise.
 *
 * <p><b>Parameters:</b> {@code weight} of shape {@code [channels, outputs, kernelHeight,
 * kernelWidth]} and {@code bias} of shape {@code [outputs]}, as in PyTorch's files.
 *
 * <p><b>Example:</b> 7 x 7 becomes 28 x 28.
 *
 * <pre>{@code
 * @Network(input = 64)
 * abstract class Painter {
 *     @Dense(7 * 7 * 16) @Relu @Reshape({7, 7, 16})             Layer seed;
 *     @ConvTranspose2d(value = 8, kernel = 4, stride = 2, pad = 1) @Relu Layer larger;
 *     @ConvTranspose2d(value = 1, kernel = 4, stride = 2, pad = 1)       Layer image;
 * }
 * }</pre>
 *
 * <p>Source: M. Zeiler, D. Krishnan, G. Taylor, R. Fergus, "Deconvolutional Networks", CVPR 2010.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface ConvTranspose2d {
    /**
     * The number of output channels.
     *
     * @return at least 1
     */
    int value();

    /**
     * The size of the window.
     *
     * @return one number for a square, or {@code {height, width}}; at least 1
     */
    int[] kernel();

    /**
     * By how many places of the output the window moves from one input to the next.
     *
     * @return one number for both directions, or {@code {height, width}}, at least 1; by default 1
     */
    int[] stride() default 1;

    /**
     * The distance of neighbouring elements of the window: 2 leaves out every second place.
     *
     * @return one number for both directions, or {@code {height, width}}, at least 1; by default 1
     */
    int[] dilation() default 1;

    /**
     * How many places are cut off at the edges of the output.
     *
     * @return one number for all sides, {@code {height, width}} for two and two of them, or {@code
     *     {top, left, bottom, right}}; by default 0
     */
    int[] pad() default {};

    /**
     * How many places more the output has at the bottom and the right.
     *
     * @return one number for both directions, or {@code {height, width}}; less than the stride, by
     *     default 0
     */
    int[] outputPadding() default 0;

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
