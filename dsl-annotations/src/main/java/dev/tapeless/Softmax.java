package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Turns scores into probabilities: positive numbers that add up to 1.
 *
 * <p><b>Formula:</b> {@code y[i] = exp(x[i] - m) / sum over j of exp(x[j] - m)}, where {@code m} is
 * the largest {@code x[j]}; subtracting it changes nothing but keeps {@code exp} from overflowing.
 * Derivative: {@code dy[i]/dx[j] = y[i] * ((i == j ? 1 : 0) - y[j])}.
 *
 * <p><b>Shape:</b> {@code [..., n]} of two or more elements in the last dimension in, the same
 * shape out: in a sequence, the elements of each position add up to 1. No parameters.
 *
 * <p><b>Example:</b> a classifier that predicts probabilities, trained with {@code
 * Losses.crossEntropy()}.
 *
 * <pre>{@code
 * @Network(input = 4)
 * abstract class Iris {
 *     @Dense(16) @Tanh   Layer hidden;
 *     @Dense(3) @Softmax Layer probabilities;
 * }
 * }</pre>
 *
 * <p>As the last layer of a network that a {@code Trainer} trains with {@code
 * Losses.crossEntropy()}, it has the gradient {@code y - target} with respect to its input, which
 * loses no digits where a probability is close to 0 or 1. Without it, {@code
 * Losses.softmaxCrossEntropy()} on the scores is the same in one step; the largest score is the
 * most probable class either way.
 *
 * <p>A softmax of a softmax is a compile error. An activation after it is a compiler warning,
 * {@code tapeless:softmax}, because the result no longer adds up to 1.
 *
 * <p>Source: J. S. Bridle, "Probabilistic Interpretation of Feedforward Classification Network
 * Outputs", 1990.
 *
 * @see LogSoftmax
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Softmax {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
