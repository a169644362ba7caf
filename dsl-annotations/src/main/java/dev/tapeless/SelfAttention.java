package dev.tapeless;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Multi-head self-attention: every position of a sequence reads all positions, each as far as its
 * key answers the query of the reader.
 *
 * <p><b>Formula,</b> for position {@code i} and a head of {@code d = features / heads} features:
 * {@code a[i][j] = exp(q[i] . k[j] / sqrt(d)) / sum over j of the same}, {@code o[i] = sum over j
 * of a[i][j] * v[j]}, where {@code q}, {@code k} and {@code v} are linear maps of {@code x}; {@code
 * y[i]} is a linear map of the heads' {@code o[i]}, one after the other. With {@link #causal()} the
 * sums are over {@code j <= i}: what lies later contributes nothing, so that every position can be
 * trained to predict the next one.
 *
 * <p><b>Shape:</b> {@code [length, features]} in, the same shape out. The features must be a
 * multiple of {@link #heads()}.
 *
 * <p><b>Parameters,</b> those of PyTorch's {@code MultiheadAttention}: {@code in_proj_weight} of
 * shape {@code [3 * features, features]}, of which the first third makes the queries, then keys,
 * then values; {@code in_proj_bias} of shape {@code [3 * features]}; {@code out_proj.weight} of
 * shape {@code [features, features]} and {@code out_proj.bias} of shape {@code [features]}. A field
 * called {@code self_attn} has the names of PyTorch's {@code TransformerEncoderLayer} in files. The
 * weights start as {@link Initializer#GLOROT_UNIFORM}, the biases at zero.
 *
 * <p><b>Example:</b> an encoder of two residual sums, in front of it the sum of words and places.
 *
 * <pre>{@code
 * @Network(input = 64)
 * abstract class Reviews {
 *     @Embedding(count = 5000, value = 48) Layer words;
 *     @PositionalEmbedding                 Layer placed;
 *     @LayerNorm                           Layer norm1;
 *     @SelfAttention(heads = 4)            Layer attention;
 *     @Add(from = {"placed", "attention"}) Layer read;
 *     @LayerNorm                           Layer norm2;
 *     @FeedForward(192)                    Layer thought;
 *     @Add(from = {"read", "thought"})     Layer done;
 *     @GlobalAvgPool @Dense(2)             Layer logits;
 * }
 * }</pre>
 *
 * <p>Scores are compared with the largest one before any exponential, so they may be of any size.
 * The time of a pass grows with the square of the length.
 *
 * <p>Source: A. Vaswani et al., "Attention Is All You Need", 2017.
 *
 * @see FeedForward
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface SelfAttention {
    /**
     * Into how many parts the features are divided; each has weights {@code a} of its own.
     *
     * @return at least 1, and a divisor of the features
     */
    int heads();

    /**
     * Whether a position reads itself and earlier positions only.
     *
     * @return false by default: every position reads all
     */
    boolean causal() default false;

    /**
     * Whether the linear maps have biases.
     *
     * @return true by default
     */
    boolean bias() default true;

    /**
     * The probability that a weight {@code a} is 0 in training; the others are scaled up by {@code
     * 1 / (1 - dropout)}.
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
