package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the same elements another shape, in row-major order. It costs nothing.
 *
 * <p><b>Formula:</b> {@code y = x} at the same place in row-major order.
 *
 * <p><b>Shape:</b> any shape in, the shape {@link #value()} of as many elements out. No parameters.
 *
 * <p><b>Example:</b> a flat picture becomes an image of one channel.
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Reshape({28, 28, 1})                Layer image;
 *     @Conv2d(value = 8, kernel = 3) @Relu Layer features;
 *     @Flatten @Dense(10)                  Layer logits;
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Reshape {
    /**
     * The new shape.
     *
     * @return the dimensions, the outermost first; one of them may be -1 and is then what is left
     */
    int[] value();

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
