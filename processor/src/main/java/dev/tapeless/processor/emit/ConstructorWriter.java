package dev.tapeless.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;

import dev.tapeless.processor.graph.TypedLayer;
import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedParameter;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

/** Prints the constructor, which makes parameters and layers and draws the first values. */
final class ConstructorWriter {

    /**
     * Parameters that one method makes at most. Each takes about a hundred bytes of bytecode, and a
     * method should have no more than 7000.
     */
    private static final int PARAMETERS_A_METHOD = 40;

    private final TypedNetwork network;
    private final Real real;
    private final MemberNames names;
    private final ParameterStorage storage;

    ConstructorWriter(
            TypedNetwork network, Real real, MemberNames names, ParameterStorage storage) {
        this.network = network;
        this.real = real;
        this.names = names;
        this.storage = storage;
    }

    /** The constructor, and the methods that it calls. */
    List<MethodSpec> methods() {
        final List<MethodSpec> methods = new ArrayList<>();
        methods.add(constructor());
        methods.addAll(constructorParts());
        if (network.hasBuffers()) {
            methods.add(makeBuffers());
        }
        return methods;
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
            declare(buffer, blocks(buffer, storage.allocation(buffer)), method);
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
                numbers(storage.storageOrder(parameter)),
                blocks(parameter, CodeBlock.of("$L", names.values(parameter.name()))),
                gradients);
    }

    /** The blocks that a field stores: itself, or the one array that it is. */
    private CodeBlock blocks(TypedParameter parameter, CodeBlock field) {
        return storage.isFlat(parameter) ? CodeBlock.of("new $T {$L}", real.rows, field) : field;
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
}
