package dev.tapeless.processor.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.runtime.Model;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The predictions of generated networks are those of ONNX Runtime, on models that are written here
 * with the same parameters.
 */
class OnnxComparisonTest {

    /**
     * Of an element, or of the mean magnitude of a sample's elements where that is larger: what
     * cancels almost to zero has no more correct digits than what it was made of.
     */
    private static final double TOLERANCE = 1e-5;

    private static final List<OnnxCase> CASES =
            Stream.of(
                            LayerCases.all(),
                            ImageCases.all(),
                            NormalisationCases.all(),
                            ActivationCases.all(),
                            SequenceCases.all(),
                            RecurrenceCases.all(),
                            NetworkCases.all())
                    .flatMap(List::stream)
                    .toList();

    @TestFactory
    Stream<DynamicTest> predictionsAreThoseOfOnnxRuntime() throws IOException {
        final OnnxRuntime runtime = OnnxRuntime.start();
        final CompiledNetworks vectors =
                CompiledNetworks.withVectors(CASES.stream().map(OnnxCase::source).toList());
        final CompiledNetworks plain = vectors.on(CompiledNetworks.Backend.PLAIN);
        return CASES.stream()
                .map(
                        one ->
                                DynamicTest.dynamicTest(
                                        one.name(), () -> compare(one, runtime, plain, vectors)));
    }

    private static void compare(OnnxCase one, OnnxRuntime runtime, CompiledNetworks... compiled)
            throws Exception {
        float[] expected = null;
        for (final CompiledNetworks networks : compiled) {
            final Model<float[]> model = networks.inFloat(one.className(), 1);
            OnnxCase.setParameters(model);
            if (expected == null) {
                expected = runtime.run(one.model(model), one.samples(), one.batchShape());
            }
            compare(one.samples(), model, expected);
        }
    }

    private static void compare(float[][] samples, Model<float[]> model, float[] expected) {
        final int size = model.outputSize();
        final float[][] found = new float[samples.length][size];
        model.predict(samples, found);
        assertEquals(samples.length * size, expected.length, "elements");
        for (int s = 0; s < samples.length; s++) {
            final float[] row = Arrays.copyOfRange(expected, s * size, (s + 1) * size);
            compare(row, found[s], "sample " + s + " of a batch");
            compare(row, model.predict(samples[s]), "sample " + s + " by itself");
        }
    }

    private static void compare(float[] expected, float[] found, String what) {
        double sum = 0;
        for (final float element : expected) {
            sum += Math.abs(element);
        }
        final double mean = sum / expected.length;
        for (int i = 0; i < expected.length; i++) {
            final double limit = TOLERANCE * Math.max(Math.abs(expected[i]), mean);
            assertTrue(
                    Math.abs(found[i] - expected[i]) <= limit,
                    what + ", element " + i + ": " + found[i] + ", ONNX Runtime " + expected[i]);
        }
    }
}
