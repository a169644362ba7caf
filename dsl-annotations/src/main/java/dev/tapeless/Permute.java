package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Exchanges dimensions.
 *
 * <p><b>Formula:</b> dimension {@code d} of {@code y} is dimension {@code order[d]} of {@code x};
 * for {@code {2, 0, 1}}: {@code y[c, i, j] = x[i, j, c]}.
 *
 * <p><b>Shape:</b> any shape in, the same dimensions in another order out. No parameters.
 *
 * <p><b>Example:</b> images that come channel by channel.
 *
 * <pre>{@code
 * @Network(input = {3, 32, 32})
 * abstract class Things {
 *     @Permute({1, 2, 0})                   Layer image; // 32 x 32 x 3
 *     @Conv2d(value = 16, kernel = 3) @Relu Layer features;
 *     @Flatten @Dense(10)                   Layer logits;
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Permute {
    /**
     * Which dimension of the input each dimension of the output is.
     *
     * @return every dimension once, counted from 0
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
