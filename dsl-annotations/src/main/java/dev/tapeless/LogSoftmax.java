package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Turns scores into the logarithms of probabilities.
 *
 * <p><b>Formula:</b> {@code y[i] = x[i] - m - log(sum over j of exp(x[j] - m))}, where {@code m} is
 * the largest {@code x[j]}. It is the logarithm of {@link Softmax} without the loss of digits that
 * taking that logarithm would bring. Derivative: {@code dy[i]/dx[j] = (i == j ? 1 : 0) -
 * exp(y[j])}.
 *
 * <p><b>Shape:</b> {@code [..., n]} of two or more elements in the last dimension in, the same
 * shape out. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 4)
 * abstract class Iris {
 *     @Dense(16) @Tanh      Layer hidden;
 *     @Dense(3) @LogSoftmax Layer logProbabilities;
 * }
 * }</pre>
 *
 * <p>As the last layer of a network that a {@code Trainer} trains with {@code
 * Losses.negativeLogLikelihood()}, it has the gradient {@code exp(y) - target} with respect to its
 * input.
 *
 * @see Softmax
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface LogSoftmax {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
