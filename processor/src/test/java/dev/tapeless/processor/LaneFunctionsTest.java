package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.CompiledNetworks.Backend;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/**
 * Elementary functions in vectors have the bits of those in numbers over the whole range of floats;
 * those in turn are tested against the correctly rounded values.
 *
 * <p>The system property {@code tapeless.exhaustive} takes every float instead of a part.
 */
class LaneFunctionsTest {

    /** Whole vectors of every width, and three elements more. */
    private static final int LENGTH = 4099;

    /** A prime, so that all exponents and signs occur: 530,000 arguments. */
    private static final long STRIDE = Boolean.getBoolean("tapeless.exhaustive") ? 1 : 8101;

    private static final float[] SPECIAL = {
        0f,
        -0f,
        1f,
        -1f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        89f,
        Math.nextUp(89f),
        -104f,
        Math.nextDown(-104f),
        10f,
        Math.nextUp(10f),
        -10f,
        Math.nextDown(-10f),
        4f,
        Math.nextUp(4f),
        -4f,
        Math.nextDown(-4f),
        0.70710677f,
        0.70710683f
    };

    private static CompiledNetworks networks;

    @BeforeAll
    static void compile() {
        final List<SourceText> files = new ArrayList<>();
        for (final String f : List.of("exp", "expm1", "log", "log1p", "tanh", "sigmoid", "erf")) {
            files.add(network(f, f + "(x)"));
            // A function within an expression, twice, of what another function gives.
            files.add(network("in" + f, "2 * x - " + f + "(abs(x) - sigmoid(x)) * " + f + "(x)"));
        }
        networks = CompiledNetworks.withVectors(files);
    }

    private static SourceText network(String name, String formula) {
        return SourceText.at(
                "test/" + name + ".java",
                SourceText.of(
                                "@Activation(\"%s\") @interface F%s {}".formatted(formula, name)
                                        + " @Network(input = %d)".formatted(LENGTH)
                                        + " abstract class %s { @F%s Layer y; }"
                                                .formatted(name, name))
                        .text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exp",
                "expm1",
                "log",
                "log1p",
                "tanh",
                "sigmoid",
                "erf",
                "inexp",
                "inexpm1",
                "inlog",
                "inlog1p",
                "intanh",
                "insigmoid",
                "inerf"
            })
    void haveTheBitsOfThoseInNumbers(String name) {
        final Model<float[]> plain = networks.on(Backend.PLAIN).inFloat(of(name), 1);
        final Model<float[]> vectors = networks.on(Backend.VECTORS).inFloat(of(name), 1);
        assertTrue(networks.sources().get(of(name) + "Vectors").contains("Row("), name);
        final float[] x = new float[LENGTH];
        final float[] expected = new float[LENGTH];
        final float[] found = new float[LENGTH];
        System.arraycopy(SPECIAL, 0, x, 0, SPECIAL.length);
        int filled = SPECIAL.length;
        for (long bits = 0; bits < 1L << 32; bits += STRIDE) {
            x[filled++] = Float.intBitsToFloat((int) bits);
            if (filled == LENGTH || bits + STRIDE >= 1L << 32) {
                plain.predict(x, expected);
                vectors.predict(x, found);
                for (int j = 0; j < filled; j++) {
                    final float at = x[j];
                    assertEquals(
                            Float.floatToIntBits(expected[j]),
                            Float.floatToIntBits(found[j]),
                            () -> name + " at " + at);
                }
                filled = 0;
            }
        }
    }

    private static String of(String name) {
        return "test." + name + "Network";
    }
}
