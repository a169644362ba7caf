package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The product of two or more layers, element by element: a gate.
 *
 * <p><b>Formula:</b> {@code y = a * b * ...} for the layers named. The derivative with respect to
 * each of them is the product of the others.
 *
 * <p><b>Shape:</b> two or more inputs of one shape in, that shape out. No parameters.
 *
 * <p><b>Example:</b> a gated linear unit, where {@code gate} decides what passes of {@code value}.
 *
 * <pre>{@code
 * @Network(input = 16)
 * abstract class Gated {
 *     @Dense(32)                                  Layer value;
 *     @Dense(value = 32, from = "input") @Sigmoid Layer gate;
 *     @Multiply(from = {"value", "gate"})         Layer gated;
 *     @Dense(4)                                   Layer logits;
 * }
 * }</pre>
 *
 * <p>Source of the example: Y. Dauphin, A. Fan, M. Auli, D. Grangier, "Language Modeling with Gated
 * Convolutional Networks", 2016, arXiv:1612.08083.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Multiply {
    /**
     * The layers to join.
     *
     * @return two or more different names of earlier layers; {@code "input"} means the network's
     *     input
     */
    String[] from();
}
