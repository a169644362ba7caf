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
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

/** Prints the constructor, which makes parameters and layers and draws the first values. */
final class ConstructorWriter {

    /**
     * Parameters that one method makes at most. Each takes about a hundred bytes of bytecode, and a
     * method should have no more than 7000.
     */
    private static final int PARAMETERS_A_METHOD = 40;

    /** Layers that one method makes at most. Each takes some fifty bytes. */
    private static final int LAYERS_A_METHOD = 100;

    private final TypedNetwork network;
    private final Real real;
    private final MemberNames names;
    private final ParameterStorage storage;
    private final List<TypedParameter> all;

    ConstructorWriter(
            TypedNetwork network, Real real, MemberNames names, ParameterStorage storage) {
        this.network = network;
        this.real = real;
        this.names = names;
        this.storage = storage;
        this.all = network.layers().stream().flatMap(layer -> layer.parameters().stream()).toList();
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
        final String list = names.state("all");
        final MethodSpec.Builder method =
                MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(TypeName.LONG, seed);
        if (isDeep()) {
            method.addStatement(
                    "final $T $L = new $T<>()", parameterList(), list, JavaNames.ARRAY_LIST);
            for (int part = 0; part < parts(all, PARAMETERS_A_METHOD).size(); part++) {
                method.addStatement("$L($L, $L)", makeParameters(part), seed, list);
            }
        } else {
            all.forEach(parameter -> make(parameter, method));
        }
        method.addStatement(
                "$L = $T.of($L)",
                names.state("parameters"),
                JavaNames.PARAMETERS,
                isDeep() ? CodeBlock.of("$L", list) : listOf(all));
        if (network.hasBuffers()) {
            method.addStatement("$L = makeBuffers()", names.state("buffers"));
        }
        if (isDeep()) {
            for (int part = 0; part < parts(network.layers(), LAYERS_A_METHOD).size(); part++) {
                method.addStatement("$L($L)", makeLayers(part), list);
            }
        } else {
            network.layers().forEach(layer -> make(layer, listOf(used(layer)), method));
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

    private boolean isDeep() {
        return all.size() > PARAMETERS_A_METHOD || network.layers().size() > LAYERS_A_METHOD;
    }

    /** What the constructor of a deep network would be too long for. */
    private List<MethodSpec> constructorParts() {
        final List<MethodSpec> methods = new ArrayList<>();
        if (isDeep()) {
            for (final List<TypedParameter> part : parts(all, PARAMETERS_A_METHOD)) {
                methods.add(parametersPart(methods.size(), part));
            }
            int number = 0;
            for (final List<TypedLayer> part : parts(network.layers(), LAYERS_A_METHOD)) {
                methods.add(layersPart(number++, part));
            }
        }
        return methods;
    }

    private MethodSpec parametersPart(int number, List<TypedParameter> part) {
        final String list = names.state("all");
        final MethodSpec.Builder method =
                part(
                                makeParameters(number),
                                "Makes the parameters from $L to $L.\n",
                                part.get(0).name(),
                                part.get(part.size() - 1).name())
                        .addParameter(TypeName.LONG, names.state("seed"))
                        .addParameter(parameterList(), list);
        for (final TypedParameter parameter : part) {
            make(parameter, method);
            method.addStatement("$L.add($L)", list, local(parameter));
        }
        return method.build();
    }

    private MethodSpec layersPart(int number, List<TypedLayer> part) {
        final MethodSpec.Builder method =
                part(
                                makeLayers(number),
                                "Makes the layers from $L to $L.\n",
                                part.get(0).name(),
                                part.get(part.size() - 1).name())
                        .addParameter(parameterList(), names.state("all"));
        part.forEach(layer -> make(layer, places(used(layer)), method));
        return method.build();
    }

    private static MethodSpec.Builder part(String name, String what, Object... names) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc(what, names)
                .addModifiers(Modifier.PRIVATE);
    }

    /** Parameters in the list of all: where they lie side by side, as the part of it. */
    private CodeBlock places(List<TypedParameter> parameters) {
        final String list = names.state("all");
        final List<Integer> places = parameters.stream().map(all::indexOf).toList();
        final int count = places.size();
        final boolean areNeighbours =
                count > 0
                        && places.equals(
                                IntStream.range(places.get(0), places.get(0) + count)
                                        .boxed()
                                        .toList());
        return areNeighbours && count > 1
                ? CodeBlock.of("$L.subList($L, $L)", list, places.get(0), places.get(0) + count)
                : CodeBlock.of(
                        "$T.of($L)",
                        JavaNames.LIST,
                        list(places.stream().map(place -> list + ".get(" + place + ")")));
    }

    /** What a layer learns, and what it shares with another. */
    private List<TypedParameter> used(TypedLayer layer) {
        final List<TypedParameter> used = new ArrayList<>(layer.parameters());
        all.stream().filter(p -> layer.shared().contains(p.name())).forEach(used::add);
        return used;
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
        return method.addStatement("return $T.of($L)", JavaNames.PARAMETERS, listOf(buffers))
                .build();
    }

    private static String makeParameters(int part) {
        return "makeParameters" + part;
    }

    private static String makeLayers(int part) {
        return "makeLayers" + part;
    }

    private TypeName parameterList() {
        return JavaNames.of(JavaNames.LIST, JavaNames.of(JavaNames.PARAMETER, real.row));
    }

    private static <T> List<List<T>> parts(List<T> whole, int most) {
        final List<List<T>> parts = new ArrayList<>();
        for (int start = 0; start < whole.size(); start += most) {
            parts.add(whole.subList(start, Math.min(whole.size(), start + most)));
        }
        return parts;
    }

    private void make(TypedParameter parameter, MethodSpec.Builder method) {
        final CodeBlock gradients = CodeBlock.of("$L", names.gradient(parameter.name()));
        declare(parameter, blocks(parameter, gradients), method);
        initialize(parameter, all.indexOf(parameter), method);
    }

    private void make(TypedLayer layer, CodeBlock parameters, MethodSpec.Builder method) {
        method.addStatement(
                "$L = new $T($S, new int[] {$L}, $L)",
                layer.name(),
                JavaNames.LAYER,
                layer.name(),
                numbers(layer.output().extents()),
                parameters);
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

    private CodeBlock listOf(List<TypedParameter> parameters) {
        return CodeBlock.of("$T.of($L)", JavaNames.LIST, locals(parameters));
    }

    private static CodeBlock list(Stream<String> names) {
        return names.map(name -> CodeBlock.of("$L", name)).collect(CodeBlock.joining(", "));
    }

    private static String numbers(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
