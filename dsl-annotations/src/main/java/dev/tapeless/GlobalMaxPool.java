package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The largest element of each channel over all places of an image or a sequence.
 *
 * <p><b>Formula:</b> {@code y[c] = max over i, j of x[i, j, c]}. Of equal elements the first
 * counts: it alone gets the gradient.
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
 *     @GlobalMaxPool Layer summary;
 *     @Dense(10) Layer logits;
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface GlobalMaxPool {

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
