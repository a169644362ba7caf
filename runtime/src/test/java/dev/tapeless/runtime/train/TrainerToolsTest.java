package dev.tapeless.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.Allocation;
import dev.tapeless.runtime.LinearModel;
import dev.tapeless.runtime.TanhNetwork;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.data.SampleSource;
import dev.tapeless.runtime.loss.Loss;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.optimizer.ClipNorm;
import dev.tapeless.runtime.optimizer.ParameterGroup;
import dev.tapeless.runtime.optimizer.Sgd;
import dev.tapeless.runtime.schedule.Schedules;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Schedules, parameter groups, single samples and streams in a training. */
class TrainerToolsTest {

    private static Trainer<float[]> trainer(TanhNetwork network) {
        return Trainer.of(network)
                .loss(Losses.softmaxCrossEntropy())
                .optimizer(Adam.withLearningRate(0.01))
                .batchSize(16);
    }

    /** The learning rates after each batch. */
    private static final class Rates implements TrainingListener {
        private final Sgd optimizer;
        private final List<Double> seen = new ArrayList<>();

        Rates(Sgd optimizer) {
            this.optimizer = optimizer;
        }

        @Override
        public void onBatchEnd(BatchResult result, TrainingControl control) {
            seen.add(optimizer.learningRate());
        }
    }

    @Test
    void schedulesByStepAndByEpoch() {
        Sgd bySteps = Sgd.withLearningRate(1);
        Rates steps = new Rates(bySteps);
        trainer(new TanhNetwork(2, 4, 2, 1))
                .optimizer(bySteps)
                .schedule(Schedules.exponential(0.5))
                .listener(steps)
                .batchSize(50)
                .epochs(2)
                .fit(CheckpointTraining.data(0));
        assertEquals(List.of(1.0, 0.5, 0.25, 0.125), steps.seen);
        Sgd byEpochs = Sgd.withLearningRate(1);
        Rates epochs = new Rates(byEpochs);
        trainer(new TanhNetwork(2, 4, 2, 1))
                .optimizer(byEpochs)
                .epochSchedule(Schedules.exponential(0.5))
                .listener(epochs)
                .batchSize(50)
                .epochs(3)
                .fit(CheckpointTraining.data(0));
        assertEquals(List.of(1.0, 1.0, 0.5, 0.5, 0.25, 0.25), epochs.seen);
    }

    @Test
    void frozenLayersStayAndDoNotCountInTheNorm() {
        TanhNetwork network = new TanhNetwork(2, 4, 2, 1);
        double[] hidden = network.parameters().get("hidden.weight").values();
        double[] out = network.parameters().get("out.weight").values();
        ClipNorm clip = ClipNorm.to(100);
        Trainer<float[]> trainer =
                trainer(network)
                        .parameterGroup(ParameterGroup.of("hidden").frozen())
                        .transformGradients(clip);
        Dataset<float[]> data = CheckpointTraining.data(0);
        trainer.step(data.inputs(), data.targets(), 50);
        assertArrayEquals(hidden, network.parameters().get("hidden.weight").values());
        assertFalse(Arrays.equals(out, network.parameters().get("out.weight").values()));

        TanhNetwork whole = new TanhNetwork(2, 4, 2, 1);
        ClipNorm larger = ClipNorm.to(100);
        trainer(whole).transformGradients(larger).step(data.inputs(), data.targets(), 50);
        assertTrue(clip.lastNorm() < larger.lastNorm());
        assertTrue(clip.lastNorm() > 0);

        assertThrows(
                IllegalArgumentException.class,
                () -> trainer.parameterGroup(ParameterGroup.of("nothing")).fit(data));
    }

    @Test
    void learnsOneSampleAtATime() {
        Dataset<float[]> data = CheckpointTraining.data(0);
        TanhNetwork stepped = new TanhNetwork(2, 4, 2, 1);
        TanhNetwork taught = new TanhNetwork(2, 4, 2, 1);
        Trainer<float[]> steps = trainer(stepped);
        Trainer<float[]> teacher = trainer(taught);
        for (int i = 0; i < 40; i++) {
            float[][] input = {data.input(i)};
            float[][] target = {data.target(i)};
            double loss = steps.step(input, target, 1);
            assertEquals(
                    loss,
                    i % 2 == 0
                            ? teacher.learn(data.input(i), data.target(i))
                            : teacher.learn(data.input(i), (int) data.target(i)[0]));
        }
        assertArrayEquals(
                stepped.parameters().get(0).values(), taught.parameters().get(0).values());
        float[] input = data.input(0);
        assertEquals(0, Allocation.ofRound(20, () -> teacher.learn(input, 1)));

        LinearModel linear = new LinearModel(2, 1);
        Trainer<double[]> regression =
                Trainer.of(linear)
                        .loss(Losses.meanSquaredError())
                        .optimizer(Sgd.withLearningRate(0.1));
        assertEquals(4, regression.learn(new double[] {1, 2}, new double[] {2}));
        assertEquals(0.4, linear.parameters().get(0).get(0, 0), 1e-15);
    }

    /** Numbers from 0 on as samples of one element. */
    private static SampleSource<float[]> numbers(int count, List<String> events) {
        return SampleSource.ofFloats(
                2,
                2,
                () -> {
                    events.add("open");
                    return new SampleSource.Samples<>() {
                        private int next;

                        @Override
                        public boolean read(float[] input, float[] target) {
                            input[0] = next;
                            target[0] = next;
                            return next++ < count;
                        }

                        @Override
                        public void close() {
                            events.add("close");
                        }
                    };
                });
    }

    private static List<Integer> order(Trainer<float[]> trainer, SampleSource<float[]> source) {
        List<Integer> seen = new ArrayList<>();
        Loss watching =
                new Loss() {
                    @Override
                    protected double sample(double[] output, double[] target, double[] gradient) {
                        seen.add((int) target[0]);
                        return 0;
                    }
                };
        trainer.loss(watching).optimizer(Sgd.withLearningRate(0)).fit(source);
        return seen;
    }

    private static Trainer<float[]> streaming() {
        return Trainer.of(new TanhNetwork(2, 4, 2, 1)).batchSize(4);
    }

    @Test
    void streamsAreReadAnewInEachEpochAndShuffledInABuffer() {
        List<String> events = new ArrayList<>();
        List<Integer> plain = order(streaming().shuffle(false).epochs(2), numbers(10, events));
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), plain);
        assertEquals(List.of("open", "close", "open", "close"), events);
        assertEquals(
                plain.subList(0, 10), order(streaming().shuffleBuffer(1), numbers(10, events)));

        List<Integer> shuffled =
                order(streaming().shuffleBuffer(30).epochs(2), numbers(100, events));
        List<Integer> first = shuffled.subList(0, 100);
        List<Integer> second = shuffled.subList(100, 200);
        assertEquals(new TreeSet<>(first).size(), 100);
        assertEquals(new TreeSet<>(second).size(), 100);
        assertFalse(first.equals(second));
        for (int i = 0; i < 100; i++) {
            assertTrue(first.get(i) < i + 30, "read before it could be");
        }
        assertEquals(
                shuffled, order(streaming().shuffleBuffer(30).epochs(2), numbers(100, events)));
        assertFalse(
                shuffled.equals(
                        order(
                                streaming().seed(5).shuffleBuffer(30).epochs(2),
                                numbers(100, events))));
    }

    @Test
    void aStreamTrainsAsItsDatasetDoes() throws IOException {
        Dataset<float[]> data = CheckpointTraining.data(0);
        SampleSource<float[]> source =
                SampleSource.ofFloats(
                                2,
                                1,
                                () -> {
                                    int[] next = {0};
                                    return (input, target) -> {
                                        if (next[0] == data.size()) {
                                            return false;
                                        }
                                        System.arraycopy(data.input(next[0]), 0, input, 0, 2);
                                        target[0] = data.target(next[0]++)[0];
                                        return true;
                                    };
                                })
                        .labelled();
        TanhNetwork fromMemory = new TanhNetwork(2, 4, 2, 1);
        TanhNetwork fromStream = new TanhNetwork(2, 4, 2, 1);
        History expected =
                trainer(fromMemory).shuffle(false).epochs(3).fit(data, CheckpointTraining.data(1));
        History history =
                trainer(fromStream)
                        .shuffle(false)
                        .epochs(3)
                        .fit(source, CheckpointTraining.data(1));
        assertEquals(expected, history);
        assertArrayEquals(
                fromMemory.parameters().get(0).values(), fromStream.parameters().get(0).values());
        Dataset<float[]> read = source.toDataset();
        assertEquals(100, read.size());
        assertTrue(read.isLabelled());
        assertArrayEquals(data.input(99), read.input(99));
    }

    @Test
    void streamsThatFailSayWhy() {
        Trainer<float[]> trainer = trainer(new TanhNetwork(2, 4, 2, 1));
        assertEquals(
                "the source gave no sample, expected at least one",
                assertThrows(
                                IllegalStateException.class,
                                () -> trainer.fit(numbers(0, new ArrayList<>())))
                        .getMessage());
        assertEquals(
                "training data: found inputs of 3 elements, expected 2, the model's input size",
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        trainer.fit(
                                                SampleSource.ofFloats(
                                                        3, 1, () -> (input, target) -> false)))
                        .getMessage());
        SampleSource<float[]> broken =
                SampleSource.ofFloats(
                        2,
                        1,
                        () ->
                                (input, target) -> {
                                    throw new IOException("line 7");
                                });
        assertEquals(
                "line 7",
                assertThrows(UncheckedIOException.class, () -> trainer.fit(broken))
                        .getCause()
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> SampleSource.ofFloats(0, 1, () -> (input, target) -> false));
        assertThrows(
                IllegalStateException.class,
                () -> SampleSource.ofFloats(1, 2, () -> (input, target) -> false).labelled());
        assertThrows(IllegalArgumentException.class, () -> trainer.shuffleBuffer(0));
    }

    /** What an epoch of a stream allocates does not grow with its samples. */
    @Test
    void batchesOfAStreamAllocateNothing() {
        long few = allocated(64);
        long many = allocated(1280);
        assertTrue(many <= few + 64, few + " bytes, but " + many + " with 20 times the samples");
    }

    private static long allocated(int count) {
        TanhNetwork network = new TanhNetwork(2, 8, 2, 1);
        Trainer<float[]> trainer =
                trainer(network).loss(Losses.meanSquaredError()).shuffleBuffer(32);
        SampleSource<float[]> source =
                SampleSource.ofFloats(
                        2,
                        2,
                        () -> {
                            int[] next = {0};
                            return (input, target) -> next[0]++ < count;
                        });
        return Allocation.ofRound(1, () -> trainer.fit(source));
    }
}
