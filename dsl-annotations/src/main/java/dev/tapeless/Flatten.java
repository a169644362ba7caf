package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a vector of an image, a sequence or anything else, element by element in row-major order.
 * It costs nothing.
 *
 * <p><b>Formula:</b> {@code y[(i * width + j) * channels + c] = x[i, j, c]}.
 *
 * <p><b>Shape:</b> any shape in, a vector of as many elements out. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = {28, 28, 1})
 * abstract class Digits {
 *     @Conv2d(value = 8, kernel = 3) @Relu Layer features;
 *     @Flatten @Dense(10)                  Layer logits;
 * }
 * }</pre>
 *
 * <p>PyTorch flattens images channel by channel. Weights that were trained there need
 * {@code @Permute({2, 0, 1}) @Flatten} instead.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Flatten {

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
