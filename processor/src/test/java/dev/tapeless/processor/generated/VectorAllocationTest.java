package dev.tapeless.processor.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.testing.ChildJvm;
import dev.tapeless.processor.testing.CompiledNetworks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Warm networks allocate nothing in vectors, neither in prediction nor in a training step, also
 * where networks of both precisions run in one JVM.
 */
class VectorAllocationTest {

    /** Measurements of a network: one sample, a batch, a step of training. */
    private static final int MEASUREMENTS = 3;

    private static final CompiledNetworks NETWORKS =
            CompiledNetworks.withVectors(SampleNetworks.all());

    @Test
    void nothingIsAllocated(@TempDir Path folder) throws Exception {
        final List<String> names = new ArrayList<>();
        for (final boolean isDouble : List.of(false, true)) {
            SampleNetworks.NAMES.forEach(name -> names.add(SampleNetworks.name(name, isDouble)));
        }
        check(names, folder);
    }

    /**
     * What the first network shows of the Vector API HotSpot expects of the others; this one has
     * sums, products and maxima, and the other has all functions.
     */
    @Test
    void whateverNetworkIsFirst(@TempDir Path folder) throws Exception {
        check(List.of("LanesFloat", "BranchesFloat"), folder);
    }

    private static void check(List<String> names, Path folder) throws Exception {
        final ChildJvm jvm = new ChildJvm(NETWORKS, folder);
        final List<String> measured =
                jvm
                        .run(
                                Path.of(System.getProperty("java.home")),
                                List.of("--add-modules", "jdk.incubator.vector"),
                                AllocatedBytes.class,
                                names)
                        .stream()
                        .filter(line -> line.startsWith("allocated "))
                        .toList();
        assertEquals(
                names.size() * MEASUREMENTS,
                measured.stream().filter(line -> line.endsWith(": 0")).count(),
                () -> String.join("\n", measured));
    }
}
