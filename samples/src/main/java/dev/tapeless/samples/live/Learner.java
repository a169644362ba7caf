package dev.tapeless.samples.live;

import dev.tapeless.runtime.LiveModel;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.train.Trainer;

/** Learns from the stream, and publishes what it has learnt after every step. */
final class Learner {
    static final int BATCH_SIZE = 32;

    private static final int READER = 0;
    private static final double LEARNING_RATE = 0.005;

    private final DriftNetwork net;
    private final LiveModel<float[]> live;
    private final ProbeLog log;
    private final DriftingStream stream;
    private final Trainer<float[]> trainer;
    private final float[][] points = new float[BATCH_SIZE][2];
    private final float[][] clouds = new float[BATCH_SIZE][1];

    private volatile long position;

    /** A learner that has learnt nothing. */
    Learner(long seed) {
        net = DriftNetwork.create(seed);
        live = LiveModel.of(net, () -> DriftNetwork.create(seed));
        log = new ProbeLog(net.outputSize());
        log.write(net, 0);
        stream = new DriftingStream(seed, READER);
        trainer =
                Trainer.of(net)
                        .loss(Losses.softmaxCrossEntropy())
                        .optimizer(Adam.withLearningRate(LEARNING_RATE));
    }

    /** The network itself, which changes all the time. */
    DriftNetwork net() {
        return net;
    }

    /** What others predict with. */
    LiveModel<float[]> live() {
        return live;
    }

    ProbeLog log() {
        return log;
    }

    /** How many points of the stream it has learnt from. */
    long position() {
        return position;
    }

    /** How many steps it has done, and how often it has published. */
    long steps() {
        return position / BATCH_SIZE;
    }

    /** Goes on until it has learnt from so many points, or a few more. */
    void learnUntil(long end) {
        while (position < end) {
            long from = position;
            for (int i = 0; i < BATCH_SIZE; i++) {
                clouds[i][0] = stream.draw(from + i, 0, points[i]);
            }
            trainer.step(points, clouds, BATCH_SIZE);
            log.write(net, steps() + 1);
            live.publish();
            position = from + BATCH_SIZE;
        }
    }
}
