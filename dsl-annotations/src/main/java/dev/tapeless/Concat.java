package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Two or more layers one after the other, in the order named.
 *
 * <p><b>Formula:</b> the elements of the first layer, then those of the second, and so on. The
 * gradient is cut at the same places.
 *
 * <p><b>Shape:</b> vectors of {@code n1}, {@code n2}, ... elements in, one vector of {@code n1 + n2
 * + ...} elements out. Inputs of more dimensions are joined along the first and must agree in the
 * others. No parameters.
 *
 * <p><b>Example:</b> the output layer sees two hidden layers and the input itself.
 *
 * <pre>{@code
 * @Network(input = 8)
 * abstract class Wide {
 *     @Dense(32) @Relu                             Layer first;
 *     @Dense(16) @Relu                             Layer second;
 *     @Concat(from = {"first", "second", "input"}) Layer all; // 32 + 16 + 8 elements
 *     @Dense(1)                                    Layer score;
 * }
 * }</pre>
 *
 * <p>Source: G. Huang, Z. Liu, L. van der Maaten, K. Weinberger, "Densely Connected Convolutional
 * Networks", 2016, arXiv:1608.06993.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Concat {
    /**
     * The layers to join.
     *
     * @return two or more different names of earlier layers; {@code "input"} means the network's
     *     input
     */
    String[] from();
}
