package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Workers;
import dev.tapeless.runtime.support.VectorSwitch;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Large batches in vectors, by one thread and by two that share the work. Beside them two threads
 * that each have a network of their own and nothing to wait for: what the machine gives two threads
 * at all, with its caches, its memory and its clock.
 *
 * <p>Where the arrays of a network happen to lie in memory changes its times by more than a tenth,
 * so each is the mean of several JVMs. A step that two threads share gets faster for ten seconds
 * (JDK 17: 11.7 ms after three, 8.5 ms after eleven), one that a thread takes alone for three.
 */
@Fork(3)
@Warmup(iterations = 12, time = 1)
public class TwoThreads extends Timed {

    /** For JMH. */
    public TwoThreads() {}

    /** A network with its samples. */
    @State(Scope.Thread)
    public static class Work {

        /** The network, and the samples of a call. */
        @Param({"LARGE*512"})
        public String batch;

        /** What is computed. */
        Contestant.Trainable network;

        /** For JMH. */
        public Work() {}

        /** Makes the network and its samples. */
        @Setup
        public void setUp() {
            System.setProperty(VectorSwitch.PROPERTY, "on");
            final Batch one = Batch.of(batch);
            network = one.load(new Generated(one.shape().sizes(), one.shape().create(), workers()));
        }

        /** Who computes it. */
        Workers workers() {
            return Workers.one();
        }
    }

    /** A network that two threads compute. */
    public static class SharedWork extends Work {

        private final ExecutorService pool = Executors.newFixedThreadPool(1);

        /** For JMH. */
        public SharedWork() {}

        @Override
        Workers workers() {
            return Workers.of(pool, 2);
        }

        /** Ends the second thread. */
        @TearDown
        public void tearDown() {
            pool.shutdownNow();
        }
    }

    /**
     * One training step: forward, softmax and cross-entropy, backward, Adam.
     *
     * @param work what is trained
     */
    @Benchmark
    public void step(Work work) {
        work.network.step();
    }

    /**
     * One training step by two threads.
     *
     * @param work what is trained
     */
    @Benchmark
    public void stepOfTwo(SharedWork work) {
        work.network.step();
    }

    /**
     * One training step while another thread takes one as well.
     *
     * @param work what is trained
     */
    @Benchmark
    @Threads(2)
    public void stepBesideAnother(Work work) {
        work.network.step();
    }

    /**
     * One prediction.
     *
     * @param work what predicts
     */
    @Benchmark
    public void predict(Work work) {
        work.network.predict();
    }

    /**
     * One prediction by two threads.
     *
     * @param work what predicts
     */
    @Benchmark
    public void predictOfTwo(SharedWork work) {
        work.network.predict();
    }

    /**
     * One prediction while another thread predicts as well.
     *
     * @param work what predicts
     */
    @Benchmark
    @Threads(2)
    public void predictBesideAnother(Work work) {
        work.network.predict();
    }
}
