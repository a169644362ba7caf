package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Model;

import java.util.function.LongFunction;

/** What is measured of convolutions. Their names are values of a JMH parameter. */
public enum ImageWork {
    /** The result of 3x3 windows over 28x28x16 elements, 32 channels. */
    FORWARD("3x3, 28x28x16 to 32, forward", 32, 28 * 28 * 144 * 32, Networks_ImageNetwork::create),
    /** The gradient of their weights. */
    WEIGHT_GRADIENT(
            "3x3, 28x28x16 to 32, weight gradient",
            32,
            28 * 28 * 144 * 32,
            Networks_ImageNetwork::create),
    /** The gradients of their weights and of what they see. */
    GRADIENTS(
            "3x3, 28x28x16 to 32, both gradients",
            32,
            2 * 28 * 28 * 144 * 32,
            Networks_ImageNetwork::create),
    /** Predictions of such a layer with a ReLU. */
    PREDICT(
            "3x3, 28x28x16 to 32, ReLU, predict",
            32,
            28 * 28 * 144 * 32,
            Networks_ActivatedNetwork::create),
    /** The same with a batch normalisation before the ReLU. */
    PREDICT_NORMED(
            "3x3, 28x28x16 to 32, BatchNorm, ReLU, predict",
            32,
            28 * 28 * 144 * 32,
            Networks_NormedNetwork::create),
    /** A prediction of LeNet-5. */
    LENET("LeNet-5", 1, 416_520, Networks_LeNetNetwork::create);

    private final Workload load;

    ImageWork(String name, int samples, long multiplyAdds, LongFunction<Model<float[]>> network) {
        load = new Workload(name, samples, multiplyAdds, network);
    }

    /** What a call is. */
    Workload load() {
        return load;
    }
}
