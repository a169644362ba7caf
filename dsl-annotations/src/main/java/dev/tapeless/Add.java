package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sum of two or more layers, element by element: the join of a residual connection.
 *
 * <p><b>Formula:</b> {@code y = a + b + ...} for the layers named. The derivative is 1 with respect
 * to each of them, so every branch receives the whole gradient.
 *
 * <p><b>Shape:</b> two or more inputs of one shape in, that shape out. No parameters.
 *
 * <p><b>Example:</b>
 *
 * <pre>{@code
 * @Network(input = 16)
 * abstract class Residual {
 *     @Dense(32) @Relu                       Layer wide;
 *     @Dense(16)                             Layer narrow;
 *     @Add(from = {"narrow", "input"}) @Relu Layer sum;
 *     @Dense(4)                              Layer logits;
 * }
 * }</pre>
 *
 * <p>Source: K. He, X. Zhang, S. Ren, J. Sun, "Deep Residual Learning for Image Recognition", 2015,
 * arXiv:1512.03385.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Add {
    /**
     * The layers to join.
     *
     * @return two or more different names of earlier layers; {@code "input"} means the network's
     *     input
     */
    String[] from();
}
