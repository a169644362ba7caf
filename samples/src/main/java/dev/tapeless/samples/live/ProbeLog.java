package dev.tapeless.samples.live;

import dev.tapeless.runtime.Model;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What every published set of parameters makes of one input, the probe. One thread writes, any
 * number read.
 *
 * <p>Outputs are kept as a 64-bit hash of their bits and of the set's number; the last million of
 * sets are known.
 */
final class ProbeLog {
    private static final int SETS = 1 << 20;

    private final float[] probe = {0.3f, -0.4f};
    private final float[] written;
    private final AtomicLongArray hashes = new AtomicLongArray(SETS);

    /** An empty log for a model of some outputs. */
    ProbeLog(int outputs) {
        written = new float[outputs];
    }

    /** The input itself, not a copy. */
    float[] probe() {
        return probe;
    }

    /** Writes down what a model makes of the probe, before it is published under a number. */
    void write(Model<float[]> model, long version) {
        model.predict(probe, written);
        hashes.set(place(version), hash(written, version));
    }

    /** Whether the set of a number, and no mixture of sets, makes these outputs of the probe. */
    boolean isWhole(float[] outputs, long version) {
        return hashes.get(place(version)) == hash(outputs, version);
    }

    private static int place(long version) {
        return (int) (version & (SETS - 1));
    }

    private static long hash(float[] outputs, long version) {
        long hash = version;
        for (float output : outputs) {
            hash = mix(hash + Float.floatToIntBits(output));
        }
        return hash;
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
