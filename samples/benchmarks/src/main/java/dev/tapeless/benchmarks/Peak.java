package dev.tapeless.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Setup;

/**
 * The most fused multiply-adds that a core does: ten sums that do not wait for each other, which
 * grow while the factors stay, as in a product.
 *
 * <p>What is measured must be the processor, so C2 is kept from two things, seen in the machine
 * code of JDK 17 and 25:
 *
 * <ul>
 *   <li>It unrolls a counted loop eight times and then sets the eight steps of two sums next to
 *       each other, so that only two sums are under way where the processor does not look far
 *       ahead. A loop whose step is no constant is not counted. It stays as it is written: the ten
 *       multiply-adds, one after the other, each into the register of its sum.
 *   <li>In the measuring loop of JMH it keeps what the sums start from as well, and the registers
 *       do not last: on JDK 17 one sum is stored and loaded at every step, on JDK 25 both factors
 *       are loaded before each multiply-add. So the method is not inlined.
 * </ul>
 *
 * <p>The method returns a number. A vector would be allocated at every call, and until the
 * collector has gone round once each new page of the heap is a fault: with G1 the first four to
 * five seconds read 168 to 182 GFLOP/s where all later ones read 203 to 208 (EPYC, Zen 5, JDK 17).
 *
 * <p>On a Xeon the loop reached, when it still returned a vector, 204 to 231 GFLOP/s on JDK 17 and
 * 212 to 232 on JDK 25, 90 to 98 % of what the same multiply-adds reached in assembler in the same
 * minute. Inlined it reached 88 and 104; inlined and counted, 217 and 124.
 */
public class Peak extends Timed {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int ROUNDS = 1000;
    private static final int CHAINS = 10;

    private int step;

    /** For JMH. */
    public Peak() {}

    /** Sets what C2 must not take for a constant. */
    @Setup
    public void setUp() {
        step = 1;
    }

    /** The multiply-adds of a call. */
    static long multiplyAdds() {
        return (long) ROUNDS * CHAINS * SPECIES.length();
    }

    /** All chains. */
    @Benchmark
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    public float chains() {
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
        for (int round = 0; round < ROUNDS; round += step) {
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
        final FloatVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j);
        return sum.reduceLanes(VectorOperators.ADD);
    }
}
