package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.train.Trainer;

/** A generated network. */
final class Generated implements Contestant.Network {

    private final Model<float[]> model;
    private final Trainer<float[]> trainer;

    Generated(Model<float[]> model) {
        this.model = model;
        this.trainer =
                Trainer.of(model)
                        .loss(Losses.softmaxCrossEntropy())
                        .optimizer(Adam.withLearningRate(1e-4));
    }

    @Override
    public void predict(float[] input, float[] output) {
        model.predict(input, output);
    }

    @Override
    public void predict(float[][] inputs, float[][] outputs, int count) {
        model.predict(inputs, outputs, count);
    }

    @Override
    public void step(float[][] inputs, float[][] targets, int count) {
        trainer.step(inputs, targets, count);
    }
}
