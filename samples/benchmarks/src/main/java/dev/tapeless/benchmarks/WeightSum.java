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

    /** The sum, in four vectors that do not wait for each other. */
    @Benchmark
    public float sum() {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        float rest = 0;
        for (final float[][] rows : weights) {
            for (final float[] row : rows) {
                int i = 0;
                for (; i + STEP <= row.length; i += STEP) {
                    a = a.add(FloatVector.fromArray(SPECIES, row, i));
                    b = b.add(FloatVector.fromArray(SPECIES, row, i + SPECIES.length()));
                    c = c.add(FloatVector.fromArray(SPECIES, row, i + 2 * SPECIES.length()));
                    d = d.add(FloatVector.fromArray(SPECIES, row, i + 3 * SPECIES.length()));
                }
                for (; i < row.length; i++) {
                    rest += row[i];
                }
            }
        }
        return rest + a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
    }
}
