package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Adds a learned vector for each place of a sequence, so that what follows can tell the places
 * apart.
 *
 * <p><b>Formula:</b> {@code y[i, c] = x[i, c] + weight[i, c]}.
 *
 * <p><b>Shape:</b> a sequence {@code [length, channels]} in, the same shape out.
 *
 * <p><b>Parameters:</b> {@code weight} of shape {@code [length, channels]}, which starts normally
 * distributed with standard deviation 0.02.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 20)
 * abstract class Mood {
 *     @Embedding(count = 5000, value = 32)  Layer words;
 *     @PositionalEmbedding                  Layer placed;
 *     @Flatten @Dense(2)                    Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: J. Gehring et al., "Convolutional Sequence to Sequence Learning", 2017,
 * arXiv:1705.03122.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface PositionalEmbedding {

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
