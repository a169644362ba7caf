package dev.tapeless.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * The most fused multiply-adds that a core does: ten sums that do not wait for each other. The sum
 * grows and the factors stay, as in a product: 222 GFLOP/s on a Xeon and JDK 17, where a growing
 * factor reached 174 to 194. JDK 25 compiles either to 123 there, less than the products reach, so
 * what is said of the peak is to be read on JDK 17.
 */
public class Peak extends Timed {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int ROUNDS = 1000;
    private static final int CHAINS = 10;

    /** For JMH. */
    public Peak() {}

    /** The multiply-adds of a call. */
    static long multiplyAdds() {
        return (long) ROUNDS * CHAINS * SPECIES.length();
    }

    /** All chains. */
    @Benchmark
    public FloatVector chains() {
        final FloatVector x = FloatVector.broadcast(SPECIES, 0.999f);
        final FloatVector y = FloatVector.broadcast(SPECIES, 0.001f);
        FloatVector a = FloatVector.broadcast(SPECIES, 1);
        FloatVector b = FloatVector.broadcast(SPECIES, 2);
        FloatVector c = FloatVector.broadcast(SPECIES, 3);
        FloatVector d = FloatVector.broadcast(SPECIES, 4);
        FloatVector e = FloatVector.broadcast(SPECIES, 5);
        FloatVector f = FloatVector.broadcast(SPECIES, 6);
        FloatVector g = FloatVector.broadcast(SPECIES, 7);
        FloatVector h = FloatVector.broadcast(SPECIES, 8);
        FloatVector i = FloatVector.broadcast(SPECIES, 9);
        FloatVector j = FloatVector.broadcast(SPECIES, 10);
        for (int round = 0; round < ROUNDS; round++) {
            a = x.fma(y, a);
            b = x.fma(y, b);
            c = x.fma(y, c);
            d = x.fma(y, d);
            e = x.fma(y, e);
            f = x.fma(y, f);
            g = x.fma(y, g);
            h = x.fma(y, h);
            i = x.fma(y, i);
            j = x.fma(y, j);
        }
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j);
    }
}
