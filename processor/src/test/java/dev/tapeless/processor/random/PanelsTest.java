package dev.tapeless.processor.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.NetworkProcessor;
import dev.tapeless.processor.random.RandomNetwork.Operation;
import dev.tapeless.processor.random.RandomNetwork.Part;
import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.CompiledNetworks.Backend;
import dev.tapeless.processor.testing.PassBits;
import dev.tapeless.processor.testing.References;
import dev.tapeless.processor.testing.RunningNetwork;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Products with more than one panel: kernels in vectors cut sums into blocks of 1024 terms, or of
 * 64 samples, and results into panels of as many columns as four vectors have; sums of up to 128
 * terms have a shorter panel. Inputs, units and batches lie on both sides of these limits and of
 * twice as many. From five samples on there is a panel, which the first five or four fill; below,
 * tiles of four, two and one samples. Gradients of weights have bands of 512 columns, which groups
 * of 48 rows pass with their inputs packed, so some units are two bands and a column, or one and a
 * tile, and some inputs fewer than a vector has lanes.
 */
class PanelsTest {

    /** In each network the first layer, the second, and the batches. */
    private static final List<RandomNetwork> NETWORKS =
            List.of(
                    network(1031, 65, 129, true, List.of(127, 64, 2)),
                    network(64, 257, 63, true, List.of(129, 65)),
                    network(1024, 17, 127, false, List.of(257, 128)),
                    network(2049, 17, 128, true, List.of(2, 3, 4, 5, 6, 11)),
                    network(50, 1089, 7, true, List.of(65, 129)),
                    network(71, 576, 3, true, List.of(64, 130)),
                    network(13, 130, 97, true, List.of(65, 7)));

    private static final References REFERENCES = new References();
    private static CompiledNetworks networks;

    private static RandomNetwork network(
            int input, int hidden, int output, boolean hasBias, List<Integer> batches) {
        return new RandomNetwork(
                input,
                false,
                true,
                batches,
                List.of(
                        new Part(
                                Operation.DENSE,
                                "Dense",
                                hasBias ? "" : "bias = false",
                                hidden,
                                List.of(RandomNetwork.INPUT)),
                        new Part(Operation.ELEMENTWISE, "HardSwish", "", 0, List.of(0)),
                        new Part(Operation.DENSE, "Dense", "", output, List.of(1))));
    }

    @BeforeAll
    static void compile() {
        final List<SourceText> files = new ArrayList<>();
        for (int k = 0; k < NETWORKS.size(); k++) {
            files.add(NETWORKS.get(k).text("Panels" + k));
        }
        networks = CompiledNetworks.withVectors(files, new NetworkProcessor(), REFERENCES);
    }

    static IntStream numbers() {
        return IntStream.range(0, NETWORKS.size());
    }

    static Stream<Arguments> batches() {
        return numbers()
                .boxed()
                .flatMap(k -> NETWORKS.get(k).batches().stream().map(b -> Arguments.of(k, b)));
    }

    private static String name(int k) {
        return RandomNetwork.PACKAGE + ".Panels" + k + "Network";
    }

    /** With 1, 2, 3, 4 and 7 threads, which divide samples or rows of weights. */
    @ParameterizedTest
    @MethodSource("numbers")
    void computeWhatTheyMean(int k) {
        final NetworkComparison.Result result =
                NetworkComparison.compare(
                        NETWORKS.get(k),
                        REFERENCES.get(name(k)),
                        RunningNetwork.of(networks, name(k), false, 3),
                        k);
        assertEquals(Optional.empty(), result.mistake());
        assertTrue(result.numbers() > 1000, "numbers were compared");
    }

    @ParameterizedTest
    @MethodSource("batches")
    void haveTheBitsOfKernelsInNumbers(int k, int batch) {
        assertEquals(
                Optional.empty(),
                bits(networks, k, batch)
                        .differenceFrom(bits(networks.on(Backend.PLAIN), k, batch)));
    }

    private static PassBits bits(CompiledNetworks compiled, int k, int batch) {
        final RunningNetwork<?> network = RunningNetwork.of(compiled, name(k), false, 3);
        return bits(network, batch, new Random(batch));
    }

    private static <R> PassBits bits(RunningNetwork<R> network, int batch, Random random) {
        return PassBits.of(
                network.model(),
                network.rows(rows(batch, network.model().inputSize(), random)),
                network.rows(rows(batch, network.model().outputSize(), random)));
    }

    private static double[][] rows(int count, int length, Random random) {
        final double[][] rows = new double[count][];
        for (int s = 0; s < count; s++) {
            rows[s] = random.doubles(length, -1, 1).toArray();
        }
        return rows;
    }
}
