package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets random elements to zero while training, so that no unit can rely on a single other one.
 *
 * <p><b>Formula,</b> in training and for every element: {@code y = 0} with the probability {@link
 * #value()}, otherwise {@code y = x / (1 - rate)}, which keeps the expected value. The derivative
 * is {@code 0} where the element was dropped and {@code 1 / (1 - rate)} elsewhere. In {@code
 * predict} nothing is dropped: {@code y = x}, at no cost.
 *
 * <p><b>Shape:</b> any shape in, the same shape out. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(512) @Relu @Dropout(0.2) Layer hidden;
 *     @Dense(10)                      Layer logits;
 * }
 * }</pre>
 *
 * <p>It belongs after a hidden layer. On the output layer the loss would see numbers that are zero
 * by chance, which is a compiler warning, {@code tapeless:dropout}.
 *
 * <p>Every training pass drops other elements. Which ones follows from the seed and a step counter
 * that {@code random()} of the generated class shows and sets, and from the place of the sample in
 * the batch: the same run drops the same elements again, on any machine and with any number of
 * threads.
 *
 * <p>Source: N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov, "Dropout: A
 * Simple Way to Prevent Neural Networks from Overfitting", JMLR 15, 2014.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Dropout {
    /**
     * The rate: the probability of an element to be dropped. 0 drops nothing.
     *
     * @return at least 0 and less than 1
     */
    double value();

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
