package dev.tapeless.processor.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.NetworkProcessor;
import dev.tapeless.processor.random.RandomNetwork.Operation;
import dev.tapeless.processor.random.RandomNetwork.Part;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.CompiledNetworks.Backend;
import dev.tapeless.processor.testing.PassBits;
import dev.tapeless.processor.testing.References;
import dev.tapeless.processor.testing.RunningNetwork;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Attention of sizes around those at which its products change their form, in numbers and in
 * vectors: both give what the interpreter says, and the same bits.
 */
class AttentionKernelsTest {

    /** Length, features, heads. */
    private static final int[][] SIZES = {
        {17, 16, 1}, {18, 34, 2}, {33, 20, 2}, {40, 8, 1}, {16, 64, 2}, {3, 40, 2}, {20, 20, 20}
    };

    @Test
    void computesWhatItMeansInTheSameBits() {
        final List<RandomNetwork> networks = new ArrayList<>();
        final List<SourceText> files = new ArrayList<>();
        for (int k = 0; k < SIZES.length; k++) {
            networks.add(network(SIZES[k][0], SIZES[k][1], SIZES[k][2], k % 2 == 0));
            files.add(networks.get(k).text("Sized" + k));
        }
        final References references = new References();
        final CompiledNetworks compiled =
                CompiledNetworks.withVectors(files, new NetworkProcessor(), references);
        for (int k = 0; k < SIZES.length; k++) {
            final String name = RandomNetwork.PACKAGE + ".Sized" + k + "Network";
            final List<PassBits> bits = new ArrayList<>();
            for (final Backend backend : List.of(Backend.PLAIN, Backend.VECTORS)) {
                final RunningNetwork<?> running =
                        RunningNetwork.of(compiled.on(backend), name, k % 2 == 0, 7);
                final Optional<String> mistake =
                        NetworkComparison.compare(networks.get(k), references.get(name), running, k)
                                .mistake();
                assertEquals(Optional.empty(), mistake, networks.get(k).text("Sized").text());
                bits.add(results(running, networks.get(k).input()));
            }
            assertEquals(
                    Optional.empty(),
                    bits.get(1).differenceFrom(bits.get(0)),
                    networks.get(k).text("Sized").text());
        }
        assertTrue(
                compiled.sources()
                        .get(RandomNetwork.PACKAGE + ".Sized0Network")
                        .contains(CostModel.ROWS_A_PASS + " terms a pass"));
        assertTrue(
                compiled.sources()
                        .get(RandomNetwork.PACKAGE + ".Sized0NetworkVectors")
                        .contains("rows that are copied together"));
    }

    private static RandomNetwork network(int length, int features, int heads, boolean isDouble) {
        final int elements = length * features;
        final Part part =
                new Part(
                        Operation.SEQUENCE,
                        "Reshape",
                        "value = {" + length + ", " + features + "}",
                        elements,
                        List.of(RandomNetwork.INPUT),
                        elements,
                        " @SelfAttention(heads = " + heads + ", causal = true) @Flatten");
        return new RandomNetwork(elements, isDouble, true, List.of(2, 1), List.of(part));
    }

    private static <R> PassBits results(RunningNetwork<R> network, int input) {
        final Random random = new Random(3);
        final double[][] inputs = new double[2][];
        final double[][] gradients = new double[2][];
        for (int s = 0; s < 2; s++) {
            inputs[s] = random.doubles(input, -1, 1).toArray();
            gradients[s] = random.doubles(input, -1, 1).toArray();
        }
        return PassBits.of(network.model(), network.rows(inputs), network.rows(gradients));
    }
}
