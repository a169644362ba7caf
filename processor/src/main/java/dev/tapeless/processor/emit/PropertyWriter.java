package dev.tapeless.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;

import dev.tapeless.processor.graph.TypedLayer;
import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedParameter;
import dev.tapeless.processor.schedule.plan.Schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the methods that tell about a network: sizes, parameters, layers, summary. */
final class PropertyWriter {

    private final TypedNetwork network;
    private final Schedule schedule;
    private final Real real;
    private final MemberNames names;

    PropertyWriter(TypedNetwork network, Schedule schedule, Real real, MemberNames names) {
        this.network = network;
        this.schedule = schedule;
        this.real = real;
        this.names = names;
    }

    List<MethodSpec> methods() {
        final List<MethodSpec> methods = new ArrayList<>();
        Methods.vectors(network, schedule, names)
                .map(PropertyWriter::warmUp)
                .ifPresent(methods::add);
        if (!schedule.straightLine()) {
            methods.add(parallel());
        }
        methods.add(size("inputSize", network.input().elements()));
        methods.add(size("outputSize", network.ports().outputSize()));
        methods.add(getter("parameters", JavaNames.of(JavaNames.PARAMETERS, real.row)));
        if (network.hasBuffers()) {
            methods.add(getter("buffers", JavaNames.of(JavaNames.PARAMETERS, real.row)));
        }
        methods.addAll(new PortPlaces(network, names).properties());
        methods.add(getter("layers", JavaNames.of(JavaNames.LIST, JavaNames.LAYER)));
        methods.add(getter("random", JavaNames.RANDOM_STREAM));
        methods.add(summary());
        return methods;
    }

    private static MethodSpec warmUp(KernelWriter.VectorClass vectors) {
        return Methods.override("warmUp").addStatement("$L.warmUp()", vectors.field()).build();
    }

    private MethodSpec parallel() {
        return Methods.override("parallel")
                .addParameter(JavaNames.WORKERS, "workers")
                .addStatement(
                        "this.$L = $T.requireNonNull(workers, $S)",
                        names.state("workers"),
                        JavaNames.OBJECTS,
                        "workers")
                .build();
    }

    private static MethodSpec size(String name, long value) {
        return Methods.override(name)
                .returns(TypeName.INT)
                .addStatement("return $L", value)
                .build();
    }

    private MethodSpec getter(String name, TypeName type) {
        return Methods.override(name)
                .returns(type)
                .addStatement("return $L", names.state(name))
                .build();
    }

    /** The row of a layer, and below it those of the layers in it. */
    private static void addRows(TypedLayer layer, int depth, CodeBlock.Builder table) {
        table.add(
                "\n.$L$S, $S, new int[] {$L}, $LL, $LL)",
                depth == 0 ? "row(" : "inner(" + depth + ", ",
                layer.name(),
                String.join(", ", layer.operations()),
                layer.output().extents().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")),
                layer.parameters().stream().mapToLong(TypedParameter::elements).sum(),
                layer.multiplyAdds());
        layer.inner().forEach(inner -> addRows(inner, depth + 1, table));
    }

    private MethodSpec summary() {
        final CodeBlock.Builder table = CodeBlock.builder();
        final String title =
                String.join(".", network.className())
                        + ": "
                        + PortPlaces.inputText(network)
                        + ", "
                        + real.type;
        table.add("return new $T($S)", JavaNames.SUMMARY_TABLE, title);
        for (final TypedLayer layer : network.layers()) {
            addRows(layer, 0, table);
        }
        return Methods.override("summary")
                .returns(JavaNames.STRING)
                .addStatement("$L", table.add("\n.render()").build())
                .build();
    }
}
