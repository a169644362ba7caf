package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Workers;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.train.Trainer;

/** A generated network. */
final class Generated implements Contestant.Trainable {

    private final int[] sizes;
    private final Model<float[]> model;
    private final Trainer<float[]> trainer;
    private float[][] inputs;
    private float[][] targets;
    private float[][] outputs;

    Generated(int[] sizes, Model<float[]> model) {
        this(sizes, model, Workers.one());
    }

    Generated(int[] sizes, Model<float[]> model, Workers workers) {
        this.sizes = sizes;
        this.model = model;
        this.trainer =
                Trainer.of(model)
                        .loss(Losses.softmaxCrossEntropy())
                        .optimizer(Adam.withLearningRate(Layers.RATE))
                        .workers(workers);
    }

    @Override
    public void load(float[][] samples, float[][] classes) {
        inputs = samples;
        targets = classes;
        outputs = new float[samples.length][model.outputSize()];
    }

    @Override
    public void predict() {
        if (inputs.length == 1) {
            model.predict(inputs[0], outputs[0]);
        } else {
            model.predict(inputs, outputs, inputs.length);
        }
    }

    @Override
    public float[][] outputs() {
        return outputs;
    }

    @Override
    public void step() {
        trainer.step(inputs, targets, inputs.length);
    }

    @Override
    public Layers parameters() {
        return Layers.of(sizes, model);
    }
}
