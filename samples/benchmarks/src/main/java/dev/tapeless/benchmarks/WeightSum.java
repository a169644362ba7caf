package dev.tapeless.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Sums all weights of 784-512-512-10 once: what a prediction of one sample must read at least. */
public class WeightSum extends Timed {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int STEP = 4 * SPECIES.length();

    private float[][][] weights;

    /** For JMH. */
    public WeightSum() {}

    /** Makes the weights, rows of their own. */
    @Setup
    public void setUp() {
        weights = Layers.of(Shape.LARGE.sizes(), Shape.LARGE.create()).weights();
    }

    /** The sum. */
    @Benchmark
    public float sum() {
        float sum = 0;
        for (final float[][] rows : weights) {
            for (int i = 0; i < rows.length; i += 2) {
                sum += sum(rows[i], rows[Math.min(i + 1, rows.length - 1)]);
            }
        }
        return sum;
    }

    /** The sum of two rows, in eight vectors that do not wait for each other. */
    private static float sum(float[] first, float[] second) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        int i = 0;
        for (; i + STEP <= first.length; i += STEP) {
            a = a.add(FloatVector.fromArray(SPECIES, first, i));
            b = b.add(FloatVector.fromArray(SPECIES, first, i + SPECIES.length()));
            c = c.add(FloatVector.fromArray(SPECIES, first, i + 2 * SPECIES.length()));
            d = d.add(FloatVector.fromArray(SPECIES, first, i + 3 * SPECIES.length()));
            e = e.add(FloatVector.fromArray(SPECIES, second, i));
            f = f.add(FloatVector.fromArray(SPECIES, second, i + SPECIES.length()));
            g = g.add(FloatVector.fromArray(SPECIES, second, i + 2 * SPECIES.length()));
            h = h.add(FloatVector.fromArray(SPECIES, second, i + 3 * SPECIES.length()));
        }
        float rest = 0;
        for (; i < first.length; i++) {
            rest += first[i] + second[i];
        }
        final FloatVector all = a.add(b).add(c.add(d)).add(e.add(f).add(g.add(h)));
        return rest + all.reduceLanes(VectorOperators.ADD);
    }
}
