package dev.tapeless.benchmarks;

import dev.tapeless.processor.NetworkProcessor;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

import java.util.Map;

/**
 * Compiles a network of dense layers of different sizes, with the processor, and the same sources
 * and what was generated without it. The difference is what the processor takes.
 */
@Warmup(iterations = 10, time = 2)
public class Compilation extends Timed {

    /** How many layers the network has. */
    @Param({"10", "20", "40"})
    public int layers;

    private Map<String, String> declaration;
    private Map<String, String> generated;

    /** For JMH. */
    public Compilation() {}

    /** Writes the network, and generates its classes. */
    @Setup
    public void setUp() {
        final StringBuilder fields = new StringBuilder();
        for (int layer = 0; layer < layers; layer++) {
            final String activation = layer + 1 < layers ? "@Relu " : "";
            fields.append("@Dense(%d) %sLayer layer%d; ".formatted(40 + layer, activation, layer));
        }
        declaration =
                Map.of(
                        "test.Deep",
                        "package test; import dev.tapeless.*; import dev.tapeless.runtime.Layer;"
                                + " @Network(input = 32) abstract class Deep { "
                                + fields
                                + "}");
        generated = MemoryCompiler.compile(declaration, new NetworkProcessor());
        generated.putAll(declaration);
    }

    /** The network, with the processor. */
    @Benchmark
    public Map<String, String> withProcessor() {
        return MemoryCompiler.compile(declaration, new NetworkProcessor());
    }

    /** The network and what was generated from it, without. */
    @Benchmark
    public Map<String, String> withoutProcessor() {
        return MemoryCompiler.compile(generated);
    }
}
