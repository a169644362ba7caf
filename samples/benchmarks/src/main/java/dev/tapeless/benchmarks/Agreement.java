package dev.tapeless.benchmarks;

/** Contestants are measured only if their results are those of a textbook. */
final class Agreement {

    private static final double TOLERANCE = 1e-4;

    /** Of the length of a step: Adam divides by roots of gradients that are almost zero. */
    private static final double STEP_TOLERANCE = 1e-2;

    private Agreement() {}

    /** Compares predictions. */
    static void ofPrediction(Batch batch, Contestant contestant) {
        final float[][] found = predict(batch.load(contestant));
        final float[][] expected = predict(batch.load(Contestant.TEXTBOOK));
        ofRows(contestant.name(), expected, found);
    }

    /** Compares rows of results. */
    static void ofRows(String who, float[][] expected, float[][] found) {
        for (int s = 0; s < expected.length; s++) {
            for (int k = 0; k < expected[s].length; k++) {
                final double limit = TOLERANCE * (1 + Math.abs(expected[s][k]));
                if (!(Math.abs(found[s][k] - expected[s][k]) <= limit)) {
                    throw new IllegalStateException(
                            who + " gives " + found[s][k] + ", expected " + expected[s][k]);
                }
            }
        }
    }

    private static float[][] predict(Contestant.Network network) {
        network.predict();
        return network.outputs();
    }

    /** Compares the parameters after one step. */
    static void ofStep(Batch batch, Contestant contestant) {
        final Layers before = batch.loadTrainable(Contestant.TEXTBOOK).parameters();
        final Layers found = step(batch.loadTrainable(contestant));
        final Layers expected = step(batch.loadTrainable(Contestant.TEXTBOOK));
        for (int layer = 0; layer < before.count(); layer++) {
            final double part =
                    distance(found, expected, layer) / distance(before, expected, layer);
            if (!(part <= STEP_TOLERANCE)) {
                throw new IllegalStateException(
                        contestant
                                + ": after one step, the parameters of layer "
                                + layer
                                + " are away from those of a textbook by "
                                + part
                                + " of that step");
            }
        }
    }

    private static Layers step(Contestant.Trainable network) {
        network.step();
        return network.parameters();
    }

    /** The distance between the weights and biases of a layer. */
    private static double distance(Layers a, Layers b, int layer) {
        double sum = squares(a.biases()[layer], b.biases()[layer]);
        for (int i = 0; i < a.weights()[layer].length; i++) {
            sum += squares(a.weights()[layer][i], b.weights()[layer][i]);
        }
        return Math.sqrt(sum);
    }

    private static double squares(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
