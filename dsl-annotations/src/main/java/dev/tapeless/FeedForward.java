package dev.tapeless;

import java.lang.annotation.Annotation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Two dense layers with an activation between them, at every position: the second half of a block
 * of a transformer.
 *
 * <p><b>Formula:</b> {@code y = linear2(activation(linear1(x)))}, along the last dimension; each
 * {@code linear} is a {@link Dense}.
 *
 * <p><b>Shape:</b> {@code [..., n]} in, the same shape out; {@code [..., units]} in between.
 *
 * <p><b>Parameters,</b> named as in PyTorch's {@code TransformerEncoderLayer}: {@code
 * linear1.weight} of shape {@code [units, n]}, {@code linear1.bias} of shape {@code [units]},
 * {@code linear2.weight} of shape {@code [n, units]}, {@code linear2.bias} of shape {@code [n]}.
 * The weights start as {@link Initializer#HE_NORMAL} and {@link Initializer#LECUN_NORMAL}, the
 * biases at zero.
 *
 * <p><b>Example:</b> a residual sum around it.
 *
 * <pre>{@code
 * @Network(input = {16, 32})
 * abstract class Positions {
 *     @LayerNorm                        Layer normal;
 *     @FeedForward(128)                 Layer thought;
 *     @Add(from = {"input", "thought"}) Layer sum;
 * }
 * }</pre>
 *
 * <p>Source: A. Vaswani et al., "Attention Is All You Need", 2017, with {@link Relu}; {@link Gelu}
 * since J. Devlin et al., "BERT", 2018.
 *
 * @see SelfAttention
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface FeedForward {
    /**
     * The number of units in between, usually four times the features.
     *
     * @return at least 1
     */
    int value();

    /**
     * The activation in between: an annotation that carries {@link Activation}, of ours or your
     * own, with the defaults of its members.
     *
     * @return the annotation's class, by default {@link Gelu}
     */
    Class<? extends Annotation> activation() default Gelu.class;

    /**
     * Whether the two layers have biases.
     *
     * @return true by default
     */
    boolean bias() default true;

    /**
     * The probability that an element behind the activation is 0 in training; the others are scaled
     * up by {@code 1 / (1 - dropout)}.
     *
     * @return at least 0 and less than 1, by default 0
     */
    double dropout() default 0;

    /**
     * The layer to read.
     *
     * @return the name of an earlier layer, or {@code "input"} for the network's input; empty, the
     *     default, for the layer before this one
     */
    String from() default "";
}
