package dev.tapeless.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.testing.Allocation;
import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.RunningNetwork;
import dev.tapeless.processor.testing.StandingThreads;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Workers;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.train.Trainer;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** After construction nothing is allocated, and predictions of many threads do not mix. */
class AllocationTest {

    private static final int BATCH = 13;
    private static final int REPETITIONS = 50;
    private static final int THREADS = 8;

    private static final StandingThreads LENT = new StandingThreads(2);

    private static CompiledNetworks compiled;

    @BeforeAll
    static void compileAll() {
        compiled = CompiledNetworks.of(SampleNetworks.all());
    }

    static Stream<Arguments> networks() {
        return SampleNetworks.NAMES.stream()
                .flatMap(name -> Stream.of(Arguments.of(name, true), Arguments.of(name, false)));
    }

    private static RunningNetwork<?> network(String name, boolean isDouble) {
        return RunningNetwork.of(
                compiled, "test." + SampleNetworks.name(name, isDouble) + "Network", isDouble, 1);
    }

    private static double[][] rows(int seed, int length) {
        final Random random = new Random(seed);
        final double[][] rows = new double[BATCH][];
        for (int s = 0; s < BATCH; s++) {
            rows[s] = random.doubles(length, -1, 1).toArray();
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void nothingIsAllocated(String name, boolean isDouble) {
        for (final int threads : new int[] {1, 3}) {
            measure(network(name, isDouble), Workers.of(LENT, threads, 0));
        }
    }

    private static <R> void measure(RunningNetwork<R> network, Workers workers) {
        final Model<R> model = network.model();
        model.parallel(workers);
        final R[] inputs = network.rows(rows(1, SampleNetworks.INPUT));
        final R[] outputs = network.rows(rows(2, SampleNetworks.OUTPUT));
        final R[] targets = network.rows(rows(3, SampleNetworks.OUTPUT));
        model.reserve(BATCH);
        assertEquals(
                0,
                Allocation.ofRound(REPETITIONS, () -> model.predict(inputs[0], outputs[0])),
                "predict of one sample");
        assertEquals(
                0,
                Allocation.ofRound(REPETITIONS, () -> model.predict(inputs, outputs, BATCH)),
                "predict of a batch");
        assertEquals(
                0,
                Allocation.ofRound(
                        REPETITIONS,
                        () -> {
                            model.forward(inputs, BATCH);
                            model.backward(targets, BATCH);
                            model.parameters().zeroGradients();
                        }),
                "forward and backward");
        final Trainer<R> trainer =
                Trainer.of(model)
                        .loss(Losses.meanSquaredError())
                        .optimizer(Adam.withLearningRate(1e-3))
                        .workers(workers);
        assertEquals(
                0,
                Allocation.ofRound(REPETITIONS, () -> trainer.step(inputs, targets, BATCH)),
                "a training step");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void threadsGetTheBitsOfOne(String name, boolean isDouble) throws Exception {
        final RunningNetwork<?> network = network(name, isDouble);
        final double[][] inputs = rows(4, SampleNetworks.INPUT);
        final double[][] expected = network.predict(inputs);
        final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            final List<Future<?>> results = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                final boolean isSingle = t % 2 == 0;
                results.add(
                        threads.submit(
                                () -> {
                                    for (int k = 0; k < REPETITIONS; k++) {
                                        if (isSingle) {
                                            final int s = k % BATCH;
                                            assertArrayEquals(
                                                    expected[s], network.predict(inputs[s]), 0);
                                        } else {
                                            assertArrayEquals(expected, network.predict(inputs));
                                        }
                                    }
                                }));
            }
            for (final Future<?> result : results) {
                result.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
