package dev.tapeless.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;

import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedParameter;
import dev.tapeless.processor.schedule.code.Calls;
import dev.tapeless.processor.schedule.code.Routines;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.plan.Schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

/** Prints the calls of kernels in vectors on zeros, after which the JIT has compiled them. */
final class WarmUpWriter {

    /**
     * Samples of the calls of a warm-up: one, two and four, which have tiles without a panel; six
     * and nine, which leave one sample and pairs behind tiles of any size; and 22, which tiles of
     * six and of five, or of four and of three, share without rest.
     */
    static final List<Integer> SAMPLES = List.of(1, 2, 4, 6, 9, 22);

    /**
     * More for kernels whose lanes are samples, unless that leaves too many lanes unused: 64 fill
     * four vectors of any width, 25 fill two well enough, and 17 do not, so that they are taken in
     * tiles as by other kernels.
     */
    private static final List<Integer> SAMPLES_IN_LANES = List.of(17, 25, 64);

    /** Kernels that one method of the warm-up calls, at up to a hundred bytes each. */
    private static final int KERNELS_A_METHOD = 40;

    /**
     * Calls of kernels for one sample in a round: HotSpot wants five thousand of a method without a
     * loop, and a warm-up of rounds as short has a thousand.
     */
    private static final int CALLS_A_ROUND = 8;

    private final TypedNetwork network;
    private final Schedule schedule;
    private final Real real;
    private final Map<String, TypedParameter> parameters = new LinkedHashMap<>();

    WarmUpWriter(TypedNetwork network, Schedule schedule, Real real) {
        this.network = network;
        this.schedule = schedule;
        this.real = real;
        network.layers().stream()
                .flatMap(
                        layer ->
                                Stream.concat(
                                        layer.parameters().stream(), layer.buffers().stream()))
                .forEach(parameter -> parameters.put(parameter.name(), parameter));
    }

    /**
     * Calls every kernel on rows of zeros, for one sample and for a batch, which take other tiles.
     * Where there are many kernels, in several methods.
     */
    List<MethodSpec> methods(List<Kernel> kernels, KernelWriter writer) {
        final MethodSpec.Builder all =
                MethodSpec.methodBuilder("warmUp")
                        .addJavadoc(
                                "Runs every kernel on rows of zeros, which many calls share, so"
                                        + " that the JIT compiles it.\n")
                        .addModifiers(Modifier.STATIC);
        if (schedule.straightLine()) {
            return List.of(
                    all.beginControlFlow("for (int k = 0; k < $L; k++)", CALLS_A_ROUND)
                            .addCode(warmUp(kernels, writer))
                            .endControlFlow()
                            .build());
        }
        final List<MethodSpec> methods = new ArrayList<>();
        methods.addAll(methods("warmUp", SAMPLES, kernels, writer, all));
        final List<Kernel> inLanes =
                kernels.stream().filter(WarmUpWriter::areLanesSamples).toList();
        methods.addAll(methods("warmUpInLanes", SAMPLES_IN_LANES, inLanes, writer, all));
        methods.add(0, all.build());
        return methods;
    }

    private static boolean areLanesSamples(Kernel kernel) {
        return Calls.of(List.of(kernel.vectors().orElseThrow().body())).stream()
                .anyMatch(routine -> routine.name().startsWith(Routines.PRODUCT_IN_LANES));
    }

    /** Methods that run some kernels on a number of samples, and their calls. */
    private List<MethodSpec> methods(
            String stem,
            List<Integer> samples,
            List<Kernel> kernels,
            KernelWriter writer,
            MethodSpec.Builder calls) {
        final List<MethodSpec> methods = new ArrayList<>();
        for (int first = 0; first < kernels.size(); first += KERNELS_A_METHOD) {
            final int end = Math.min(first + KERNELS_A_METHOD, kernels.size());
            final String name = stem + (methods.isEmpty() ? "" : methods.size() + 1);
            samples.forEach(count -> calls.addStatement("$L($L)", name, count));
            methods.add(
                    MethodSpec.methodBuilder(name)
                            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                            .addParameter(TypeName.INT, "n")
                            .addCode(warmUp(kernels.subList(first, end), writer))
                            .build());
        }
        return methods;
    }

    /** What kernels share, as the panel is, is shared here too: it is measured once a call. */
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
                location.isBatched() ? "n" : rows(location),
                length(location));
    }

    private int rows(Location location) {
        if (location instanceof Location.Rows rows) {
            return rows.buffer().rows();
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
        if (!schedule.flat().contains(parameter.name())) {
            return rowLength(parameter);
        }
        return (long) parameter.elements() + schedule.storage().room(parameter.name());
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
