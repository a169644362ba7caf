package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean of each channel over all places of an image or a sequence.
 *
 * <p><b>Formula:</b> {@code y[c] = sum over i, j of x[i, j, c] / (height * width)}.
 *
 * <p><b>Shape:</b> {@code [height, width, channels]}, {@code [length, channels]} or more dimensions
 * in, a vector {@code [channels]} out. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = {32, 32, 3})
 * abstract class Things {
 *     @Conv2d(value = 64, kernel = 3) @Relu Layer features;
 *     @GlobalAvgPool Layer summary;
 *     @Dense(10) Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: M. Lin, Q. Chen, S. Yan, "Network In Network", 2013, arXiv:1312.4400.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface GlobalAvgPool {

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
