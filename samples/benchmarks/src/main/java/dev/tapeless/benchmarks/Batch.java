package dev.tapeless.benchmarks;

/**
 * A network and the samples of a call. Its text, for instance {@code DIGITS*64}, is a value of a
 * JMH parameter.
 *
 * @param shape the network
 * @param samples how many samples
 */
record Batch(Shape shape, int samples) {

    /** Reads the text. */
    static Batch of(String text) {
        final int star = text.indexOf('*');
        return new Batch(
                Shape.valueOf(text.substring(0, star)), Integer.parseInt(text.substring(star + 1)));
    }

    /** Makes a network with these samples. */
    Contestant.Network load(Contestant contestant) {
        return load(contestant.create(shape));
    }

    /** Makes a network with these samples to train it. */
    Contestant.Trainable loadTrainable(Contestant contestant) {
        return load(contestant.createTrainable(shape));
    }

    /** Gives a network these samples. */
    <N extends Contestant.Network> N load(N network) {
        network.load(Data.rows(samples, shape.inputs()), Data.classes(samples, shape.outputs()));
        return network;
    }

    /** {@code 784-128-10, batch of 64}. */
    String text() {
        return shape.text() + (samples == 1 ? ", one sample" : ", batch of " + samples);
    }
}
