package dev.tapeless.samples.fingerprint;

import dev.tapeless.BatchNorm;
import dev.tapeless.Conv2d;
import dev.tapeless.Dense;
import dev.tapeless.GlobalAvgPool;
import dev.tapeless.MaxPool2d;
import dev.tapeless.Network;
import dev.tapeless.Padding;
import dev.tapeless.Prelu;
import dev.tapeless.Relu;
import dev.tapeless.SpatialDropout;
import dev.tapeless.runtime.Layer;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.AdamW;

/** Convolutions over small pictures, with statistics of the batch. */
@Network(input = {11, 10, 2})
abstract class Pictures {
    @Conv2d(value = 6, kernel = 3, padding = Padding.SAME, bias = false)
    Layer edges;

    @BatchNorm
    @Relu
    @MaxPool2d(2)
    Layer centred;

    @Conv2d(value = 17, kernel = 3)
    Layer shapes;

    @Prelu(perChannel = true)
    @SpatialDropout(0.2)
    @GlobalAvgPool
    Layer features;

    @Dense(5)
    Layer logits;

    static TrainingCase<float[]> training() {
        return new TrainingCase<>(
                "Pictures",
                PicturesNetwork.create(7),
                new GeneratedData(301, 220, 5, 70).floatClasses(),
                Losses.softmaxCrossEntropy(),
                AdamW.withLearningRate(3e-3),
                32,
                10);
    }
}
