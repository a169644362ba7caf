package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets whole channels to zero while training: neighbouring places of an image are so alike that
 * dropping single elements would drop nothing.
 *
 * <p><b>Formula,</b> in training and for every channel of every sample: {@code y = 0} with the
 * probability {@link #value()}, otherwise {@code y = x / (1 - rate)}. In {@code predict} nothing is
 * dropped: {@code y = x}.
 *
 * <p><b>Shape:</b> places and channels, the channels last, in, the same shape out. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = {16, 16, 3})
 * abstract class Things {
 *     @Conv2d(value = 32, kernel = 3) @Relu @SpatialDropout(0.1) Layer features;
 *     @GlobalAvgPool @Dense(10)                                  Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: J. Tompson et al., "Efficient Object Localization Using Convolutional Networks", CVPR
 * 2015, arXiv:1411.4280.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface SpatialDropout {
    /**
     * The rate: the probability of a channel to be dropped. 0 drops nothing.
     *
     * @return at least 0 and less than 1
     */
    double value();

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
