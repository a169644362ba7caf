package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.CompiledNetworks.Backend;
import dev.tapeless.processor.testing.DividedWork;
import dev.tapeless.processor.testing.PassBits;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Gradients of inputs of wide layers, whose lanes are samples while these are few. */
class SampleLanesTest {

    /**
     * Around the sizes at which lanes are full, for 2 to 16 of them, and around those from which on
     * samples are too many for this form, 92 for 251x403 and 106 for 403x317.
     */
    private static final List<Integer> BATCHES =
            List.of(
                    1, 2, 3, 4, 7, 8, 13, 15, 16, 17, 24, 31, 32, 33, 47, 48, 63, 64, 65, 80, 91,
                    92, 93, 105, 106, 107, 127);

    private static final int INPUTS = 251;
    private static final int OUTPUTS = 5;

    private static CompiledNetworks networks;

    @BeforeAll
    static void compile() {
        // Names that the code has uses for. 251 and 403 results are tiles of every number of rows;
        // 2100 terms are three blocks.
        networks =
                CompiledNetworks.withVectors(
                        List.of(
                                wide("Wide", ""),
                                wide("Precise", ", precision = Precision.DOUBLE"),
                                SourceText.of(
                                        "@Network(input = 251, inputGradient = true) abstract class"
                                                + " Long { @Dense(2100) @Relu Layer panel1024;"
                                                + " @Dense(64) @Tanh Layer zeros251; @Dense(5)"
                                                + " Layer c; }"),
                                SourceText.of(
                                        "@Network(input = 100, inputGradient = true) abstract class"
                                                + " Narrow { @Dense(300) Layer a; @Dense(2) Layer"
                                                + " b; }")));
    }

    private static SourceText wide(String name, String options) {
        return SourceText.of(
                "@Network(input = 251, inputGradient = true"
                        + options
                        + ") abstract class "
                        + name
                        + " { @Dense(403) @Relu Layer unused; @Dense(317) @Tanh Layer columns403;"
                        + " @Dense(5) Layer panel; }");
    }

    @Test
    void bitsAreEqual() {
        compare("test.WideNetwork", BATCHES);
    }

    @Test
    void bitsOfSeveralBlocksAreEqual() {
        compare("test.LongNetwork", List.of(5, 16, 17, 33, 64, 127));
    }

    private static void compare(String network, List<Integer> batches) {
        final Model<float[]> plain = networks.on(Backend.PLAIN).inFloat(network, 3);
        final Model<float[]> vectors = networks.on(Backend.VECTORS).inFloat(network, 3);
        final Random random = new Random(11);
        for (final int count : batches) {
            final float[][] inputs = floats(count, INPUTS, random);
            final float[][] gradients = floats(count, OUTPUTS, random);
            assertEquals(
                    Optional.empty(),
                    PassBits.of(vectors, inputs, gradients)
                            .differenceFrom(PassBits.of(plain, inputs, gradients)),
                    () -> count + " samples");
        }
    }

    @Test
    void bitsAreEqualInDoublePrecision() {
        final String name = "test.PreciseNetwork";
        final Model<double[]> plain = networks.on(Backend.PLAIN).inDouble(name, 3);
        final Model<double[]> vectors = networks.on(Backend.VECTORS).inDouble(name, 3);
        final Random random = new Random(12);
        for (final int count : BATCHES) {
            final double[][] inputs = new double[count][];
            final double[][] gradients = new double[count][];
            for (int s = 0; s < count; s++) {
                inputs[s] = random.doubles(INPUTS).toArray();
                gradients[s] = random.doubles(OUTPUTS).toArray();
            }
            assertEquals(
                    Optional.empty(),
                    PassBits.of(vectors, inputs, gradients)
                            .differenceFrom(PassBits.of(plain, inputs, gradients)),
                    () -> count + " samples");
        }
    }

    /** Parts of a batch may take another form than the whole. */
    @Test
    void threadsComputeTheSame() {
        final Model<float[]> model = networks.on(Backend.VECTORS).inFloat("test.WideNetwork", 3);
        final Random random = new Random(13);
        for (final int count : List.of(3, 17, 33, 64, 100, 170)) {
            assertEquals(
                    Optional.empty(),
                    DividedWork.compare(
                            model, floats(count, INPUTS, random), floats(count, OUTPUTS, random)),
                    () -> count + " samples");
        }
    }

    /** What a shorter batch leaves in the lanes does not come out again. */
    @Test
    void whatIsNotFiniteStaysInItsSample() {
        final Model<float[]> model = networks.on(Backend.VECTORS).inFloat("test.WideNetwork", 3);
        final Random random = new Random(14);
        final float[][] inputs = floats(13, INPUTS, random);
        final float[][] gradients = floats(13, OUTPUTS, random);
        final PassBits expected = PassBits.of(model, inputs, gradients);
        final float[][] broken = floats(16, OUTPUTS, random);
        broken[15][0] = Float.NaN;
        broken[14][0] = Float.POSITIVE_INFINITY;
        PassBits.of(model, floats(16, INPUTS, random), broken);
        assertEquals(
                Optional.empty(), PassBits.of(model, inputs, gradients).differenceFrom(expected));
    }

    @Test
    void layersThatAreNotWideHaveOneForm() {
        assertTrue(networks.sources().get("test.WideNetworkVectors").contains(" productInLanes("));
        assertTrue(
                networks.sources()
                        .get("test.WideNetwork")
                        .contains("samples in lanes while they are fewer than"));
        assertFalse(networks.sources().get("test.NarrowNetworkVectors").contains("InLanes"));
    }

    private static float[][] floats(int rows, int length, Random random) {
        final float[][] values = new float[rows][length];
        for (final float[] row : values) {
            for (int i = 0; i < length; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return values;
    }
}
