package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Another network as one layer of this one, with a connection around it: what it reads is added to
 * what comes out.
 *
 * <p><b>Formula:</b> {@code y = x + block(x)}. The gradient of {@code x} is that of {@code y} plus
 * what comes back through the block.
 *
 * <p><b>Shape:</b> exactly the {@link Network#input()} of the block in, the same shape out; the
 * last layer of the block must give it.
 *
 * <p><b>Parameters:</b> those of the block, named as {@link Block} says.
 *
 * <p><b>Example:</b> the feed-forward part of a transformer, normalised first.
 *
 * <pre>{@code
 * @Network(input = 64)
 * abstract class FeedForwardPart {
 *     @LayerNorm        Layer norm;
 *     @Dense(256) @Gelu Layer wide;
 *     @Dense(64)        Layer narrow;
 * }
 *
 * @Network(input = 64)
 * abstract class Tower {
 *     @Residual(FeedForwardPart.class) Layer first, second;  // each with weights of its own
 *     @LayerNorm                       Layer norm;
 *     @Dense(10)                       Layer logits;
 * }
 * }</pre>
 *
 * <p>An activation after the sum, as in the first residual networks, follows on the same field:
 * {@code @Residual(Part.class) @Relu}.
 *
 * <p>Source: K. He, X. Zhang, S. Ren, J. Sun, "Deep Residual Learning for Image Recognition", 2015,
 * arXiv:1512.03385.
 *
 * @see Block
 * @see Add
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Residual {
    /**
     * The network to inline.
     *
     * @return a class with {@link Network} on it
     */
    Class<?> value();

    /**
     * The field whose weights this one uses, too, as {@link Block#sharing()} says.
     *
     * @return the name of an earlier field with a {@link Block} or {@link Residual} of the same
     *     class; empty, the default, for weights of its own
     */
    String sharing() default "";

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
