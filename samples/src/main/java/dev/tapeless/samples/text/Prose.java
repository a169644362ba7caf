package dev.tapeless.samples.text;

import dev.tapeless.Add;
import dev.tapeless.Dense;
import dev.tapeless.Embedding;
import dev.tapeless.FeedForward;
import dev.tapeless.LayerNorm;
import dev.tapeless.Network;
import dev.tapeless.PositionalEmbedding;
import dev.tapeless.SelfAttention;
import dev.tapeless.runtime.Layer;

/**
 * A transformer decoder of two blocks: 64 characters in, at each position a score for every class
 * of the character that comes next. No position sees a later one.
 */
@Network(input = Prose.LENGTH)
abstract class Prose {
    /** Characters that are read at once. */
    static final int LENGTH = 64;

    /** Different characters. */
    static final int CLASSES = 96;

    private static final int FEATURES = 64;
    private static final int UNITS = 4 * FEATURES;

    @Embedding(count = CLASSES, value = FEATURES)
    Layer characters;

    @PositionalEmbedding Layer placed;

    @LayerNorm Layer normal1;

    @SelfAttention(heads = 4, causal = true, dropout = 0.1)
    Layer attention1;

    @Add(from = {"placed", "attention1"})
    Layer read1;

    @LayerNorm Layer normal2;

    @FeedForward(value = UNITS, dropout = 0.1)
    Layer thought1;

    @Add(from = {"read1", "thought1"})
    Layer block1;

    @LayerNorm Layer normal3;

    @SelfAttention(heads = 4, causal = true, dropout = 0.1)
    Layer attention2;

    @Add(from = {"block1", "attention2"})
    Layer read2;

    @LayerNorm Layer normal4;

    @FeedForward(value = UNITS, dropout = 0.1)
    Layer thought2;

    @Add(from = {"read2", "thought2"})
    Layer block2;

    @LayerNorm Layer normal;

    @Dense(CLASSES)
    Layer logits;
}
