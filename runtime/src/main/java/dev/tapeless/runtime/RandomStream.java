package dev.tapeless.runtime;

/**
 * Counter-based random numbers: every number is a pure function of a seed, a step, a stream, a
 * sample and an element, so it does not matter in which order, by how many threads or whether at
 * all the others are drawn. The same bits come out on every machine.
 *
 * <p>A key mixes seed, step, stream and sample with David Stafford's 64-bit finaliser (variant 13,
 * the one of SplitMix64; Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014); an element's bits are two more rounds of it. For one seed and step, different pairs
 * of stream and sample never share a key.
 *
 * <p>An instance is the state of a network's training noise: a seed and the number of training
 * forwards so far. Each training forward calls {@link #advance()} before it draws, so training uses
 * steps from 1 on; step 0 belongs to the initial values of the parameters. Instances are not
 * thread-safe; the static functions are.
 */
public final class RandomStream {
    /** The golden ratio's odd 64-bit fraction: consecutive counters land far apart. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long seed;
    private long step;

    /**
     * A stream at step 0.
     *
     * @param seed any number
     */
    public RandomStream(long seed) {
        this.seed = seed;
    }

    /**
     * The seed.
     *
     * @return the seed
     */
    public long seed() {
        return seed;
    }

    /**
     * The number of training forwards so far.
     *
     * @return the step
     */
    public long step() {
        return step;
    }

    /**
     * Sets the whole state, for example from a checkpoint.
     *
     * @param newSeed the seed
     * @param newStep the step
     */
    public void set(long newSeed, long newStep) {
        seed = newSeed;
        step = newStep;
    }

    /** Goes to the next step: once a training forward, before anything is drawn. */
    public void advance() {
        step++;
    }

    /**
     * The key of one sample's numbers in one stream.
     *
     * @param seed the seed
     * @param step the training step; 0 for initial values
     * @param stream who draws: the ordinal of a layer or parameter
     * @param sample the row in the batch
     * @return a key for {@link #uniformFloat} and the others
     */
    public static long key(long seed, long step, int stream, int sample) {
        long perSeed = mix(seed + GOLDEN);
        long perStep = mix(perSeed ^ (step * GOLDEN));
        long pair = ((long) stream << 32) | (sample & 0xFFFFFFFFL);
        return mix(perStep ^ (pair * GOLDEN));
    }

    /**
     * A uniform number in [0, 1): a multiple of 2<sup>-24</sup>.
     *
     * @param key a key
     * @param element which number of the key's
     * @return at least 0 and less than 1
     */
    public static float uniformFloat(long key, int element) {
        return (bits(key, element) >>> 40) * 0x1p-24f;
    }

    /**
     * A uniform number in [0, 1): a multiple of 2<sup>-53</sup>.
     *
     * @param key a key
     * @param element which number of the key's
     * @return at least 0 and less than 1
     */
    public static double uniformDouble(long key, int element) {
        return uniform(key, element);
    }

    /**
     * A uniform whole number.
     *
     * @param key a key
     * @param element which number of the key's
     * @param bound at least 1
     * @return at least 0 and less than {@code bound}
     * @throws IllegalArgumentException if the bound is not positive
     */
    public static int uniformInt(long key, int element, int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound is " + bound + ", expected at least 1");
        }
        // The top of a 63-bit fraction times the bound; the bias is below bound / 2^63.
        return (int) Math.multiplyHigh(bits(key, element) >>> 1, (long) bound << 1);
    }

    /**
     * A standard normal number by the Box-Muller transform, from the uniform numbers {@code 2 *
     * element} and {@code 2 * element + 1} of the key.
     *
     * @param key a key
     * @param element which normal number of the key's
     * @return a number of mean 0 and variance 1
     */
    public static double gaussian(long key, int element) {
        double radius = 1 - uniform(key, 2L * element); // in (0, 1]: its logarithm is finite
        double angle = 2 * Math.PI * uniform(key, 2L * element + 1);
        return Math.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(angle);
    }

    private static double uniform(long key, long element) {
        return (bits(key, element) >>> 11) * 0x1p-53;
    }

    /** The key enters both rounds: two keys never walk through one sequence at two offsets. */
    private static long bits(long key, long element) {
        return mix(mix(key + element * GOLDEN) ^ key);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
