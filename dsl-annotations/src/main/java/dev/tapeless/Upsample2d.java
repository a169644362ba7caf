package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an image larger by repeating every element, nearest neighbour.
 *
 * <p><b>Formula:</b> {@code y[i, j, c] = x[floor(i / factor), floor(j / factor), c]}.
 *
 * <p><b>Shape:</b> an image {@code [height, width, channels]} in, {@code [height * factor, width *
 * factor, channels]} out. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = {8, 8, 4})
 * abstract class Painter {
 *     @Upsample2d(2)                                             Layer larger; // 16 x 16 x 4
 *     @Conv2d(value = 1, kernel = 3, padding = Padding.SAME)     Layer image;
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Upsample2d {
    /**
     * How many times larger the image becomes.
     *
     * @return one number for both directions, or {@code {height, width}}; at least 1
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
