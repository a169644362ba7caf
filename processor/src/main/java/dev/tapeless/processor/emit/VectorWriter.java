package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedParameter;
import dev.tapeless.processor.schedule.code.Calls;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Routines;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.plan.Schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

/**
 * Prints the class of kernels in vectors, a class of its own: it is loaded only where the module of
 * the Vector API is there at run time.
 */
final class VectorWriter {

    /**
     * Samples of the calls of a warm-up: one, two and four, which have tiles without a panel; 14,
     * of which tiles of six and of five leave some to tiles of two and of one; and 16, which they
     * share without rest.
     */
    private static final List<Integer> WARM_UP_SAMPLES = List.of(1, 2, 4, 14, 16);

    /** The same where lanes are samples: 25 fill two vectors well enough, and leave no rest. */
    private static final List<Integer> WARM_UP_LANES = List.of(1, 2, 4, 14, 25);

    /** Kernels that one method of the warm-up calls, at up to a hundred bytes each. */
    private static final int WARM_UP_CALLS = 40;

    private final TypedNetwork network;
    private final Schedule schedule;
    private final Real real;
    private final MethodBodies bodies;
    private final Map<String, TypedParameter> parameters = new LinkedHashMap<>();
    private List<Integer> samples = WARM_UP_SAMPLES;

    VectorWriter(TypedNetwork network, Schedule schedule, Real real, MethodBodies bodies) {
        this.network = network;
        this.schedule = schedule;
        this.real = real;
        this.bodies = bodies;
        network.layers().stream()
                .flatMap(
                        layer ->
                                Stream.concat(
                                        layer.parameters().stream(), layer.buffers().stream()))
                .forEach(parameter -> parameters.put(parameter.name(), parameter));
    }

    /** The name of the class. */
    static ClassName name(TypedNetwork network) {
        return ClassName.get(network.packageName(), network.generatedName() + "Vectors");
    }

    TypeSpec.Builder type() {
        final KernelWriter writer = new KernelWriter(name(network), real, bodies);
        final List<Kernel> kernels = kernels();
        final List<MethodSpec> methods = new ArrayList<>();
        kernels.forEach(kernel -> methods.add(writer.vectorMethod(kernel)));
        final Set<Routine> routines =
                Calls.of(kernels.stream().map(k -> k.vectors().orElseThrow().body()).toList());
        routines.forEach(routine -> methods.add(writer.method(routine)));
        if (routines.stream().anyMatch(r -> r.name().equals(Routines.PRODUCT_IN_LANES))) {
            samples = WARM_UP_LANES;
        }
        return TypeSpec.classBuilder(name(network))
                .addJavadoc(
                        "The kernels of {@link $L} in vectors of the JDK's Vector API, bit for"
                                + " bit\n"
                                + "the same as those in numbers: every sum has the same order."
                                + " One kernel or tile a method, so\n"
                                + "that no vector ever becomes an object.\n",
                        network.generatedName())
                .addModifiers(Modifier.FINAL)
                .addOriginatingElement(network.source().element())
                .addFields(VectorConstants.of(real, bodies.constants()))
                .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
                .addMethods(methods)
                .addMethods(warmUps(kernels, writer));
    }

    /** The kernels for one sample are nothing but vectors. */
    private List<Kernel> kernels() {
        return Stream.concat(schedule.predictOne().stream(), schedule.kernels().values().stream())
                .filter(kernel -> kernel.vectors().isPresent())
                .toList();
    }

    /**
     * Calls every kernel on rows of zeros, for one sample and for a batch, which take other tiles.
     * Where there are many kernels, in several methods.
     */
    private List<MethodSpec> warmUps(List<Kernel> kernels, KernelWriter writer) {
        final MethodSpec.Builder all =
                MethodSpec.methodBuilder("warmUp")
                        .addJavadoc(
                                "Runs every kernel on rows of zeros, which many calls share, so"
                                        + " that the JIT compiles it.\n")
                        .addModifiers(Modifier.STATIC);
        final List<MethodSpec> methods = new ArrayList<>();
        for (int first = 0; first < kernels.size(); first += WARM_UP_CALLS) {
            final int end = Math.min(first + WARM_UP_CALLS, kernels.size());
            final String name = "warmUp" + (methods.isEmpty() ? "" : methods.size() + 1);
            samples.forEach(count -> all.addStatement("$L($L)", name, count));
            methods.add(
                    MethodSpec.methodBuilder(name)
                            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                            .addParameter(TypeName.INT, "n")
                            .addCode(warmUp(kernels.subList(first, end), writer))
                            .build());
        }
        methods.add(0, all.build());
        return methods;
    }

    /** What kernels share, as the panel is, is shared here too: it is measured once. */
    private CodeBlock warmUp(List<Kernel> kernels, KernelWriter writer) {
        final Map<String, CodeBlock> shared = new LinkedHashMap<>();
        final CodeBlock.Builder calls = CodeBlock.builder();
        for (final Kernel kernel : kernels) {
            final List<CodeBlock> arguments = new ArrayList<>();
            for (final Kernel.Parameter parameter : kernel.vectors().orElseThrow().parameters()) {
                final Location location = parameter.location();
                final CodeBlock zeros = zeros(location, writer.type(kernel, location));
                if (location instanceof Location.Rows rows && !rows.buffer().isBatched()) {
                    shared.put(rows.buffer().name(), zeros);
                    arguments.add(CodeBlock.of("$L", rows.buffer().name()));
                } else {
                    arguments.add(zeros);
                }
            }
            calls.addStatement(
                    "$L($L)", kernel.name(), arguments.stream().collect(CodeBlock.joining(", ")));
        }
        final CodeBlock.Builder code = CodeBlock.builder();
        shared.forEach(
                (name, rows) -> code.addStatement("final $T $L = $L", real.rows, name, rows));
        return code.add(calls.build()).build();
    }

    private CodeBlock zeros(Location location, TypeName type) {
        if (location instanceof Location.Count) {
            return CodeBlock.of("n");
        } else if (location instanceof Location.To to) {
            return CodeBlock.of("$L", to.rows());
        } else if (type.isPrimitive()) {
            return CodeBlock.of("0");
        } else if (type.equals(real.row)) {
            return CodeBlock.of("new $T[$L]", real.type, length(location));
        }
        return CodeBlock.of(
                "$T.$Ls($L, $L)",
                JavaNames.VECTOR_SWITCH,
                real.type,
                rows(location),
                length(location));
    }

    private int rows(Location location) {
        if (location instanceof Location.Rows rows && !rows.buffer().isBatched()) {
            return rows.buffer().rows();
        } else if (location.isBatched()) {
            return Collections.max(samples);
        }
        final TypedParameter parameter = parameter(location);
        return parameter.elements() / rowLength(parameter);
    }

    private long length(Location location) {
        if (location instanceof Location.Rows rows) {
            final Buffer buffer = rows.buffer();
            return buffer.rowLength();
        } else if (location instanceof Location.Input
                || location instanceof Location.InputGradient) {
            return network.input().elements();
        } else if (location instanceof Location.Output
                || location instanceof Location.OutputGradient
                || location instanceof Location.LogitGradient) {
            return network.ports().outputSize();
        }
        final TypedParameter parameter = parameter(location);
        return schedule.flat().contains(parameter.name())
                ? parameter.elements()
                : rowLength(parameter);
    }

    /** The length of a row of a parameter that has rows. */
    private int rowLength(TypedParameter parameter) {
        final List<Integer> order = parameter.storageOrder();
        final boolean byUnit = schedule.storage().unitRows().contains(parameter.name());
        return parameter.shape().get(order.get(byUnit ? 0 : order.size() - 1));
    }

    private TypedParameter parameter(Location location) {
        final String name =
                location instanceof Location.ParameterValues values
                        ? values.parameter()
                        : ((Location.ParameterGradient) location).parameter();
        return parameters.get(name);
    }
}
