package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an image larger: by repeating every element, or bilinear.
 *
 * <p><b>Formula:</b> {@code y[i, j, c] = x[floor(i / factor), floor(j / factor), c]}. With {@link
 * #bilinear()} the elements are thought in the middle of their places: {@code y[i, j, c]} lies at
 * {@code s = (i + 0.5) / factor - 0.5} and {@code t} likewise, both kept inside of the image, and
 * is the mean of the four elements around, each weighted by {@code (1 - |s - k|) * (1 - |t - l|)}
 * for its row {@code k} and column {@code l}. That is PyTorch's {@code align_corners=False}.
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
     * Whether new elements lie on straight lines between the old ones instead of repeating them.
     *
     * @return false by default
     */
    boolean bilinear() default false;

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
