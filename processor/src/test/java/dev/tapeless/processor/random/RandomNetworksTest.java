package dev.tapeless.processor.random;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.NetworkProcessor;
import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.CompiledNetworks.Backend;
import dev.tapeless.processor.testing.Reference;
import dev.tapeless.processor.testing.References;
import dev.tapeless.processor.testing.RunningNetwork;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Random networks, compiled and compared with what they mean, by turns in numbers and in vectors.
 * {@code -Dtapeless.networks=5000} tries that many, {@code -Dtapeless.networks.seed=1} others; a
 * network that fails is made smaller and printed as its source.
 */
class RandomNetworksTest {

    private static final int COUNT = Integer.getInteger("tapeless.networks", 200);
    private static final long SEED = Long.getLong("tapeless.networks.seed", 0);
    private static final int AT_ONCE = 50;

    /** A value may lie so near a kink that single precision falls on its other side. */
    private static final int DRAWS_IN_FLOAT = 3;

    private static final int MOST_SHRINKING = 60;

    @Test
    void computeWhatTheyMean() {
        int numbers = 0;
        int straight = 0;
        for (int start = 0; start < COUNT; start += AT_ONCE) {
            final List<RandomNetwork> drawn = new ArrayList<>();
            for (int k = start; k < Math.min(COUNT, start + AT_ONCE); k++) {
                drawn.add(NetworkGenerator.draw(SEED * 1_000_003 + k));
            }
            final Backend backend = start / AT_ONCE % 2 == 0 ? Backend.VECTORS : Backend.PLAIN;
            final Batch batch = new Batch(drawn, backend);
            for (int k = 0; k < drawn.size(); k++) {
                final NetworkComparison.Result result = batch.compare(k);
                numbers += result.numbers();
                straight += batch.isStraightLine(k) ? 1 : 0;
                if (result.mistake().isPresent()) {
                    throw new AssertionError(
                            "network "
                                    + (start + k)
                                    + " on "
                                    + backend
                                    + ":\n"
                                    + report(drawn.get(k), backend));
                }
            }
        }
        System.out.printf(
                "%d random networks, %d of them in straight lines: %d numbers compared%n",
                COUNT, straight, numbers);
        assertTrue(straight > COUNT / 10 && straight < COUNT * 9 / 10, "both forms are tried");
    }

    /** The smallest network found that fails too, and how. */
    private static String report(RandomNetwork failing, Backend backend) {
        RandomNetwork smallest = failing;
        int tries = 0;
        boolean isSmaller = true;
        while (isSmaller && tries < MOST_SHRINKING) {
            isSmaller = false;
            for (final RandomNetwork candidate : smallest.smaller()) {
                tries++;
                if (tries < MOST_SHRINKING && mistake(candidate, backend).isPresent()) {
                    smallest = candidate;
                    isSmaller = true;
                    break;
                }
            }
        }
        return smallest.text("Smallest").text()
                + "batches of "
                + smallest.batches()
                + ": "
                + mistake(smallest, backend).orElse("")
                + "\nfirst found in\n"
                + failing.text("Found").text();
    }

    private static Optional<String> mistake(RandomNetwork network, Backend backend) {
        try {
            return new Batch(List.of(network), backend).compare(0).mistake();
        } catch (final AssertionError e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Networks in one compilation. */
    private static final class Batch {
        private final List<RandomNetwork> drawn;
        private final References references = new References();
        private final CompiledNetworks compiled;

        Batch(List<RandomNetwork> drawn, Backend backend) {
            this.drawn = drawn;
            final List<SourceText> files = new ArrayList<>(RandomNetwork.activations());
            drawn.stream().flatMap(RandomNetwork::blocks).distinct().forEach(files::add);
            for (int k = 0; k < drawn.size(); k++) {
                files.add(drawn.get(k).text("Drawn" + k));
            }
            compiled =
                    backend == Backend.PLAIN
                            ? CompiledNetworks.of(files, new NetworkProcessor(), references)
                            : CompiledNetworks.withVectors(
                                    files, new NetworkProcessor(), references);
        }

        private static String name(int k) {
            return RandomNetwork.PACKAGE + ".Drawn" + k + "Network";
        }

        boolean isStraightLine(int k) {
            return compiled.sources().get(name(k)).contains(" forwardSample(");
        }

        NetworkComparison.Result compare(int k) {
            final RandomNetwork network = drawn.get(k);
            final Reference reference = references.get(name(k));
            NetworkComparison.Result result = null;
            for (int draw = 0; draw < (network.isDouble() ? 1 : DRAWS_IN_FLOAT); draw++) {
                final RunningNetwork<?> running =
                        RunningNetwork.of(compiled, name(k), network.isDouble(), 7);
                result = NetworkComparison.compare(network, reference, running, draw);
                if (result.mistake().isEmpty() || result.isOfBits()) {
                    return result;
                }
            }
            return result;
        }
    }
}
