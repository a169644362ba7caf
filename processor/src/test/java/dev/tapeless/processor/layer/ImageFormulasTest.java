package dev.tapeless.processor.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Layers of images compute what their manual says, written down as loops once more. */
class ImageFormulasTest {

    private static final int CASES = 20;

    /** A window along both directions of an image. */
    private record Case(
            int seed,
            int height,
            int width,
            int channels,
            int outputs,
            int groups,
            int[] kernel,
            int[] stride,
            int[] dilation,
            int[] pad) {

        static Case draw(int seed) {
            final Random random = new Random(seed);
            final int groups = 1 + random.nextInt(3);
            return new Case(
                    seed,
                    7 + random.nextInt(3),
                    7 + random.nextInt(3),
                    groups * (1 + random.nextInt(3)),
                    groups * (1 + random.nextInt(9)),
                    groups,
                    numbers(random, 2, 1, 3),
                    numbers(random, 2, 1, 3),
                    numbers(random, 2, 1, 2),
                    numbers(random, 4, 0, 1));
        }

        private static int[] numbers(Random random, int count, int least, int most) {
            return random.ints(count, least, most + 1).toArray();
        }

        private String window() {
            return "stride = %s, dilation = %s, pad = %s"
                    .formatted(text(stride), text(dilation), text(pad));
        }

        private static String text(int... numbers) {
            return Arrays.toString(numbers).replace('[', '{').replace(']', '}');
        }

        List<String> layers() {
            final String of = text(kernel) + ", " + window();
            final String convolution = "value = " + outputs + ", kernel = " + of;
            return List.of(
                    "@Conv2d(" + convolution + ", groups = " + groups + ")",
                    "@ConvTranspose2d(" + convolution + ")",
                    "@MaxPool2d(value = " + largerThanPadding() + ", " + window() + ")",
                    "@AvgPool2d(value = " + of + ")",
                    "@AvgPool2d(value = "
                            + largerThanPadding()
                            + ", "
                            + window()
                            + ", countPadding = false)");
        }

        private String largerThanPadding() {
            return text(kernel[0] + 1, kernel[1] + 1);
        }

        SourceText source(int layer) {
            return SourceText.of(
                    "@Network(input = {%d, %d, %d}, precision = Precision.DOUBLE) abstract class N%d_%d { %s Layer a; }"
                            .formatted(height, width, channels, seed, layer, layers().get(layer)));
        }

        int places(int d, int size) {
            final int extent = d == 0 ? height : width;
            return (extent + pad[d] + pad[2 + d] - dilation[d] * (size - 1) - 1) / stride[d] + 1;
        }

        double at(double[] x, int i, int j, int c) {
            final boolean inside = i >= 0 && i < height && j >= 0 && j < width;
            return inside ? x[(i * width + j) * channels + c] : Double.NaN;
        }
    }

    @Test
    void layersComputeTheirFormulas() {
        final List<SourceText> sources = new ArrayList<>();
        for (int seed = 0; seed < CASES; seed++) {
            for (int layer = 0; layer < 5; layer++) {
                sources.add(Case.draw(seed).source(layer));
            }
        }
        final CompiledNetworks networks = CompiledNetworks.of(sources);
        for (int seed = 0; seed < CASES; seed++) {
            final Case one = Case.draw(seed);
            final double[] x =
                    new Random(seed)
                            .doubles((long) one.height() * one.width() * one.channels(), -1, 1)
                            .toArray();
            for (int layer = 0; layer < 5; layer++) {
                final Model<double[]> model =
                        networks.inDouble("test.N" + seed + "_" + layer + "Network", seed);
                final double[] expected =
                        switch (layer) {
                            case 0 -> convolution(one, x, model);
                            case 1 -> transposed(one, x, model);
                            default -> pooled(one, x, layer);
                        };
                final String what = one.layers().get(layer);
                assertEquals(expected.length, model.outputSize(), what);
                assertArrayEquals(expected, model.predict(x), 1e-12, what);
            }
        }
    }

    private static double[] convolution(Case c, double[] x, Model<double[]> model) {
        final var weight = model.parameters().get("a.weight");
        final int h = c.places(0, c.kernel()[0]);
        final int w = c.places(1, c.kernel()[1]);
        final int inputs = c.channels() / c.groups();
        final int perGroup = c.outputs() / c.groups();
        final double[] y = new double[h * w * c.outputs()];
        for (int i = 0; i < h; i++) {
            for (int j = 0; j < w; j++) {
                for (int o = 0; o < c.outputs(); o++) {
                    double sum = model.parameters().get("a.bias").get(o);
                    for (int k = 0; k < c.kernel()[0]; k++) {
                        for (int l = 0; l < c.kernel()[1]; l++) {
                            for (int n = 0; n < inputs; n++) {
                                final double element =
                                        c.at(
                                                x,
                                                i * c.stride()[0]
                                                        + k * c.dilation()[0]
                                                        - c.pad()[0],
                                                j * c.stride()[1]
                                                        + l * c.dilation()[1]
                                                        - c.pad()[1],
                                                o / perGroup * inputs + n);
                                sum += Double.isNaN(element) ? 0 : element * weight.get(o, n, k, l);
                            }
                        }
                    }
                    y[(i * w + j) * c.outputs() + o] = sum;
                }
            }
        }
        return y;
    }

    private static double[] transposed(Case c, double[] x, Model<double[]> model) {
        final var weight = model.parameters().get("a.weight");
        final int h = spread(c, 0);
        final int w = spread(c, 1);
        final double[] y = new double[h * w * c.outputs()];
        for (int p = 0; p < y.length; p++) {
            y[p] = model.parameters().get("a.bias").get(p % c.outputs());
        }
        for (int i = 0; i < c.height(); i++) {
            for (int j = 0; j < c.width(); j++) {
                for (int k = 0; k < c.kernel()[0]; k++) {
                    for (int l = 0; l < c.kernel()[1]; l++) {
                        final int row = i * c.stride()[0] + k * c.dilation()[0] - c.pad()[0];
                        final int column = j * c.stride()[1] + l * c.dilation()[1] - c.pad()[1];
                        final boolean inside = row >= 0 && row < h && column >= 0 && column < w;
                        for (int n = 0; n < c.channels() && inside; n++) {
                            for (int o = 0; o < c.outputs(); o++) {
                                y[(row * w + column) * c.outputs() + o] +=
                                        c.at(x, i, j, n) * weight.get(n, o, k, l);
                            }
                        }
                    }
                }
            }
        }
        return y;
    }

    private static int spread(Case c, int d) {
        return ((d == 0 ? c.height() : c.width()) - 1) * c.stride()[d]
                - c.pad()[d]
                - c.pad()[2 + d]
                + c.dilation()[d] * (c.kernel()[d] - 1)
                + 1;
    }

    private static double[] pooled(Case c, double[] x, int layer) {
        final boolean isMean = layer > 2;
        final int more = layer == 3 ? 0 : 1;
        final int h = c.places(0, c.kernel()[0] + more);
        final int w = c.places(1, c.kernel()[1] + more);
        final int taps = (c.kernel()[0] + more) * (c.kernel()[1] + more);
        final double[] y = new double[h * w * c.channels()];
        for (int p = 0; p < y.length; p++) {
            final int i = p / c.channels() / w;
            final int j = p / c.channels() % w;
            double sum = 0;
            double largest = Double.NEGATIVE_INFINITY;
            int count = 0;
            for (int k = 0; k < c.kernel()[0] + more; k++) {
                for (int l = 0; l < c.kernel()[1] + more; l++) {
                    final double element =
                            c.at(
                                    x,
                                    i * c.stride()[0] + k * c.dilation()[0] - c.pad()[0],
                                    j * c.stride()[1] + l * c.dilation()[1] - c.pad()[1],
                                    p % c.channels());
                    if (!Double.isNaN(element)) {
                        sum += element;
                        largest = Math.max(largest, element);
                        count++;
                    }
                }
            }
            y[p] = isMean ? sum / (layer == 3 ? taps : count) : largest;
        }
        return y;
    }

    /** The example of PyTorch's manual. */
    @Test
    void bilinearUpsamplingDoesNotAlignCorners() {
        final Model<double[]> network =
                CompiledNetworks.of(
                                SourceText.of(
                                        "@Network(input = {2, 2, 1}, precision = Precision.DOUBLE)"
                                                + " abstract class Larger {"
                                                + " @Upsample2d(value = 2, bilinear = true)"
                                                + " Layer larger; }"))
                        .inDouble("test.LargerNetwork", 1);
        assertArrayEquals(
                new double[] {
                    1, 1.25, 1.75, 2, //
                    1.5, 1.75, 2.25, 2.5, //
                    2.5, 2.75, 3.25, 3.5, //
                    3, 3.25, 3.75, 4
                },
                network.predict(new double[] {1, 2, 3, 4}),
                1e-15);
    }

    @Test
    void bilinearUpsamplingWeighsWhatIsAround() {
        final int[][] cases = {{3, 4, 2, 2, 3}, {1, 5, 1, 4, 1}, {4, 1, 3, 3, 5}, {6, 6, 1, 5, 2}};
        for (final int[] c : cases) {
            final Model<double[]> network =
                    CompiledNetworks.of(
                                    SourceText.of(
                                            """
                                            @Network(input = {%d, %d, %d}, precision = Precision.DOUBLE)
                                            abstract class Larger {
                                                @Upsample2d(value = {%d, %d}, bilinear = true) Layer larger;
                                            }
                                            """
                                                    .formatted(c[0], c[1], c[2], c[3], c[4])))
                            .inDouble("test.LargerNetwork", 1);
            final double[] image = new Random(3).doubles(network.inputSize()).toArray();
            final double[] larger = network.predict(image);
            final int width = c[1] * c[4];
            for (int at = 0; at < larger.length; at++) {
                final double s = place(at / (width * c[2]), c[0], c[3]);
                final double t = place(at / c[2] % width, c[1], c[4]);
                double expected = 0;
                for (int k = 0; k < c[0]; k++) {
                    for (int l = 0; l < c[1]; l++) {
                        expected +=
                                Math.max(0, 1 - Math.abs(s - k))
                                        * Math.max(0, 1 - Math.abs(t - l))
                                        * image[(k * c[1] + l) * c[2] + at % c[2]];
                    }
                }
                assertEquals(expected, larger[at], 1e-12, Arrays.toString(c) + " at " + at);
            }
        }
    }

    private static double place(int at, int length, int factor) {
        return Math.min(Math.max((at + 0.5) / factor - 0.5, 0), length - 1);
    }
}
