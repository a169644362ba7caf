package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedParameter;
import dev.tapeless.processor.schedule.code.Calls;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.plan.Schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

/**
 * Prints the class of kernels in vectors, a class of its own: it is loaded only where the module of
 * the Vector API is there at run time.
 */
final class VectorWriter {

    /** The vectors of the preferred width. */
    static final String SPECIES = "SPECIES";

    /** The number of their lanes. */
    static final String LANES = "LANES";

    /** The vector of the indices of their lanes. */
    static final String LANE_INDEX = "LANE_INDEX";

    /** Shuffles that swap lanes, and masks of the lanes whose index has a bit: with a number. */
    static final String SWAP = "SWAP";

    static final String BIT = "BIT";

    /** The mask of the second half of the lanes. */
    static final String UPPER_HALF = "UPPER_HALF";

    /** The species of vectors of doubles as wide as those of floats. */
    static final String DOUBLES = "DOUBLES";

    private static final int MOST_DISTANCE = 8;

    /** The lanes of the widest vectors that are used: 512 bits. */
    private static final int WIDEST_BITS = 512;

    /** Samples of a warm-up: two tiles of five samples, and three that are left over. */
    private static final int WARM_UP_SAMPLES = 13;

    /** Kernels that one method of the warm-up calls, at up to a hundred bytes each. */
    private static final int WARM_UP_CALLS = 40;

    private final TypedNetwork network;
    private final Schedule schedule;
    private final Real real;
    private final MethodBodies bodies;
    private final Map<String, TypedParameter> parameters = new LinkedHashMap<>();

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
        final KernelWriter writer = new KernelWriter(real, bodies);
        final List<Kernel> kernels = kernels();
        final List<MethodSpec> methods = new ArrayList<>();
        kernels.forEach(kernel -> methods.add(writer.vectorMethod(kernel)));
        Calls.of(kernels.stream().map(k -> k.vectors().orElseThrow().body()).toList())
                .forEach(routine -> methods.add(writer.method(routine)));
        final TypeSpec.Builder type =
                TypeSpec.classBuilder(name(network))
                        .addJavadoc(
                                "The kernels of {@link $L} in vectors of the JDK's Vector API, bit"
                                        + " for bit\n"
                                        + "the same as those in numbers: every sum has the same"
                                        + " order. One kernel or tile a method, so\n"
                                        + "that no vector ever becomes an object.\n",
                                network.generatedName())
                        .addModifiers(Modifier.FINAL)
                        .addOriginatingElement(network.source().element());
        final Set<String> read = bodies.constants();
        constants().stream().filter(c -> isUsed(c.name(), read)).forEach(type::addField);
        return type.addMethod(
                        MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
                .addMethods(methods)
                .addMethods(warmUps(kernels, writer));
    }

    /** Compilers warn of a private constant that nobody reads; the species is read by others. */
    private static boolean isUsed(String constant, Set<String> read) {
        final boolean makesShuffles =
                constant.equals(LANES)
                        && read.stream().anyMatch(w -> w.startsWith(SWAP) || w.equals(UPPER_HALF));
        return constant.equals(SPECIES) || makesShuffles || read.contains(constant);
    }

    /** The kernels for one sample are nothing but vectors. */
    private List<Kernel> kernels() {
        return Stream.concat(schedule.predictOne().stream(), schedule.kernels().values().stream())
                .filter(kernel -> kernel.vectors().isPresent())
                .toList();
    }

    private List<FieldSpec> constants() {
        final TypeName species = ParameterizedTypeName.get(JavaNames.VECTOR_SPECIES, boxed());
        final List<FieldSpec> constants = new ArrayList<>();
        constants.add(
                constant(
                        species,
                        SPECIES,
                        CodeBlock.of(
                                "$T.SPECIES_PREFERRED.vectorBitSize() > $L"
                                        + " ? $T.SPECIES_512 : $T.SPECIES_PREFERRED",
                                real.vector,
                                WIDEST_BITS,
                                real.vector,
                                real.vector)));
        constants.add(constant(TypeName.INT, LANES, CodeBlock.of("$L.length()", SPECIES)));
        constants.add(
                constant(
                        real.vector,
                        LANE_INDEX,
                        CodeBlock.of("$T.zero($L).addIndex(1)", real.vector, SPECIES)));
        constants.add(
                constant(
                        ParameterizedTypeName.get(JavaNames.VECTOR_SPECIES, Real.DOUBLE.type.box()),
                        DOUBLES,
                        CodeBlock.of("$L.withLanes(double.class)", SPECIES)));
        constants.add(
                constant(
                        ParameterizedTypeName.get(JavaNames.VECTOR_MASK, boxed()),
                        UPPER_HALF,
                        CodeBlock.of(
                                "$T.fromLong($L, -1L << $L / 2)",
                                JavaNames.VECTOR_MASK,
                                SPECIES,
                                LANES)));
        for (int distance = MOST_DISTANCE; distance > 0; distance /= 2) {
            constants.add(
                    constant(
                            ParameterizedTypeName.get(JavaNames.VECTOR_SHUFFLE, boxed()),
                            SWAP + distance,
                            CodeBlock.of(
                                    "$T.fromOp($L, lane -> (lane ^ $L) % $L)",
                                    JavaNames.VECTOR_SHUFFLE, SPECIES, distance, LANES)));
            constants.add(
                    constant(
                            ParameterizedTypeName.get(JavaNames.VECTOR_MASK, boxed()),
                            BIT + distance,
                            CodeBlock.of(
                                    "$T.fromLong($L, $L)",
                                    JavaNames.VECTOR_MASK,
                                    SPECIES,
                                    String.format(Locale.ROOT, "0x%04xL", lanesWith(distance)))));
        }
        return constants;
    }

    /** A bit for each of 16 lanes whose index has another bit. */
    private static long lanesWith(int bit) {
        long lanes = 0;
        for (int lane = 0; lane < 2 * MOST_DISTANCE; lane++) {
            lanes |= (lane & bit) == 0 ? 0 : 1L << lane;
        }
        return lanes;
    }

    private TypeName boxed() {
        return real.type.box();
    }

    private static FieldSpec constant(TypeName type, String name, CodeBlock value) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(value)
                .build();
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
            all.addStatement("$L(1)", name).addStatement("$L($L)", name, WARM_UP_SAMPLES);
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

    private CodeBlock warmUp(List<Kernel> kernels, KernelWriter writer) {
        final CodeBlock.Builder calls = CodeBlock.builder();
        for (final Kernel kernel : kernels) {
            final List<CodeBlock> arguments = new ArrayList<>();
            for (final Kernel.Parameter parameter : kernel.vectors().orElseThrow().parameters()) {
                arguments.add(
                        zeros(parameter.location(), writer.type(kernel, parameter.location())));
            }
            calls.addStatement(
                    "$L($L)", kernel.name(), arguments.stream().collect(CodeBlock.joining(", ")));
        }
        return calls.build();
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
            return WARM_UP_SAMPLES;
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
                || location instanceof Location.OutputGradient) {
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
