package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Sgd;
import dev.tapeless.runtime.train.Trainer;

import org.junit.jupiter.api.Test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What every generated class can do. */
class GeneratedNetworkTest {

    @Test
    void aBatchGivesTheBitsOfSingleSamples() {
        final Model<float[]> model =
                CompiledNetworks.of(
                                SourceText.of(
                                        "@Network(input = 5) abstract class Digits {"
                                                + " @Dense(40) @Tanh Layer hidden;"
                                                + " @Dense(3) Layer scores; }"))
                        .inFloat("test.DigitsNetwork", 1);
        final float[][] inputs = new float[7][5];
        for (int s = 0; s < inputs.length; s++) {
            for (int i = 0; i < 5; i++) {
                inputs[s][i] = (float) Math.sin(5 * s + i);
            }
        }
        final float[][] outputs = new float[7][3];
        model.predict(inputs, outputs);
        for (int s = 0; s < inputs.length; s++) {
            assertArrayEquals(outputs[s], model.predict(inputs[s]), 0f);
        }
    }

    /** Far beyond the smallest normal float, and then beyond the smallest one. */
    @Test
    void aProbabilityNextToNothingLeavesTheParametersFinite() {
        final CompiledNetworks compiled =
                CompiledNetworks.of(
                        SourceText.of(
                                "@Network(input = 2) abstract class Digits {"
                                        + " @Dense(2) @Softmax Layer scores; }"));
        for (int gap = 80; gap <= 110; gap++) {
            final Model<float[]> model = compiled.inFloat("test.DigitsNetwork", 1);
            model.parameters().get("scores.bias").setAll(gap, 0);
            Trainer.of(model)
                    .loss(Losses.crossEntropy())
                    .optimizer(Sgd.withLearningRate(0.1))
                    .step(new float[][] {{0, 0}}, new float[][] {{1}}, 1);
            final double learned = gap - model.parameters().get("scores.bias").get(0);
            // The steps become shorter with the probability; where it is 0 the loss is infinite,
            // and nothing is learned.
            assertTrue(learned >= 0 && learned < 0.11, "gap " + gap + ": " + learned);
            assertTrue(gap > 87 || learned > 0.09, "gap " + gap + ": " + learned);
        }
    }

    @Test
    void gradientsOfInputAndOutputAreTwoArrays() throws ReflectiveOperationException {
        for (final int width : new int[] {3, 40}) {
            final CompiledNetworks compiled =
                    CompiledNetworks.of(
                            SourceText.of(
                                    "@Network(input = %1$d, inputGradient = true)".formatted(width)
                                            + " abstract class Digits { @Dense(%1$d) Layer same; }"
                                                    .formatted(width)));
            final Model<float[]> model = compiled.inFloat("test.DigitsNetwork", 1);
            final Method backward =
                    model.getClass()
                            .getDeclaredMethod(
                                    "backward", float[][].class, float[][].class, int.class);
            backward.setAccessible(true);
            final float[][] rows = new float[1][width];
            model.forward(new float[1][width], 1);
            final Throwable refused =
                    assertThrows(
                                    InvocationTargetException.class,
                                    () -> backward.invoke(model, rows, rows, 1))
                            .getCause();
            assertEquals(
                    "outputGradients[0] and inputGradients[0] are one array, expected two: the"
                            + " first is still read while the second is written",
                    refused.getMessage());
            assertThrows(
                    InvocationTargetException.class, () -> backward.invoke(model, null, rows, 1));
        }
    }

    /** All that the layer does is nothing: the output is the input, in rows of its own. */
    @Test
    void anOutputThatIsTheInputIsCopied() {
        final Model<float[]> model =
                CompiledNetworks.of(
                                SourceText.of(
                                        "@Network(input = 500) abstract class Same {"
                                                + " @Permute({0}) Layer same; }"))
                        .inFloat("test.SameNetwork", 1);
        final float[] input = new float[500];
        for (int i = 0; i < 500; i++) {
            input[i] = i;
        }
        assertArrayEquals(input, model.predict(input));
        assertArrayEquals(input, model.forward(new float[][] {input}, 1)[0]);
        assertNotSame(input, model.forward(new float[][] {input}, 1)[0]);
    }

    /** A method that took each of them as a parameter would have more than there can be. */
    @Test
    void moreBranchesAreJoinedThanAMethodHasParameters() {
        final int branches = 260;
        final String all =
                IntStream.range(0, branches)
                        .mapToObj(k -> "\"o" + k + "\"")
                        .collect(Collectors.joining(", "));
        final String layers =
                IntStream.range(0, branches)
                        .mapToObj(
                                k -> "@Dense(value = 1, from = \"input\") @Relu Layer o" + k + "; ")
                        .collect(Collectors.joining());
        final Model<float[]> model =
                CompiledNetworks.of(
                                SourceText.of(
                                        "@Network(input = 2) abstract class Many { "
                                                + layers
                                                + "@Add(from = {"
                                                + all
                                                + "}) Layer sum; @Concat(from = {"
                                                + all
                                                + "}) Layer each;"
                                                + " @Concat(from = {\"sum\", \"each\"})"
                                                + " Layer both; }"))
                        .inFloat("test.ManyNetwork", 1);
        final float[] output = model.predict(new float[] {0.3f, -0.7f});
        float sum = 0;
        for (int k = 1; k <= branches; k++) {
            sum += output[k];
        }
        assertTrue(sum > 0);
        assertEquals(sum, output[0]);
    }
}
