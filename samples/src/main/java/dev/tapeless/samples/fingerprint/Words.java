package dev.tapeless.samples.fingerprint;

import dev.tapeless.Dense;
import dev.tapeless.Embedding;
import dev.tapeless.FeedForward;
import dev.tapeless.Flatten;
import dev.tapeless.LayerNorm;
import dev.tapeless.Network;
import dev.tapeless.PositionalEmbedding;
import dev.tapeless.RmsNorm;
import dev.tapeless.SelfAttention;
import dev.tapeless.runtime.Layer;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.NAdam;

/** Attention over short sentences of few words. */
@Network(input = 7)
abstract class Words {
    static final int VOCABULARY = 11;

    @Embedding(count = VOCABULARY, value = 12)
    Layer words;

    @PositionalEmbedding Layer placed;

    @LayerNorm Layer even;

    @SelfAttention(heads = 3, causal = true)
    Layer attention;

    @RmsNorm Layer level;

    @FeedForward(value = 20, dropout = 0.1)
    Layer thoughts;

    @Flatten
    @Dense(4)
    Layer logits;

    static TrainingCase<float[]> training() {
        return new TrainingCase<>(
                "Words",
                WordsNetwork.create(9),
                new GeneratedData(407, 7, 4, 90).floatClassesOfWords(VOCABULARY),
                Losses.softmaxCrossEntropy(),
                NAdam.withLearningRate(3e-3),
                25,
                10);
    }
}
