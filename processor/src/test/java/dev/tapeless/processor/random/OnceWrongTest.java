package dev.tapeless.processor.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.NetworkProcessor;
import dev.tapeless.processor.random.RandomNetwork.Operation;
import dev.tapeless.processor.random.RandomNetwork.Part;
import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.References;
import dev.tapeless.processor.testing.RunningNetwork;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Random networks that were compiled wrongly once. */
class OnceWrongTest {

    /**
     * The bias was added twice: by the product, and by the activation that alone reads it but
     * stands in a later kernel.
     */
    @Test
    void anActivationBehindAnotherProduct() {
        check(
                new RandomNetwork(
                        15,
                        true,
                        false,
                        List.of(8, 1),
                        List.of(
                                new Part(Operation.DENSE, "Dense", "", 1, List.of(-1)),
                                new Part(Operation.ELEMENTWISE, "Silu", "", 0, List.of(-1)),
                                new Part(Operation.DENSE, "Dense", "", 8, List.of(1)),
                                new Part(
                                        Operation.ELEMENTWISE,
                                        "Formula6",
                                        "c = 0.5",
                                        0,
                                        List.of(0)),
                                new Part(Operation.CONCAT, "Concat", "", 0, List.of(2, 3)))));
    }

    private static void check(RandomNetwork network) {
        final References references = new References();
        final var sources = RandomNetwork.activations();
        sources.add(network.text("Once"));
        final CompiledNetworks compiled =
                CompiledNetworks.of(sources, new NetworkProcessor(), references);
        final String name = RandomNetwork.PACKAGE + ".OnceNetwork";
        assertEquals(
                Optional.empty(),
                NetworkComparison.compare(
                                network,
                                references.get(name),
                                RunningNetwork.of(compiled, name, network.isDouble(), 1),
                                1)
                        .mistake());
    }
}
