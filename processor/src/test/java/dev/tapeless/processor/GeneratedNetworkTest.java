package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;

import org.junit.jupiter.api.Test;

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
}
