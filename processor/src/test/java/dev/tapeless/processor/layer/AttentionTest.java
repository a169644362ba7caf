package dev.tapeless.processor.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What attention means, beside its gradients. */
class AttentionTest {

    private static final int LENGTH = 7;
    private static final int FEATURES = 6;

    private static final CompiledNetworks NETWORKS =
            CompiledNetworks.of(
                    network("Open", "7, 6", "@SelfAttention(heads = 2) Layer a;"),
                    network("Causal", "7, 6", "@SelfAttention(heads = 2, causal = true) Layer a;"),
                    network("Plain", "2, 2", "@SelfAttention(heads = 1, bias = false) Layer a;"),
                    network(
                            "Decoder",
                            "7, 6",
                            "@LayerNorm Layer a; @SelfAttention(heads = 3, causal = true) Layer b;"
                                    + " @Add(from = {\"input\", \"b\"}) Layer c;"
                                    + " @FeedForward(8) Layer d; @Add(from = {\"c\", \"d\"})"
                                    + " Layer e; @SelfAttention(heads = 1, causal = true) Layer f;"
                                    + " @Dense(4) Layer g;"));

    private static SourceText network(String name, String input, String fields) {
        return SourceText.of(
                "@Network(input = {%s}, precision = Precision.DOUBLE) abstract class %s { %s }"
                        .formatted(input, name, fields));
    }

    private static Model<double[]> model(String name) {
        final Model<double[]> model = NETWORKS.inDouble("test." + name + "Network", 1);
        final Random random = new Random(5);
        for (final Parameter<double[]> parameter : model.parameters()) {
            parameter.setAll(random.doubles(parameter.size(), -1, 1).toArray());
        }
        return model;
    }

    @Test
    void parametersAreThoseOfPyTorch() {
        final List<String> shapes =
                model("Open").layers().get(0).parameters().stream()
                        .map(p -> p.name() + " " + Arrays.toString(p.shape()))
                        .toList();
        assertEquals(
                List.of(
                        "a.in_proj_weight [18, 6]",
                        "a.in_proj_bias [18]",
                        "a.out_proj.weight [6, 6]",
                        "a.out_proj.bias [6]"),
                shapes);
    }

    /** By hand: q = x, k = x, v = 10 x, and what comes out is the mixed value itself. */
    @Test
    void valuesAreMixedByTheirSoftmax() {
        final Model<double[]> model = model("Plain");
        model.parameters().get("a.in_proj_weight").setAll(1, 0, 0, 1, 1, 0, 0, 1, 10, 0, 0, 10);
        model.parameters().get("a.out_proj.weight").setAll(1, 0, 0, 1);
        final double[] found = model.predict(new double[] {1, 0, 0, 2});
        // Scores: 1 and 0 for the first position, 0 and 4 for the second, each over sqrt(2).
        final double first = 1 / (1 + Math.exp(-1 / Math.sqrt(2)));
        final double second = 1 / (1 + Math.exp(4 / Math.sqrt(2)));
        assertArrayEquals(
                new double[] {10 * first, 20 * (1 - first), 10 * second, 20 * (1 - second)},
                found,
                1e-12);
    }

    /** Not one bit of an earlier result depends on a later element, however large it is. */
    @ParameterizedTest
    @ValueSource(strings = {"Causal", "Decoder"})
    void laterElementsChangeNothing(String name) {
        final Model<double[]> model = model(name);
        final Random random = new Random(3);
        final int width = model.outputSize() / LENGTH;
        for (final double size : new double[] {1, 1e3, 1e9, 1e100}) {
            final double[] sample = random.doubles(LENGTH * FEATURES, -1, 1).toArray();
            final double[] before = model.predict(sample);
            for (int position = 0; position < LENGTH; position++) {
                final double[] changed = sample.clone();
                for (int j = position * FEATURES; j < changed.length; j++) {
                    changed[j] = size * random.nextGaussian();
                }
                final double[] after = model.predict(changed);
                final int kept = position * width;
                assertArrayEquals(Arrays.copyOf(before, kept), Arrays.copyOf(after, kept));
                assertFalse(Arrays.equals(before, after));
            }
        }
    }

    @Test
    void withoutAMaskTheyDo() {
        final Model<double[]> model = model("Open");
        final double[] sample = new Random(3).doubles(LENGTH * FEATURES, -1, 1).toArray();
        final double before = model.predict(sample)[0];
        sample[sample.length - 1] += 1;
        assertTrue(before != model.predict(sample)[0]);
    }

    @Test
    void scoresOfAnySizeHaveAResult() {
        final Model<double[]> model = model("Causal");
        final double[] sample = new Random(3).doubles(LENGTH * FEATURES, -1e100, 1e100).toArray();
        assertTrue(Arrays.stream(model.predict(sample)).allMatch(Double::isFinite));
    }
}
