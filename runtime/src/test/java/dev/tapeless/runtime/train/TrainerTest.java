package dev.tapeless.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.Allocation;
import dev.tapeless.runtime.LinearModel;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.RandomStream;
import dev.tapeless.runtime.TanhNetwork;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.loss.Loss;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.loss.Reduction;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.optimizer.Sgd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

class TrainerTest {

    /** Points of the square in the two classes of exclusive or. */
    private static Dataset<float[]> squares(int size, int stream) {
        float[][] inputs = new float[size][2];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            long key = RandomStream.key(5, 0, stream, i);
            inputs[i][0] = 2 * RandomStream.uniformFloat(key, 0) - 1;
            inputs[i][1] = 2 * RandomStream.uniformFloat(key, 1) - 1;
            labels[i] = inputs[i][0] * inputs[i][1] > 0 ? 1 : 0;
        }
        return Dataset.of(inputs, labels);
    }

    private static Trainer<float[]> trainer(TanhNetwork network) {
        return Trainer.of(network)
                .loss(Losses.softmaxCrossEntropy())
                .optimizer(Adam.withLearningRate(0.01))
                .batchSize(16);
    }

    private static double[] values(Parameters<?> parameters) {
        List<Double> values = new ArrayList<>();
        for (Parameter<?> parameter : parameters) {
            Arrays.stream(parameter.values()).forEach(values::add);
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Test
    void learnsExclusiveOr() {
        TanhNetwork network = new TanhNetwork(2, 16, 2, 1);
        History history = trainer(network).epochs(60).fit(squares(500, 0), squares(200, 1));
        assertEquals(History.Outcome.COMPLETED, history.outcome());
        assertEquals("all epochs were done", history.reason());
        assertEquals(60, history.epochs().size());
        EpochResult first = history.epochs().get(0);
        EpochResult last = history.last();
        assertEquals(1, first.epoch());
        assertEquals(60, last.epoch());
        assertEquals(60, last.epochs());
        assertTrue(last.training().loss() < first.training().loss() / 5);
        assertTrue(last.training().accuracy() > 0.97);
        assertTrue(last.validation().orElseThrow().accuracy() > 0.95);
        // The same in batches of another size, but for the rounding of the sum.
        Evaluation again = trainer(network).batchSize(7).evaluate(squares(200, 1));
        assertEquals(last.validation().orElseThrow().loss(), again.loss(), 1e-14);
        assertEquals(last.validation().orElseThrow().metrics(), again.metrics());
    }

    @Test
    void sameSeedSameBits() {
        double[] once = trained(7, true);
        assertArrayEquals(once, trained(7, true));
        assertFalse(Arrays.equals(once, trained(8, true)));
        assertFalse(Arrays.equals(once, trained(7, false)));
        assertArrayEquals(trained(7, false), trained(8, false));
    }

    private static double[] trained(long seed, boolean shuffle) {
        TanhNetwork network = new TanhNetwork(2, 8, 2, 1);
        trainer(network).seed(seed).shuffle(shuffle).epochs(3).fit(squares(100, 0));
        return values(network.parameters());
    }

    @Test
    void interruptedTrainingGoesOn() {
        TanhNetwork whole = new TanhNetwork(2, 8, 2, 1);
        trainer(whole).epochs(5).fit(squares(100, 0));
        TanhNetwork parts = new TanhNetwork(2, 8, 2, 1);
        Trainer<float[]> trainer = trainer(parts);
        trainer.epochs(2).fit(squares(100, 0));
        History rest = trainer.firstEpoch(3).epochs(5).fit(squares(100, 0));
        assertEquals(3, rest.epochs().get(0).epoch());
        assertArrayEquals(values(whole.parameters()), values(parts.parameters()));
    }

    @Test
    void isTheDocumentedLoop() {
        Dataset<float[]> data = squares(40, 0);
        TanhNetwork fitted = new TanhNetwork(2, 8, 2, 1);
        trainer(fitted).shuffle(false).fit(data);

        TanhNetwork network = new TanhNetwork(2, 8, 2, 1);
        Loss loss = Losses.softmaxCrossEntropy();
        Adam optimizer = Adam.withLearningRate(0.01);
        float[][] gradients = new float[16][2];
        for (int start = 0; start < 40; start += 16) {
            Dataset<float[]> batch = data.subset(start, Math.min(40, start + 16));
            float[][] outputs = network.forward(batch.inputs(), batch.size());
            loss.evaluate(outputs, batch.targets(), gradients, batch.size());
            network.backward(gradients, batch.size());
            optimizer.step(network.parameters());
            network.parameters().zeroGradients();
        }
        assertArrayEquals(values(fitted.parameters()), values(network.parameters()));

        TanhNetwork stepped = new TanhNetwork(2, 8, 2, 1);
        Trainer<float[]> trainer = trainer(stepped);
        for (int start = 0; start < 40; start += 16) {
            Dataset<float[]> batch = data.subset(start, Math.min(40, start + 16));
            trainer.step(batch.inputs(), batch.targets(), batch.size());
        }
        assertArrayEquals(values(fitted.parameters()), values(stepped.parameters()));
        assertArrayEquals(new double[16], stepped.parameters().get(0).gradients());
    }

    /** One step of descent on (w x - t)^2 in double precision, by hand. */
    @Test
    void doublePrecision() {
        LinearModel model = new LinearModel(2, 1);
        Trainer<double[]> trainer =
                Trainer.of(model)
                        .loss(Losses.meanSquaredError())
                        .optimizer(Sgd.withLearningRate(0.1));
        double[][] inputs = {{1, 2}, {3, -1}};
        double[][] targets = {{1}, {2}};
        assertEquals((1 + 4) / 2.0, trainer.step(inputs, targets, 2));
        // dL/dw = mean of 2 (0 - t) x
        assertEquals(0.1 * (1 * 1 + 2 * 3), model.parameters().get(0).get(0, 0), 1e-15);
        assertEquals(0.1 * (1 * 2 - 2 * 1), model.parameters().get(0).get(0, 1), 1e-15);
        History history = trainer.epochs(500).batchSize(1).fit(Dataset.of(inputs, targets));
        assertTrue(history.last().training().loss() < 1e-9);
        assertTrue(history.last().training().metrics().isEmpty());
        assertEquals(5 / 7.0, model.parameters().get(0).get(0, 0), 1e-4);
        assertEquals(1 / 7.0, model.parameters().get(0).get(0, 1), 1e-4);
    }

    @Test
    void everySampleOnceAnEpochAndTheLastBatchIsPartial() {
        List<String> events = new ArrayList<>();
        TanhNetwork network = new TanhNetwork(2, 4, 2, 1);
        trainer(network)
                .batchSize(4)
                .epochs(2)
                .listener(
                        new TrainingListener() {
                            @Override
                            public void onEpochStart(EpochStart start, TrainingControl control) {
                                events.add(
                                        start.epoch()
                                                + "/"
                                                + start.epochs()
                                                + " of "
                                                + start.batches()
                                                + " batches, "
                                                + start.samples()
                                                + " samples");
                            }

                            @Override
                            public void onBatchEnd(BatchResult result, TrainingControl control) {
                                assertTrue(result.loss() > 0);
                                events.add(
                                        result.epoch()
                                                + "/"
                                                + result.epochs()
                                                + " "
                                                + result.batch()
                                                + "/"
                                                + result.batches()
                                                + ": "
                                                + result.samples());
                            }

                            @Override
                            public void onEpochEnd(EpochResult result, TrainingControl control) {
                                events.add("end " + result.epoch());
                            }

                            @Override
                            public void onTrainingEnd(History history) {
                                events.add("end of " + history.epochs().size());
                            }
                        })
                .fit(squares(10, 0));
        assertEquals(
                List.of(
                        "1/2 of 3 batches, 10 samples",
                        "1/2 1/3: 4",
                        "1/2 2/3: 4",
                        "1/2 3/3: 2",
                        "end 1",
                        "2/2 of 3 batches, 10 samples",
                        "2/2 1/3: 4",
                        "2/2 2/3: 4",
                        "2/2 3/3: 2",
                        "end 2",
                        "end of 2"),
                events);
    }

    /** The order of samples as an independent computation gives it. */
    @Test
    void epochsHaveOrdersOfTheirOwn() {
        float[][] inputs = new float[10][2];
        float[][] targets = new float[10][2];
        for (int i = 0; i < 10; i++) {
            targets[i][0] = i;
        }
        List<Integer> seen = new ArrayList<>();
        Loss watching =
                new Loss() {
                    @Override
                    protected double sample(double[] output, double[] target, double[] gradient) {
                        seen.add((int) target[0]);
                        return 0;
                    }
                };
        Trainer.of(new TanhNetwork(2, 4, 2, 1))
                .loss(watching)
                .optimizer(Sgd.withLearningRate(0))
                .batchSize(4)
                .epochs(2)
                .seed(42)
                .fit(Dataset.of(inputs, targets));
        assertEquals(List.of(4, 2, 6, 0, 9, 7, 1, 8, 5, 3, 6, 1, 5, 9, 0, 4, 7, 2, 3, 8), seen);
    }

    /** With a rate of 0 the epoch's loss is that of the whole data, partial batch and all. */
    @Test
    void epochLossIsTheMeanOverAllSamples() {
        Dataset<float[]> data = squares(50, 0);
        for (Reduction reduction : Reduction.values()) {
            TanhNetwork network = new TanhNetwork(2, 4, 2, 1);
            Loss loss = Losses.softmaxCrossEntropy().reduction(reduction);
            History history =
                    Trainer.of(network)
                            .loss(loss)
                            .optimizer(Sgd.withLearningRate(0))
                            .fit(data, data);
            float[][] outputs = new float[50][2];
            network.predict(data.inputs(), outputs);
            double whole = loss.evaluate(outputs, data.targets(), null, 50);
            assertEquals(whole, history.last().training().loss(), 1e-12);
            assertEquals(whole, history.last().validation().orElseThrow().loss(), 1e-12);
            assertEquals(
                    history.last().training().accuracy(),
                    history.last().validation().orElseThrow().accuracy());
        }
    }

    @Test
    void listenersMayStop() {
        TanhNetwork network = new TanhNetwork(2, 4, 2, 1);
        List<Integer> batches = new ArrayList<>();
        TrainingListener stopper =
                new TrainingListener() {
                    @Override
                    public void onBatchEnd(BatchResult result, TrainingControl control) {
                        batches.add(result.batch());
                        if (result.epoch() == 2 && result.batch() == 3) {
                            control.stop("seen enough");
                            control.stop("too late");
                        }
                    }
                };
        History history =
                trainer(network).epochs(9).listener(stopper).fit(squares(100, 0), squares(9, 1));
        assertEquals(History.Outcome.STOPPED, history.outcome());
        assertEquals("seen enough", history.reason());
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 1, 2, 3), batches);
        assertEquals(2, history.epochs().size());
        assertTrue(history.last().validation().isPresent());
    }

    @Test
    void anInterruptionStopsAfterTheBatch(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("training.safetensors");
        TrainingListener interrupter =
                new TrainingListener() {
                    @Override
                    public void onBatchEnd(BatchResult result, TrainingControl control) {
                        if (result.epoch() == 2 && result.batch() == 3) {
                            Thread.currentThread().interrupt();
                        }
                    }
                };
        TanhNetwork network = new TanhNetwork(2, 4, 2, 1);
        History history =
                trainer(network)
                        .epochs(3)
                        .listener(interrupter)
                        .checkpoint(file)
                        .fit(squares(100, 0), squares(9, 1));
        assertTrue(Thread.interrupted(), "the flag is the caller's");
        assertEquals(History.Outcome.STOPPED, history.outcome());
        assertEquals("the thread was interrupted", history.reason());
        assertEquals(2, history.epochs().size());
        assertTrue(history.last().validation().isPresent());

        TanhNetwork rest = new TanhNetwork(2, 4, 2, 9);
        trainer(rest).epochs(3).load(file).fit(squares(100, 0));
        TanhNetwork whole = new TanhNetwork(2, 4, 2, 1);
        trainer(whole).epochs(3).fit(squares(100, 0));
        assertArrayEquals(values(whole.parameters()), values(rest.parameters()));
    }

    @Test
    void anInterruptedThreadLearnsNothing() {
        TanhNetwork network = new TanhNetwork(2, 4, 2, 1);
        double[] before = values(network.parameters());
        Thread.currentThread().interrupt();
        History history = trainer(network).fit(squares(20, 0));
        assertTrue(Thread.interrupted(), "the flag is the caller's");
        assertEquals(List.of(), history.epochs());
        assertArrayEquals(before, values(network.parameters()));
    }

    @Test
    void aStopBeforeTheFirstBatchLeavesNoResult() {
        TrainingListener stopper =
                new TrainingListener() {
                    @Override
                    public void onEpochStart(EpochStart start, TrainingControl control) {
                        control.stop("not today");
                    }
                };
        TanhNetwork network = new TanhNetwork(2, 4, 2, 1);
        double[] before = values(network.parameters());
        History history = trainer(network).listener(stopper).fit(squares(20, 0));
        assertEquals(History.Outcome.STOPPED, history.outcome());
        assertEquals(List.of(), history.epochs());
        assertArrayEquals(before, values(network.parameters()));
    }

    @Test
    void aLossThatIsNotANumberEndsTraining() {
        Dataset<float[]> good = squares(48, 0);
        float[][] inputs = good.inputs();
        inputs[40] = new float[] {Float.NaN, 1};
        Dataset<float[]> bad = Dataset.of(inputs, good.targets());
        TanhNetwork expected = new TanhNetwork(2, 4, 2, 1);
        trainer(expected).shuffle(false).fit(good.subset(0, 32));

        TanhNetwork network = new TanhNetwork(2, 4, 2, 1);
        List<BatchResult> reported = new ArrayList<>();
        List<History> ends = new ArrayList<>();
        Trainer<float[]> trainer =
                trainer(network)
                        .shuffle(false)
                        .epochs(5)
                        .listener(
                                new TrainingListener() {
                                    @Override
                                    public void onNonFiniteLoss(BatchResult result) {
                                        reported.add(result);
                                    }

                                    @Override
                                    public void onTrainingEnd(History end) {
                                        ends.add(end);
                                    }
                                });
        List<String> warnings = new ArrayList<>();
        History history = fitAndCollectWarnings(trainer, bad, warnings);
        assertEquals(History.Outcome.NON_FINITE_LOSS, history.outcome());
        assertEquals(
                "the loss was NaN in batch 3 of epoch 1; training ended, and the parameters are as"
                        + " they were before that batch (a lower learning rate or scaled inputs"
                        + " often help)",
                history.reason());
        assertEquals(List.of(history.reason()), warnings);
        assertEquals(List.of(new BatchResult(1, 5, 3, 3, 16, Double.NaN)), reported);
        assertEquals(List.of(history), ends);
        assertArrayEquals(values(expected.parameters()), values(network.parameters()));
        assertTrue(
                Double.isNaN(trainer(network).step(new float[][] {inputs[40]}, bad.targets(), 1)));
        assertArrayEquals(values(expected.parameters()), values(network.parameters()));
    }

    private static History fitAndCollectWarnings(
            Trainer<float[]> trainer, Dataset<float[]> data, List<String> warnings) {
        Logger logger = Logger.getLogger(Trainer.class.getName());
        Handler collector =
                new Handler() {
                    @Override
                    public void publish(LogRecord entry) {
                        warnings.add(entry.getMessage());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        logger.setUseParentHandlers(false);
        logger.addHandler(collector);
        try {
            return trainer.fit(data);
        } finally {
            logger.removeHandler(collector);
            logger.setUseParentHandlers(true);
        }
    }

    @Test
    void gradientTransformsComeBeforeTheUpdate() {
        Dataset<float[]> data = squares(16, 0);
        TanhNetwork plain = new TanhNetwork(2, 4, 2, 1);
        TanhNetwork halved = new TanhNetwork(2, 4, 2, 1);
        Trainer.of(plain)
                .loss(Losses.softmaxCrossEntropy())
                .optimizer(Sgd.withLearningRate(0.25))
                .fit(data);
        Trainer.of(halved)
                .loss(Losses.softmaxCrossEntropy())
                .optimizer(Sgd.withLearningRate(0.5))
                .transformGradients(
                        parameters -> {
                            for (Parameter<?> parameter : parameters) {
                                for (Object block : parameter.gradientBlocks()) {
                                    float[] gradients = (float[]) block;
                                    for (int i = 0; i < gradients.length; i++) {
                                        gradients[i] *= 0.5f;
                                    }
                                }
                            }
                        })
                .fit(data);
        assertArrayEquals(values(plain.parameters()), values(halved.parameters()));
    }

    @Test
    void leftoverGradientsAreDropped() {
        TanhNetwork clean = new TanhNetwork(2, 4, 2, 1);
        TanhNetwork used = new TanhNetwork(2, 4, 2, 1);
        Dataset<float[]> data = squares(16, 0);
        used.forward(data.inputs(), 16);
        used.backward(new float[16][2], 16);
        used.parameters().get(0).gradientBlocks()[0][0] = 3;
        trainer(clean).fit(data);
        trainer(used).fit(data);
        assertArrayEquals(values(clean.parameters()), values(used.parameters()));
    }

    @Test
    void aTransformThatFailsLeavesNoGradients() {
        TanhNetwork clean = new TanhNetwork(2, 4, 2, 1);
        TanhNetwork failed = new TanhNetwork(2, 4, 2, 1);
        Dataset<float[]> data = squares(16, 0);
        boolean[] fails = {true};
        Trainer<float[]> careful =
                trainer(failed)
                        .transformGradients(
                                parameters -> {
                                    if (fails[0]) {
                                        throw new IllegalStateException("a bug");
                                    }
                                });
        stateRefused("a bug", () -> careful.step(data.inputs(), data.targets(), 16));
        fails[0] = false;
        careful.step(data.inputs(), data.targets(), 16);
        trainer(clean).step(data.inputs(), data.targets(), 16);
        assertArrayEquals(values(clean.parameters()), values(failed.parameters()));
    }

    @Test
    void stepsAllocateNothing() {
        Dataset<float[]> data = squares(64, 0);
        float[][] inputs = data.inputs();
        float[][] targets = data.targets();
        TanhNetwork network = new TanhNetwork(2, 8, 2, 1);
        Trainer<float[]> trainer = trainer(network).transformGradients(parameters -> {});
        trainer.step(inputs, targets, 64);
        assertEquals(0, Allocation.ofRound(20, () -> trainer.step(inputs, targets, 64)));
        assertEquals(0, Allocation.ofRound(20, () -> trainer.step(inputs, targets, 17)));
    }

    /** What an epoch allocates does not grow with its batches. */
    @Test
    void batchesOfAnEpochAllocateNothing() {
        long few = allocatedByEpochs(64);
        long many = allocatedByEpochs(4);
        assertTrue(many <= few + 64, few + " bytes, but " + many + " with 16 times the batches");
    }

    private static long allocatedByEpochs(int batchSize) {
        TanhNetwork network = new TanhNetwork(2, 8, 2, 1);
        Trainer<float[]> trainer = trainer(network).batchSize(batchSize).epochs(3);
        Dataset<float[]> data = squares(640, 0);
        return Allocation.ofRound(1, () -> trainer.fit(data));
    }

    @Test
    void missingPartsAreNamed() {
        TanhNetwork network = new TanhNetwork(2, 4, 2, 1);
        Dataset<float[]> data = squares(16, 0);
        stateRefused(
                "the trainer has no loss: call loss(...), for example"
                        + " loss(Losses.softmaxCrossEntropy())",
                () -> Trainer.of(network).optimizer(Sgd.withLearningRate(1)).fit(data));
        stateRefused(
                "the trainer has no loss: call loss(...), for example"
                        + " loss(Losses.softmaxCrossEntropy())",
                () -> Trainer.of(network).evaluate(data));
        stateRefused(
                "the trainer has no optimizer: call optimizer(...), for example"
                        + " optimizer(Adam.withLearningRate(1e-3))",
                () ->
                        Trainer.of(network)
                                .loss(Losses.meanSquaredError())
                                .step(data.inputs(), data.targets(), 1));
        Adam adam = Adam.withLearningRate(0.1);
        trainer(network).optimizer(adam).fit(data);
        assertTrue(
                assertThrows(
                                IllegalStateException.class,
                                () ->
                                        trainer(new TanhNetwork(2, 4, 2, 1))
                                                .optimizer(adam)
                                                .fit(data))
                        .getMessage()
                        .startsWith("this Adam optimizer belongs to"));
    }

    private static void stateRefused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalStateException.class, action).getMessage());
    }

    @Test
    void dataThatDoesNotFitIsRefusedBeforeTraining() {
        TanhNetwork network = new TanhNetwork(2, 4, 2, 1);
        double[] before = values(network.parameters());
        Dataset<float[]> good = squares(16, 0);
        refused(
                "training data: found inputs of 3 elements, expected 2, the model's input size",
                () -> trainer(network).fit(Dataset.of(new float[4][3], new int[4])));
        refused(
                "validation data: found inputs of 3 elements, expected 2, the model's input size",
                () -> trainer(network).fit(good, Dataset.of(new float[4][3], new int[4])));
        refused(
                "training data: target of sample 3: found class index 2.0, expected a whole number"
                        + " from 0 to 1 for a model of 2 outputs",
                () -> trainer(network).fit(Dataset.of(new float[4][2], new int[] {0, 1, 0, 2})));
        refused(
                "data: target of sample 0: found 1 elements, expected 2, one for each output of the"
                        + " model",
                () -> trainer(network).loss(Losses.meanSquaredError()).evaluate(good));
        refused(
                "inputs[0] has 5 elements, expected 2 elements",
                () -> trainer(network).step(new float[1][5], new float[1][1], 1));
        assertArrayEquals(before, values(network.parameters()));
    }

    @Test
    void settingsAreChecked() {
        Trainer<float[]> trainer = trainer(new TanhNetwork(2, 4, 2, 1));
        refused("batch size is 0, expected at least 1", () -> trainer.batchSize(0));
        refused("epochs is -1, expected at least 1", () -> trainer.epochs(-1));
        refused("first epoch is 0, expected at least 1", () -> trainer.firstEpoch(0));
        trainer.metric(Metrics.accuracy());
        refused(
                "there is a metric called \"accuracy\" already",
                () -> trainer.metric(Metrics.binaryAccuracy(0)));
    }

    /** Where it is given, not in the middle of an epoch. */
    @Test
    void nothingIsNoSetting() {
        Trainer<float[]> trainer = trainer(new TanhNetwork(2, 4, 2, 1));
        nullRefused("model", () -> Trainer.of(null));
        nullRefused("loss", () -> trainer.loss(null));
        nullRefused("optimizer", () -> trainer.optimizer(null));
        nullRefused("parameter group", () -> trainer.parameterGroup(null));
        nullRefused("schedule", () -> trainer.schedule(null));
        nullRefused("schedule", () -> trainer.epochSchedule(null));
        nullRefused("metric", () -> trainer.metric(null));
        nullRefused("gradient transform", () -> trainer.transformGradients(null));
        nullRefused("listener", () -> trainer.listener(null));
        nullRefused("checkpoint", () -> trainer.checkpoint(null));
        trainer.fit(squares(16, 0));
    }

    private static void nullRefused(String message, Executable action) {
        assertEquals(message, assertThrows(NullPointerException.class, action).getMessage());
    }

    private static void refused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
