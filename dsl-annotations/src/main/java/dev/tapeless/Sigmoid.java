package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Logistic function: squeezes any number into the interval from 0 to 1.
 *
 * <p><b>Formula,</b> for every element: {@code y = sigmoid(x)}. That is {@code 1 / (1 + exp(-x))},
 * computed without overflow.
 *
 * <p><b>Derivative:</b> {@code y * (1 - y)}. No kinks; {@code 0.25} at {@code x = 0}, and close to
 * 0 far from it.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p>In hidden layers it learns slowly; its places are gates and the probability of a yes.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 57)
 * abstract class Spam {
 *     @Dense(16) @Tanh   Layer hidden;
 *     @Dense(1) @Sigmoid Layer probability;
 * }
 * }</pre>
 *
 * <p>As the last layer of a network that a {@code Trainer} trains with {@code
 * Losses.binaryCrossEntropy()}, it has the gradient {@code y - target} with respect to its input,
 * which does not vanish where a wrong answer is close to 0 or 1.
 *
 * <p>Source: D. Rumelhart, G. Hinton, R. Williams, "Learning representations by back-propagating
 * errors", Nature 323, 1986.
 *
 * @see HardSigmoid
 */
@Activation("sigmoid(x)")
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Sigmoid {
    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
