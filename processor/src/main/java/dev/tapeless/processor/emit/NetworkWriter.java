package dev.tapeless.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import dev.tapeless.processor.graph.TypedLayer;
import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedParameter;
import dev.tapeless.processor.schedule.Kernel;
import dev.tapeless.processor.schedule.Schedule;
import dev.tapeless.processor.schedule.code.Calls;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

/** Prints the class of a network. */
public final class NetworkWriter {

    private static final String PROCESSOR = "dev.tapeless.processor.NetworkProcessor";
    private static final String INDENT = "    ";

    /**
     * Parameters that one method makes at most. Each takes about a hundred bytes of bytecode, and a
     * method should have no more than 7000.
     */
    private static final int PARAMETERS_A_METHOD = 40;

    private final TypedNetwork network;
    private final Schedule schedule;
    private final Real real;
    private final MemberNames names;
    private final ClassName self;

    private NetworkWriter(TypedNetwork network, Schedule schedule) {
        this.network = network;
        this.schedule = schedule;
        this.real = Real.of(network.arithmetic());
        this.names = new MemberNames(network);
        this.self = ClassName.get(network.packageName(), network.generatedName());
    }

    /**
     * Prints the class of a network, and one of kernels in vectors where there are any.
     *
     * @param network the network
     * @param schedule how it runs
     * @return the source files
     */
    public static List<GeneratedSource> write(TypedNetwork network, Schedule schedule) {
        final NetworkWriter writer = new NetworkWriter(network, schedule);
        final List<GeneratedSource> sources = new ArrayList<>();
        sources.add(writer.source(writer.type()));
        if (schedule.hasVectors()) {
            sources.add(
                    writer.source(
                            writer.finish(
                                    new VectorWriter(network, schedule, writer.real).type())));
        }
        return sources;
    }

    private GeneratedSource source(TypeSpec type) {
        final JavaFile file =
                JavaFile.builder(network.packageName(), type)
                        .indent(INDENT)
                        .skipJavaLangImports(true)
                        .build();
        return new GeneratedSource(
                ClassName.get(network.packageName(), type.name()).canonicalName(),
                SourceLayout.of(file.toString()),
                network.source().element());
    }

    /** Marks a class as generated. */
    private TypeSpec finish(TypeSpec.Builder type) {
        return type.addAnnotation(generated())
                .addAnnotation(JavaNames.GENERATED_NETWORK)
                .alwaysQualify(PackageNames.hiding(network.source().element()))
                .build();
    }

    private TypeSpec type() {
        final List<String> path = network.className();
        final ClassName user =
                ClassName.get(
                        network.packageName(),
                        path.get(0),
                        path.subList(1, path.size()).toArray(String[]::new));
        final TypeSpec.Builder type =
                TypeSpec.classBuilder(self)
                        .addJavadoc(ClassDocumentation.of(network, schedule))
                        .addModifiers(Modifier.FINAL)
                        .superclass(user)
                        .addSuperinterface(JavaNames.of(JavaNames.MODEL, real.row))
                        .addOriginatingElement(network.source().element());
        if (network.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        final PredictionWriter prediction = new PredictionWriter(network, schedule, real, names);
        final TrainingWriter training = new TrainingWriter(network, schedule, real, names);
        vectorSwitch().ifPresent(type::addField);
        parameterFields(type);
        type.addFields(stateFields());
        type.addFields(prediction.fields());
        type.addFields(training.fields());
        type.addMethod(constructor());
        type.addMethods(constructorParts());
        if (network.hasBuffers()) {
            type.addMethod(makeBuffers());
        }
        type.addMethod(create());
        type.addMethods(prediction.methods());
        type.addMethods(training.methods());
        type.addMethods(new PropertyWriter(network, schedule, real, names).methods());
        final KernelWriter kernels = new KernelWriter(real);
        for (final Kernel kernel : schedule.kernels().values()) {
            type.addMethod(kernels.method(kernel));
        }
        Calls.of(schedule.kernels().values().stream().map(Kernel::body).toList())
                .forEach(routine -> type.addMethod(kernels.method(routine)));
        type.addTypes(prediction.types());
        type.addTypes(training.types());
        return finish(type);
    }

    private static AnnotationSpec generated() {
        return AnnotationSpec.builder(JavaNames.GENERATED)
                .addMember("value", "$S", PROCESSOR)
                .build();
    }

    private Optional<FieldSpec> vectorSwitch() {
        return Methods.vectors(network, schedule, names)
                .map(
                        vectors ->
                                FieldSpec.builder(JavaNames.VECTOR_SWITCH, vectors.field())
                                        .addJavadoc(
                                                "Kernels in vectors, once they are compiled and"
                                                        + " where the Vector API is there.\n")
                                        .addModifiers(
                                                Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                                        .initializer(
                                                "$T.of(() -> $T.warmUp())",
                                                JavaNames.VECTOR_SWITCH,
                                                vectors.type())
                                        .build());
    }

    private void parameterFields(TypeSpec.Builder type) {
        for (final TypedLayer layer : network.layers()) {
            for (final TypedParameter parameter : layer.parameters()) {
                type.addField(storage(parameter, names.values(parameter.name()), false));
                type.addField(storage(parameter, names.gradient(parameter.name()), true));
            }
            for (final TypedParameter buffer : layer.buffers()) {
                type.addField(storage(buffer, names.values(buffer.name()), false));
            }
        }
    }

    private FieldSpec storage(TypedParameter parameter, String name, boolean gradient) {
        final List<Integer> stored =
                storageOrder(parameter).stream().map(parameter.shape()::get).toList();
        final boolean flat = isFlat(parameter);
        return FieldSpec.builder(flat ? real.row : real.rows, name)
                .addJavadoc("$L\n", documentation(parameter, stored, gradient))
                .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
                .initializer(allocation(parameter))
                .build();
    }

    /** New storage of zeros: one array, or one for each row. */
    private CodeBlock allocation(TypedParameter parameter) {
        final List<Integer> order = storageOrder(parameter);
        if (isFlat(parameter)) {
            return CodeBlock.of("new $T[$L]", real.type, parameter.elements());
        }
        final int length = parameter.shape().get(order.get(order.size() - 1));
        return CodeBlock.of("new $T[$L][$L]", real.type, parameter.elements() / length, length);
    }

    /** Where an element lies. */
    private String documentation(TypedParameter parameter, List<Integer> stored, boolean gradient) {
        final String what = (gradient ? "dL/d" : "") + parameter.name();
        if (stored.size() > 2) {
            final String order =
                    parameter.storageOrder().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
            return what
                    + ": of the dimensions "
                    + order
                    + " the last lies in "
                    + (isFlat(parameter) ? "neighbouring elements." : "a row.");
        } else if (stored.size() != 2) {
            return what + ", one element a unit.";
        } else if (isByUnit(parameter)) {
            return what + ": of unit u and input i at [u][i].";
        }
        final int units = stored.get(1);
        if (!isFlat(parameter)) {
            return what + ": of input i and unit u at [i][u].";
        }
        return units == 1
                ? what + ", one element an input."
                : what + ": of input i and unit u at [i * " + units + " + u].";
    }

    private boolean isByUnit(TypedParameter parameter) {
        return schedule.storage().unitRows().contains(parameter.name());
    }

    /** The natural dimension of each stored one. */
    private List<Integer> storageOrder(TypedParameter parameter) {
        final List<Integer> order = new ArrayList<>(parameter.storageOrder());
        if (isByUnit(parameter)) {
            Collections.reverse(order);
        }
        return order;
    }

    private boolean isFlat(TypedParameter parameter) {
        return schedule.flat().contains(parameter.name());
    }

    private List<FieldSpec> stateFields() {
        final List<FieldSpec> fields = new ArrayList<>();
        fields.add(state(JavaNames.of(JavaNames.PARAMETERS, real.row), "parameters"));
        if (network.hasBuffers()) {
            fields.add(state(JavaNames.of(JavaNames.PARAMETERS, real.row), "buffers"));
        }
        fields.add(state(JavaNames.of(JavaNames.LIST, JavaNames.LAYER), "layers"));
        fields.add(state(JavaNames.RANDOM_STREAM, "random"));
        return fields;
    }

    private FieldSpec state(TypeName type, String name) {
        return FieldSpec.builder(type, names.state(name), Modifier.PRIVATE, Modifier.FINAL).build();
    }

    private MethodSpec constructor() {
        final String seed = names.state("seed");
        final MethodSpec.Builder method =
                MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(TypeName.LONG, seed);
        final List<TypedParameter> all = parameters(network.layers());
        final boolean isDeep = all.size() > PARAMETERS_A_METHOD;
        if (isDeep) {
            final String list = names.state("all");
            method.addStatement(
                    "final $T $L = new $T<>()", parameterList(), list, JavaNames.ARRAY_LIST);
            for (int part = 0; part < parts().size(); part++) {
                method.addStatement("$L($L, $L)", makeLayers(part), seed, list);
            }
        } else {
            all.forEach(parameter -> make(parameter, method));
        }
        method.addStatement(
                "$L = $T.of($L)",
                names.state("parameters"),
                JavaNames.PARAMETERS,
                isDeep
                        ? CodeBlock.of("$L", names.state("all"))
                        : CodeBlock.of("$T.of($L)", JavaNames.LIST, locals(all)));
        if (network.hasBuffers()) {
            method.addStatement("$L = makeBuffers()", names.state("buffers"));
        }
        if (!isDeep) {
            network.layers().forEach(layer -> make(layer, method));
        }
        method.addStatement(
                "$L = $T.of($L)",
                names.state("layers"),
                JavaNames.LIST,
                list(network.layers().stream().map(TypedLayer::name)));
        method.addStatement(
                "$L = new $T($L)", names.state("random"), JavaNames.RANDOM_STREAM, seed);
        return method.build();
    }

    /** What the constructor of a deep network would be too long for. */
    private List<MethodSpec> constructorParts() {
        final List<MethodSpec> methods = new ArrayList<>();
        if (parameters(network.layers()).size() > PARAMETERS_A_METHOD) {
            for (final List<TypedLayer> part : parts()) {
                methods.add(constructorPart(methods.size(), part));
            }
        }
        return methods;
    }

    private MethodSpec constructorPart(int number, List<TypedLayer> part) {
        final String list = names.state("all");
        final String first = part.get(0).name();
        final String last = part.get(part.size() - 1).name();
        final MethodSpec.Builder method =
                MethodSpec.methodBuilder(makeLayers(number))
                        .addJavadoc(
                                "Makes the layers from $L to $L and adds their parameters.\n",
                                first,
                                last)
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(TypeName.LONG, names.state("seed"))
                        .addParameter(parameterList(), list);
        for (final TypedLayer layer : part) {
            for (final TypedParameter parameter : layer.parameters()) {
                make(parameter, method);
                method.addStatement("$L.add($L)", list, local(parameter));
            }
            make(layer, method);
        }
        return method.build();
    }

    /** What training keeps without learning it. The gradients are nobody's. */
    private MethodSpec makeBuffers() {
        final MethodSpec.Builder method =
                MethodSpec.methodBuilder("makeBuffers")
                        .addModifiers(Modifier.PRIVATE)
                        .returns(JavaNames.of(JavaNames.PARAMETERS, real.row));
        final List<TypedParameter> buffers =
                network.layers().stream().flatMap(layer -> layer.buffers().stream()).toList();
        for (final TypedParameter buffer : buffers) {
            declare(buffer, blocks(buffer, allocation(buffer)), method);
            initialize(buffer, 0, method);
        }
        return method.addStatement(
                        "return $T.of($T.of($L))",
                        JavaNames.PARAMETERS,
                        JavaNames.LIST,
                        locals(buffers))
                .build();
    }

    private static String makeLayers(int part) {
        return "makeLayers" + part;
    }

    private TypeName parameterList() {
        return JavaNames.of(JavaNames.LIST, JavaNames.of(JavaNames.PARAMETER, real.row));
    }

    /** The layers, so many at a time that a method can make their parameters. */
    private List<List<TypedLayer>> parts() {
        final List<List<TypedLayer>> parts = new ArrayList<>();
        int count = PARAMETERS_A_METHOD;
        for (final TypedLayer layer : network.layers()) {
            count += layer.parameters().size() + 1;
            if (count > PARAMETERS_A_METHOD) {
                parts.add(new ArrayList<>());
                count = layer.parameters().size() + 1;
            }
            parts.get(parts.size() - 1).add(layer);
        }
        return parts;
    }

    private static List<TypedParameter> parameters(List<TypedLayer> layers) {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    private void make(TypedParameter parameter, MethodSpec.Builder method) {
        final CodeBlock gradients = CodeBlock.of("$L", names.gradient(parameter.name()));
        declare(parameter, blocks(parameter, gradients), method);
        initialize(parameter, parameters(network.layers()).indexOf(parameter), method);
    }

    private void make(TypedLayer layer, MethodSpec.Builder method) {
        method.addStatement(
                "$L = new $T($S, new int[] {$L}, $T.of($L))",
                layer.name(),
                JavaNames.LAYER,
                layer.name(),
                numbers(layer.output().extents()),
                JavaNames.LIST,
                locals(layer.parameters()));
    }

    private void declare(TypedParameter parameter, CodeBlock gradients, MethodSpec.Builder method) {
        method.addStatement(
                "final $T $L = $T.$L($S, new int[] {$L}, new int[] {$L}, $L, $L)",
                JavaNames.of(JavaNames.PARAMETER, real.row),
                local(parameter),
                JavaNames.PARAMETER,
                real.parameterFactory,
                parameter.name(),
                numbers(parameter.shape()),
                numbers(storageOrder(parameter)),
                blocks(parameter, CodeBlock.of("$L", names.values(parameter.name()))),
                gradients);
    }

    /** The blocks that a field stores: itself, or the one array that it is. */
    private CodeBlock blocks(TypedParameter parameter, CodeBlock storage) {
        return isFlat(parameter) ? CodeBlock.of("new $T {$L}", real.rows, storage) : storage;
    }

    private void initialize(TypedParameter parameter, int ordinal, MethodSpec.Builder method) {
        final String initializer = parameter.initializer();
        switch (initializer) {
            case "zeros" ->
                    method.addStatement("$T.zeros($L)", JavaNames.INITIALIZERS, local(parameter));
            case "constant" ->
                    method.addStatement(
                            "$T.constant($L, $L)",
                            JavaNames.INITIALIZERS,
                            local(parameter),
                            Real.DOUBLE.literal(parameter.initialValue()));
            default ->
                    method.addStatement(
                            "$T.$L($L, $L, $L, $L, $L)",
                            JavaNames.INITIALIZERS,
                            initializer,
                            local(parameter),
                            parameter.fanIn(),
                            parameter.fanOut(),
                            names.state("seed"),
                            ordinal);
        }
    }

    private String local(TypedParameter parameter) {
        return names.state(names.values(parameter.name()) + "Parameter");
    }

    private CodeBlock locals(List<TypedParameter> parameters) {
        return list(parameters.stream().map(this::local));
    }

    private static CodeBlock list(Stream<String> names) {
        return names.map(name -> CodeBlock.of("$L", name)).collect(CodeBlock.joining(", "));
    }

    private static String numbers(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private MethodSpec create() {
        return MethodSpec.methodBuilder("create")
                .addJavadoc(
                        """
                        A network with freshly drawn parameters.

                        @param seed decides the parameters and the noise of training; the same
                            seed gives the same bits
                        @return the network
                        """)
                .addModifiers(Modifier.STATIC)
                .addModifiers(network.isPublic() ? List.of(Modifier.PUBLIC) : List.<Modifier>of())
                .addParameter(TypeName.LONG, "seed")
                .returns(self)
                .addStatement("return new $T(seed)", self)
                .build();
    }
}
