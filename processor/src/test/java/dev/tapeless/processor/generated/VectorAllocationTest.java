package dev.tapeless.processor.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.testing.ChildJvm;
import dev.tapeless.processor.testing.CompiledNetworks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/**
 * Warm networks allocate nothing in vectors, neither in prediction nor in a training step, also
 * where networks of both precisions run in one JVM.
 */
class VectorAllocationTest {

    @Test
    void nothingIsAllocated(@TempDir Path folder) throws Exception {
        final ChildJvm jvm =
                new ChildJvm(CompiledNetworks.withVectors(SampleNetworks.all()), folder);
        final List<String> measured =
                jvm
                        .run(
                                Path.of(System.getProperty("java.home")),
                                List.of("--add-modules", "jdk.incubator.vector"),
                                AllocatedBytes.class,
                                List.of("float", "double"))
                        .stream()
                        .filter(line -> line.startsWith("allocated "))
                        .toList();
        assertEquals(
                SampleNetworks.NAMES.size() * 2 * 3,
                measured.stream().filter(line -> line.endsWith(": 0")).count(),
                () -> String.join("\n", measured));
    }
}
