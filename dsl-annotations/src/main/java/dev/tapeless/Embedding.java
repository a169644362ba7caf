package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Looks up a learned vector for each of some whole numbers: words, letters, categories.
 *
 * <p><b>Formula:</b> {@code y[i] = weight[x[i]]}. The gradient goes to the rows that were looked
 * up; the numbers themselves have none.
 *
 * <p><b>Shape:</b> any shape {@code [...]} of whole numbers in, {@code [..., value]} out. The
 * samples hold the numbers as floats, from 0 to {@code count - 1}; any other number is an {@code
 * IllegalArgumentException} when it is looked up.
 *
 * <p><b>Parameters:</b> {@code weight} of shape {@code [count, value]}, which starts normally
 * distributed with standard deviation 1.
 *
 * <p><b>Example:</b> the mood of sentences of 20 words.
 *
 * <pre>{@code
 * @Network(input = 20)
 * abstract class Mood {
 *     @Embedding(count = 5000, value = 32)              Layer words; // 20 x 32
 *     @Conv1d(value = 64, kernel = 3) @Relu             Layer phrases;
 *     @GlobalMaxPool @Dense(2)                          Layer logits;
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Embedding {
    /**
     * How many different numbers there are.
     *
     * @return at least 1
     */
    int count();

    /**
     * The length of a vector.
     *
     * @return at least 1
     */
    int value();

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
