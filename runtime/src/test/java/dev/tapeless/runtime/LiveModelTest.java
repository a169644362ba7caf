package dev.tapeless.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

class LiveModelTest {
    private static final int OUTPUTS = 64;

    private final LinearModel learner = new LinearModel(1, OUTPUTS);
    private final AtomicInteger made = new AtomicInteger();
    private final LiveModel<double[]> live = LiveModel.of(learner, this::copy);

    private LinearModel copy() {
        made.incrementAndGet();
        return new LinearModel(1, OUTPUTS);
    }

    /** Every weight, and so every output for the input 1. */
    private void learn(double value) {
        double[] values = new double[OUTPUTS];
        Arrays.fill(values, value);
        learner.parameters().get(0).setAll(values);
    }

    private double predicted() {
        return live.predict(new double[] {1})[OUTPUTS - 1];
    }

    @Test
    void seesWhatWasPublishedAndNothingElse() {
        assertEquals(0, live.version());
        assertEquals(0, predicted());
        learn(3);
        assertEquals(0, predicted());
        live.publish();
        learn(4);
        assertEquals(1, live.version());
        assertEquals(3, predicted());
        live.publish();
        assertEquals(2, live.version());
        assertEquals(4, predicted());
    }

    @Test
    void allWaysToPredictAreAlike() {
        learn(2);
        live.publish();
        double[] expected = live.predict(new double[] {5});
        double[] output = new double[OUTPUTS];
        live.predict(new double[] {5}, output);
        assertArrayEquals(expected, output);
        double[][] outputs = new double[2][OUTPUTS];
        live.predict(new double[][] {{1}, {5}}, outputs, 2);
        assertArrayEquals(expected, outputs[1]);
        assertEquals(10, expected[0]);
    }

    @Test
    void aReadingKeepsItsParametersWhileOthersGoOn() {
        learn(1);
        live.publish();
        Model<double[]> read =
                live.read(
                        (model, version) -> {
                            for (int later = 2; later < 10; later++) {
                                learn(later);
                                live.publish();
                                assertEquals(later, live.version());
                                assertEquals(later, predicted());
                                assertEquals(1, version);
                                assertEquals(1, model.predict(new double[] {1})[0]);
                            }
                            return model;
                        });
        assertEquals(3, made.get()); // one is read, one is current, one is written
        live.publish();
        live.publish();
        assertSame(read, live.read((model, version) -> model)); // it is free again
        assertEquals(3, made.get());
    }

    /** A model that predicts with a number it keeps without learning it. */
    private static final class Shifted extends LinearModel {
        private final double[][] shift = new double[1][1];
        private final Parameters<double[]> buffers =
                Parameters.of(
                        Parameter.ofDoubles(
                                "out.shift",
                                new int[] {1},
                                new int[] {0},
                                shift,
                                new double[1][1]));

        Shifted() {
            super(1, 1);
        }

        @Override
        public Parameters<double[]> buffers() {
            return buffers;
        }

        @Override
        public void predict(double[] input, double[] output) {
            super.predict(input, output);
            output[0] += shift[0][0];
        }
    }

    @Test
    void publishesWhatIsKeptBesideTheParameters() {
        Shifted shifted = new Shifted();
        shifted.buffers().get(0).setAll(5);
        LiveModel<double[]> all = LiveModel.of(shifted, Shifted::new);
        assertEquals(5, all.predict(new double[] {0})[0]);
        shifted.buffers().get(0).setAll(6);
        assertEquals(5, all.predict(new double[] {0})[0]);
        all.publish();
        assertEquals(6, all.predict(new double[] {0})[0]);
    }

    @Test
    void aReadingThatFailsFreesItsParameters() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        live.read(
                                (model, version) -> {
                                    throw new IllegalStateException();
                                }));
        assertThrows(IllegalArgumentException.class, () -> live.predict(new double[3]));
        for (int i = 0; i < 5; i++) {
            live.publish();
        }
        assertEquals(2, made.get());
    }

    /** Version v has only weights v, so a prediction that saw two versions shows two numbers. */
    @Test
    void noPredictionSeesTwoVersions() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger ready = new AtomicInteger();
        int threads = 3;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<Long> reader = () -> readUntil(done, ready);
                readers.add(executor.submit(reader));
            }
            while (ready.get() < threads) {
                Thread.onSpinWait();
            }
            for (int version = 1; version <= 30_000; version++) {
                learn(version);
                live.publish();
            }
            done.set(true);
            for (Future<Long> reader : readers) {
                assertTrue(reader.get() > 0); // rethrows what failed
            }
        } finally {
            done.set(true);
            executor.shutdownNow();
        }
        assertTrue(made.get() <= threads + 2, made + " copies");
    }

    private long readUntil(AtomicBoolean done, AtomicInteger ready) {
        double[] input = {1};
        double[] output = new double[OUTPUTS];
        long predictions = 0;
        long before = 0;
        while (!done.get()) {
            long version =
                    live.read(
                            (model, number) -> {
                                model.predict(input, output);
                                return number;
                            });
            assertTrue(version >= before, version + " after " + before);
            before = version;
            for (double value : output) {
                assertEquals(version, value);
            }
            live.predict(input, output);
            assertTrue(output[0] >= version);
            for (double value : output) {
                assertEquals(output[0], value);
            }
            if (predictions++ == 0) {
                ready.incrementAndGet();
            }
        }
        return predictions;
    }

    @Test
    void neitherPredictionsNorPublicationsAllocate() {
        double[] input = {1};
        double[] output = new double[OUTPUTS];
        long bytes =
                Allocation.ofRound(
                        1000,
                        () -> {
                            live.predict(input, output);
                            live.publish();
                        });
        assertEquals(0, bytes);
    }

    @Test
    void refusesCopiesThatAreNone() {
        assertEquals(
                "the copy is the model that learns, expected a new one of the same class",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> LiveModel.of(learner, () -> learner))
                        .getMessage());
        assertEquals(
                "found the parameters [out.weight [64, 1]], expected those of a network of the same"
                        + " class: [out.weight [64, 2]]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> LiveModel.of(learner, () -> new LinearModel(2, OUTPUTS)))
                        .getMessage());
        assertNotSame(learner, live.read((model, version) -> model));
    }
}
