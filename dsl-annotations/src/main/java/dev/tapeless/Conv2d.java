package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution over images: every output channel at every place is a weighted sum of the input
 * around that place, with the same weights everywhere.
 *
 * <p><b>Formula:</b> {@code y[i, j, o] = bias[o] + sum over k, l, c of weight[o, c, k, l] * x[i *
 * stride + k * dilation - padTop, j * stride + l * dilation - padLeft, c]}, where {@code x} is 0
 * outside of the image. With groups, an output channel reads the input channels of its group only.
 *
 * <p><b>Shape:</b> an image {@code [height, width, channels]} in, {@code [h, w, value]} out, where
 * {@code h = floor((height + padTop + padBottom - dilation * (kernel - 1) - 1) / stride) + 1}, and
 * {@code w} likewise. With {@link Padding#SAME} that is {@code ceil(height / stride)}.
 *
 * <p><b>Parameters:</b> {@code weight} of shape {@code [outputs, channels / groups, kernelHeight,
 * kernelWidth]} and {@code bias} of shape {@code [outputs]}, as in PyTorch's files.
 *
 * <p><b>Example:</b> LeNet.
 *
 * <pre>{@code
 * @Network(input = {28, 28, 1})
 * abstract class Digits {
 *     @Conv2d(value = 6, kernel = 5, padding = Padding.SAME) @Relu @MaxPool2d(2) Layer first;
 *     @Conv2d(value = 16, kernel = 5) @Relu @MaxPool2d(2)                        Layer second;
 *     @Flatten @Dense(120) @Relu                                                 Layer hidden;
 *     @Dense(10)                                                                 Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-Based Learning Applied to
 * Document Recognition", 1998. As everywhere in the field, the kernel is not mirrored.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Conv2d {
    /**
     * The number of output channels.
     *
     * @return at least 1, a multiple of the groups
     */
    int value();

    /**
     * The size of the window.
     *
     * @return one number for a square, or {@code {height, width}}; at least 1
     */
    int[] kernel();

    /**
     * By how many places the window moves.
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
     * How much the input is padded with zeros.
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
     * Into how many groups the channels are divided; each group of outputs reads its group of
     * inputs. As many groups as input channels make a depthwise convolution.
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
