package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Another network as one layer of this one: its layers, inlined at this place.
 *
 * <p><b>Formula:</b> {@code y = block(x)}.
 *
 * <p><b>Shape:</b> exactly the {@link Network#input()} of the block in, the shape of its last layer
 * out.
 *
 * <p><b>Parameters:</b> those of the block, their names behind the field's: {@code
 * first.hidden.weight} for the layer {@code hidden} of the block in a field {@code first}. They are
 * what PyTorch gives a module in a module. In {@code net.first} they are called {@code
 * hidden.weight}. Every field has parameters of its own, unless it names another one in {@link
 * #sharing()}. Buffers likewise.
 *
 * <p><b>Example:</b> two layers of one kind, each with weights of its own, and a third use of the
 * first one's weights.
 *
 * <pre>{@code
 * @Network(input = 16)
 * abstract class Mixer {
 *     @Dense(32) @Relu Layer hidden;
 *     @Dense(16)       Layer mixed;
 * }
 *
 * @Network(input = 16)
 * abstract class Deep {
 *     @Block(Mixer.class) @LayerNorm                 Layer first;
 *     @Block(Mixer.class) @LayerNorm                 Layer second;
 *     @Block(value = Mixer.class, sharing = "first") Layer again;
 *     @Dense(4)                                      Layer logits;
 * }
 * }</pre>
 *
 * <p>An annotation before several fields stands on each of them: {@code @Block(Mixer.class) Layer
 * first, second;} are two blocks with weights of their own.
 *
 * <p><b>The block</b> is any class with {@link Network} on it, in this source or in a library, also
 * one that contains blocks itself, but not one that contains itself. It has a generated class of
 * its own, too, and can be trained alone. What its layers name in {@code from} are layers of the
 * block; {@code "input"} is what the block reads. Nothing outside of the block reads a layer inside
 * of it. The outer network decides on {@link Network#precision()} and {@link
 * Network#inputGradient()}.
 *
 * @see Residual
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Block {
    /**
     * The network to inline.
     *
     * @return a class with {@link Network} on it
     */
    Class<?> value();

    /**
     * The field whose weights this one uses, too.
     *
     * <p>They are one set of parameters, in {@code parameters()}, in files and for optimizers,
     * under the names that the other field gives them, and their gradients are the sums over all
     * uses. Dropout draws anew in every use. Running statistics are moved by every use, one after
     * the other.
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
