package dev.tapeless.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.CompiledNetworks.Backend;
import dev.tapeless.processor.testing.DividedWork;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Workers;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** Several threads compute the bits of one, with every layer and whatever the executor does. */
class ThreadsTest {

    private static final List<Integer> BATCHES = List.of(1, 2, 3, 5, 8, 13, 70, 131);
    private static final int REPETITIONS = 30;

    private static CompiledNetworks networks;

    @BeforeAll
    static void compile() {
        networks =
                CompiledNetworks.withVectors(
                        List.of(
                                SourceText.of(
                                        "@Network(input = 19, inputGradient = true) abstract class"
                                            + " Wide { @Dense(70) @Relu @Dropout(0.25) Layer a;"
                                            + " @Dense(33) @Tanh Layer b; @Dense(64) @Gelu Layer c;"
                                            + " @Dense(5) @Softmax Layer d; }"),
                                SourceText.of(
                                        "@Network(input = {7, 6, 2}, inputGradient = true) abstract"
                                            + " class Pictures { @Conv2d(value = 17, kernel = 3,"
                                            + " padding = Padding.SAME) Layer a; @BatchNorm @Relu"
                                            + " @MaxPool2d(2) @SpatialDropout(0.25) Layer b;"
                                            + " @Conv2d(value = 4, kernel = 2) Layer c;"
                                            + " @GroupNorm(2) Layer d; @Prelu(perChannel = true)"
                                            + " @Flatten @Dropout(0.1) Layer e; @Dense(3) Layer f;"
                                            + " }"),
                                SourceText.of(
                                        "@Network(input = 6) abstract class Words {"
                                            + " @Embedding(count = 9, value = 8) Layer a;"
                                            + " @PositionalEmbedding Layer b; @SelfAttention(heads"
                                            + " = 2) Layer c; @LayerNorm Layer d; @FeedForward("
                                            + " value = 16, dropout = 0.2) Layer e; @Flatten"
                                            + " @Dense(3) Layer f; }")));
    }

    private static float[][] rows(int count, int length, Random random) {
        final float[][] rows = new float[count][length];
        for (final float[] row : rows) {
            for (int k = 0; k < length; k++) {
                row[k] = 2 * random.nextFloat() - 1;
            }
        }
        return rows;
    }

    /** Words are whole numbers. */
    private static float[][] inputs(String name, int count, Random random) {
        final float[][] rows = rows(count, networks.inFloat(name, 1).inputSize(), random);
        if (name.contains("Words")) {
            for (final float[] row : rows) {
                for (int k = 0; k < row.length; k++) {
                    row[k] = random.nextInt(9);
                }
            }
        }
        return rows;
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "VECTORS"})
    void bitsAreEqual(Backend backend) {
        for (final String name : List.of("test.WideNetwork", "test.PicturesNetwork")) {
            final Model<float[]> model = networks.on(backend).inFloat(name, 5);
            final Random random = new Random(3);
            for (final int count : BATCHES) {
                assertEquals(
                        Optional.empty(),
                        DividedWork.compare(
                                model,
                                inputs(name, count, random),
                                rows(count, model.outputSize(), random)),
                        name);
            }
        }
    }

    @Test
    void bitsOfWordsAreEqual() {
        final Model<float[]> model = networks.on(Backend.PLAIN).inFloat("test.WordsNetwork", 5);
        final Random random = new Random(4);
        for (final int count : BATCHES) {
            assertEquals(
                    Optional.empty(),
                    DividedWork.compare(
                            model,
                            inputs("test.WordsNetwork", count, random),
                            rows(count, 3, random)));
        }
    }

    private static float[] gradients(Model<float[]> model, float[][] inputs, float[][] directions) {
        model.random().set(1, 0);
        model.parameters().zeroGradients();
        model.forward(inputs, inputs.length);
        model.backward(directions, inputs.length);
        final float[][] blocks = model.parameters().get(0).gradientBlocks();
        return blocks[0].clone();
    }

    @Test
    void theExecutorDoesNotMatter() {
        final Model<float[]> model = networks.on(Backend.PLAIN).inFloat("test.WideNetwork", 5);
        final Random random = new Random(5);
        final float[][] inputs = rows(40, 19, random);
        final float[][] directions = rows(40, 5, random);
        final float[] expected = gradients(model, inputs, directions);
        final List<Executor> executors =
                List.of(
                        Runnable::run,
                        never -> {},
                        task -> {
                            throw new RejectedExecutionException("full");
                        },
                        DividedWork.POOL);
        for (final Executor executor : executors) {
            model.parallel(Workers.of(executor, 3, 0));
            assertArrayEquals(expected, gradients(model, inputs, directions));
        }
        assertThrows(NullPointerException.class, () -> model.parallel(null));
    }

    @Test
    void whatAThreadThrowsReachesTheCallerAndNothingIsBroken() {
        final String name = "test.WordsNetwork";
        final Model<float[]> model = networks.on(Backend.PLAIN).inFloat(name, 5);
        final Random random = new Random(6);
        final float[][] inputs = inputs(name, 90, random);
        final float[][] directions = rows(90, 3, random);
        model.parallel(DividedWork.workers(4));
        final float[] expected = gradients(model, inputs, directions);
        final float[] word = inputs[80];
        inputs[80] = new float[] {1, 2, 3, 99, 4, 5};
        final String message =
                assertThrows(RuntimeException.class, () -> model.forward(inputs, 90)).getMessage();
        assertTrue(message.contains("99"), message);
        final float[][] outputs = new float[90][3];
        assertEquals(
                message,
                assertThrows(RuntimeException.class, () -> model.predict(inputs, outputs))
                        .getMessage());
        inputs[80] = word;
        assertArrayEquals(expected, gradients(model, inputs, directions));
    }

    @Test
    void predictionsOfManyCallersDoNotMix() throws ExecutionException, InterruptedException {
        final Model<float[]> model = networks.on(Backend.PLAIN).inFloat("test.WideNetwork", 5);
        final float[][] inputs = rows(150, 19, new Random(7));
        final float[][] expected = new float[150][5];
        model.predict(inputs, expected);
        model.parallel(DividedWork.workers(3));
        final List<Future<?>> callers = new ArrayList<>();
        for (int c = 0; c < 4; c++) {
            callers.add(
                    DividedWork.POOL.submit(
                            () -> {
                                for (int k = 0; k < REPETITIONS; k++) {
                                    final float[][] found = new float[150][5];
                                    model.predict(inputs, found);
                                    assertArrayEquals(expected, found);
                                }
                            }));
        }
        for (final Future<?> caller : callers) {
            caller.get();
        }
    }
}
