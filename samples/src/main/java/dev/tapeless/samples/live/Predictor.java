package dev.tapeless.samples.live;

import dev.tapeless.runtime.Model;

import java.util.concurrent.atomic.AtomicBoolean;

/** Predicts points of the stream where the learner has just been, until it is told to stop. */
final class Predictor implements Runnable {
    /** Points that are predicted together: the probe beside them tells about all of them. */
    private static final int POINTS = 16;

    private final Learner learner;
    private final Model<float[]> start;
    private final boolean published;
    private final DriftingStream stream;
    private final Tally tally;
    private final AtomicBoolean done;

    /** Points, and after them the probe. */
    private final float[][] points = new float[POINTS + 1][2];

    private final int[] clouds = new int[POINTS];
    private final float[][] scores = new float[POINTS + 1][DriftingStream.CLOUDS];
    private final float[][] startScores = new float[POINTS + 1][DriftingStream.CLOUDS];

    /**
     * A predictor.
     *
     * @param learner whose parameters it predicts with
     * @param start the same network as it was at the start, to compare with
     * @param published whether it predicts with published parameters or with those that are being
     *     changed
     * @param stream where it takes its points from
     * @param tally where it counts
     * @param done whether to stop
     */
    Predictor(
            Learner learner,
            Model<float[]> start,
            boolean published,
            DriftingStream stream,
            Tally tally,
            AtomicBoolean done) {
        this.learner = learner;
        this.start = start;
        this.published = published;
        this.stream = stream;
        this.tally = tally;
        this.done = done;
        points[POINTS] = learner.log().probe();
    }

    @Override
    public void run() {
        for (int draw = 0; !done.get(); draw += POINTS) {
            long position = learner.position();
            for (int i = 0; i < POINTS; i++) {
                clouds[i] = stream.draw(position, draw + i, points[i]);
            }
            boolean whole = published ? predictPublished() : predictUnpublished();
            start.predict(points, startScores, POINTS);
            tally.predictions.add(POINTS);
            tally.right.add(countRight(scores));
            tally.rightOfStart.add(countRight(startScores));
            if (!whole) {
                tally.mixed.add(POINTS);
            }
        }
    }

    /** Points and probe see the same parameters; the probe tells which they were. */
    private boolean predictPublished() {
        long version = learner.live().read(this::predict);
        return learner.log().isWhole(scores[POINTS], version);
    }

    private long predict(Model<float[]> model, long version) {
        model.predict(points, scores, POINTS + 1);
        return version;
    }

    /** Any set of parameters will do that there was meanwhile. */
    private boolean predictUnpublished() {
        long before = learner.steps();
        predict(learner.net(), 0);
        long after = learner.steps() + 1; // it may be half done
        for (long step = before; step <= after; step++) {
            if (learner.log().isWhole(scores[POINTS], step)) {
                return true;
            }
        }
        return false;
    }

    private int countRight(float[][] outputs) {
        int right = 0;
        for (int i = 0; i < POINTS; i++) {
            right += largest(outputs[i]) == clouds[i] ? 1 : 0;
        }
        return right;
    }

    private static int largest(float[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[largest]) {
                largest = i;
            }
        }
        return largest;
    }
}
