package dev.tapeless.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.Allocation;
import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.LiveModel;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.RowPart;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.data.DatasetBuilder;
import dev.tapeless.runtime.data.SampleSource;
import dev.tapeless.runtime.io.SafeTensors;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.loss.OutputLosses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.optimizer.Sgd;
import dev.tapeless.runtime.train.Evaluation;
import dev.tapeless.runtime.train.Metrics;
import dev.tapeless.runtime.train.Trainer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Training of networks with several inputs and outputs, by the tools that know names. */
class NamedTrainingTest {

    /** Which of two words follows the sign of the sum, and the sum itself. */
    private static final String FIELDS =
            """
            { @Input(3) Layer numbers;
              @Input(value = 2, integer = true) Layer words;
              @Embedding(count = 6, value = 4) @Flatten Layer said;
              @Concat(from = {"numbers", "said"}) @Dense(24) @Tanh @Output Layer features;
              @Dense(3) @Output Layer kind;
              @Dense(value = 1, from = "features") @Output Layer sum; }
            """;

    private static final CompiledNetworks NETWORKS =
            CompiledNetworks.of(
                    SourceText.of("@Network abstract class Single " + FIELDS),
                    SourceText.of(
                            "@Network(precision = Precision.DOUBLE) abstract class Twice "
                                    + FIELDS),
                    SourceText.of(
                            """
                            @Network(precision = Precision.DOUBLE) abstract class Lines {
                                @Input(1) Layer left;
                                @Dense(value = 1, init = Initializer.ZEROS) @Output Layer twice;
                                @Input(1) Layer right;
                                @Dense(value = 1, init = Initializer.ZEROS) @Output Layer thrice;
                            }
                            """));

    private static Model<float[]> single() {
        return NETWORKS.inFloat("test.SingleNetwork", 1);
    }

    private static OutputLosses losses(Model<?> model) {
        return Losses.perOutput(model)
                .loss("kind", Losses.softmaxCrossEntropy())
                .loss("sum", Losses.meanSquaredError(), 0.5)
                .without("features");
    }

    /** The kind is the larger word's part of 3, the sum that of all numbers and words. */
    private static Dataset<float[]> data(Model<float[]> model, int size, long seed) {
        final Random random = new Random(seed);
        final float[][] numbers = new float[size][3];
        final int[][] words = new int[size][2];
        final int[] kinds = new int[size];
        final float[][] sums = new float[size][1];
        for (int s = 0; s < size; s++) {
            for (int i = 0; i < 3; i++) {
                numbers[s][i] = random.nextFloat() - 0.5f;
                sums[s][0] += numbers[s][i];
            }
            for (int i = 0; i < 2; i++) {
                words[s][i] = random.nextInt(6);
                sums[s][0] += words[s][i] / 5f;
            }
            kinds[s] = Math.max(words[s][0], words[s][1]) / 2;
        }
        return DatasetBuilder.ofFloats(model)
                .input("numbers", numbers)
                .input("words", words)
                .target("kind", kinds)
                .target("sum", sums)
                .build();
    }

    private static Trainer<float[]> trainer(Model<float[]> model) {
        return Trainer.of(model)
                .loss(losses(model))
                .optimizer(Adam.withLearningRate(0.01))
                .batchSize(25)
                .epochs(40);
    }

    @Test
    void eachOutputLearnsItsOwn() {
        final Model<float[]> model = single();
        final Evaluation result =
                trainer(model)
                        .metric(Metrics.accuracy().of("kind"))
                        .metric(Metrics.meanAbsoluteError().of("sum"))
                        .fit(data(model, 400, 1), data(model, 110, 2))
                        .last()
                        .validation()
                        .orElseThrow();
        assertTrue(result.metric("kind.accuracy") > 0.97, result::toString);
        assertTrue(result.metric("sum.mae") < 0.1, result::toString);
        assertEquals(
                List.of("kind.loss", "sum.loss", "kind.accuracy", "sum.mae"),
                List.copyOf(result.metrics().keySet()));
        assertEquals(
                result.metric("kind.loss") + 0.5 * result.metric("sum.loss"), result.loss(), 1e-12);
    }

    /** A known result: two lines that have nothing in common but the row. */
    @Test
    void twoLinesAreFound() {
        final Model<double[]> model = NETWORKS.inDouble("test.LinesNetwork", 1);
        final Dataset<double[]> data =
                DatasetBuilder.ofDoubles(model)
                        .input("left", new double[][] {{-1}, {0}, {1}, {2}})
                        .input("right", new double[][] {{3}, {-2}, {0}, {1}})
                        .target("twice", new double[][] {{-1}, {1}, {3}, {5}})
                        .target("thrice", new double[][] {{8}, {-7}, {-1}, {2}})
                        .build();
        Trainer.of(model)
                .loss(
                        Losses.perOutput(model)
                                .loss("twice", Losses.meanSquaredError())
                                .loss("thrice", Losses.meanSquaredError(), 0.25))
                .optimizer(Sgd.withLearningRate(0.2))
                .batchSize(4)
                .epochs(600)
                .fit(data);
        assertEquals(2, model.parameters().get("twice.weight").get(0, 0), 1e-9);
        assertEquals(1, model.parameters().get("twice.bias").get(0), 1e-9);
        assertEquals(3, model.parameters().get("thrice.weight").get(0, 0), 1e-9);
        assertEquals(-1, model.parameters().get("thrice.bias").get(0), 1e-9);
    }

    /** Batches of different sizes: every output's mean is that over its own elements. */
    @Test
    void lossesOfOutputsAreAveragedEachForItself() {
        final Model<float[]> model = single();
        final Dataset<float[]> data = data(model, 30, 3);
        final Evaluation parts = trainer(model).batchSize(7).evaluate(data);
        final Evaluation whole = trainer(model).batchSize(30).evaluate(data);
        assertEquals(whole.loss(), parts.loss(), 1e-12);
        assertEquals(whole.metric("kind.loss"), parts.metric("kind.loss"), 1e-12);
        assertEquals(whole.metric("sum.loss"), parts.metric("sum.loss"), 1e-12);
        assertEquals(
                List.of("kind.loss", "sum.loss", "kind.accuracy"),
                List.copyOf(whole.metrics().keySet()));
    }

    @Test
    void trainingGoesOnFromAFile(@TempDir Path folder) throws Exception {
        final Model<float[]> model = single();
        final Dataset<float[]> data = data(model, 60, 4);
        final Path file = folder.resolve("network.safetensors");
        trainer(model).epochs(2).checkpoint(file).fit(data);
        final Model<float[]> other = NETWORKS.inFloat("test.SingleNetwork", 9);
        final Trainer<float[]> goesOn = trainer(other).epochs(3);
        goesOn.load(file);
        goesOn.fit(data);
        final Model<float[]> once = single();
        trainer(once).epochs(3).fit(data);
        final float[] input = data.input(5);
        assertArrayEquals(once.predict(input), other.predict(input));
        SafeTensors.save(folder.resolve("weights.safetensors"), once);
        final Model<float[]> loaded = NETWORKS.inFloat("test.SingleNetwork", 10);
        SafeTensors.load(folder.resolve("weights.safetensors"), loaded);
        assertArrayEquals(once.predict(input), loaded.predict(input));
    }

    @Test
    void streamsAndLiveModelsTakeRows() {
        final Model<float[]> model = single();
        final Dataset<float[]> data = data(model, 50, 5);
        final var targets = losses(model).targets();
        final SampleSource<float[]> stream =
                SampleSource.ofFloats(
                        model.inputSize(),
                        targets.stream().mapToInt(RowPart::size).sum(),
                        () ->
                                new SampleSource.Samples<>() {
                                    private int next;

                                    @Override
                                    public boolean read(float[] input, float[] target) {
                                        if (next == data.size()) {
                                            return false;
                                        }
                                        for (final RowPart part : model.inputs()) {
                                            part.put(part.of(data.input(next)), input);
                                        }
                                        for (final RowPart part : targets) {
                                            part.put(part.of(data.target(next)), target);
                                        }
                                        next++;
                                        return true;
                                    }
                                });
        trainer(model).epochs(1).shuffle(false).fit(stream);
        final Model<float[]> other = single();
        trainer(other).epochs(1).shuffle(false).fit(data);
        assertArrayEquals(other.predict(data.input(0)), model.predict(data.input(0)));
        final LiveModel<float[]> live = LiveModel.of(model, NamedTrainingTest::single);
        assertArrayEquals(model.predict(data.input(0)), live.predict(data.input(0)));
    }

    @Test
    void aStepAllocatesNothing() {
        step(single(), data(single(), 20, 6));
        final Model<double[]> model = NETWORKS.inDouble("test.TwiceNetwork", 1);
        step(
                model,
                DatasetBuilder.ofDoubles(model)
                        .input("numbers", new double[20][3])
                        .input("words", new int[20][2])
                        .target("kind", new int[20])
                        .target("sum", new double[20][1])
                        .build());
    }

    private static <R> void step(Model<R> model, Dataset<R> data) {
        final R[] inputs = data.inputs();
        final R[] targets = data.targets();
        final Trainer<R> trainer =
                Trainer.of(model).loss(losses(model)).optimizer(Adam.withLearningRate(1e-3));
        assertEquals(0, Allocation.ofRound(50, () -> trainer.step(inputs, targets, 20)));
    }

    private static void refused(String message, Runnable call) {
        assertEquals(message, assertThrows(RuntimeException.class, call::run).getMessage());
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeTraining() {
        final Model<float[]> model = single();
        final Dataset<float[]> data = data(model, 10, 7);
        refused(
                "the metric \"kinds.accuracy\" needs an output: found the name \"kinds\", expected"
                        + " one of \"features\", \"kind\", \"sum\"",
                () -> trainer(model).metric(Metrics.accuracy().of("kinds")).fit(data));
        refused(
                "the metric \"features.mae\" needs a target: found the name \"features\", expected"
                        + " one of \"kind\", \"sum\"",
                () -> trainer(model).metric(Metrics.meanAbsoluteError().of("features")).fit(data));
        refused(
                "training data: target of sample 0: found 2 elements, expected 28, one for each"
                        + " output of the model",
                () -> trainer(model).loss(Losses.meanSquaredError()).fit(data));
        refused(
                "training data: target of sample 0: found 2 elements, expected 25: features 24, sum"
                        + " 1",
                () ->
                        trainer(model)
                                .loss(
                                        Losses.perOutput(model)
                                                .loss("features", Losses.huber())
                                                .without("kind")
                                                .loss("sum", Losses.huber()))
                                .fit(data));
        refused(
                "kind.accuracy is measured where the rows of the output \"kind\" are known: call"
                        + " newScore(outputs, targets)",
                () -> Metrics.accuracy().of("kind").newScore());
    }

    /** A loss over the whole row still has metrics of its parts. */
    @Test
    void metricsKnowThePartsOfWholeRows() {
        final Model<double[]> model = NETWORKS.inDouble("test.LinesNetwork", 1);
        final Evaluation result =
                Trainer.of(model)
                        .loss(Losses.meanSquaredError())
                        .metric(Metrics.meanAbsoluteError().of("thrice"))
                        .evaluate(
                                Dataset.of(
                                        new double[][] {{1, 2}, {3, 4}},
                                        new double[][] {{9, 3}, {9, -1}}));
        assertEquals(2, result.metric("thrice.mae"));
    }
}
