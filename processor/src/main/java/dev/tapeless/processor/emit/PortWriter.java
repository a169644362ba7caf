package dev.tapeless.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import dev.tapeless.processor.graph.Ports;
import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedPort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

/**
 * Prints predictions that take and give the inputs and outputs of a network by name. A network that
 * declares none by name has nothing of all this.
 */
final class PortWriter {

    private static final String PREDICT_FROM = "predictFrom";

    /** Elements of all packed rows of a batch at most: 4 MB of floats. */
    private static final int MOST_PACKED = 1 << 20;

    /** Rows that are packed at once at most, as many as a workspace has. */
    private static final int MOST_ROWS = 64;

    /** What a component of a record cannot be called. */
    private static final List<String> METHODS_OF_OBJECTS =
            List.of(
                    "clone",
                    "finalize",
                    "getClass",
                    "hashCode",
                    "notify",
                    "notifyAll",
                    "toString",
                    "wait");

    private final TypedNetwork network;
    private final Ports ports;
    private final Real real;
    private final MemberNames names;
    private final ClassName packedClass;
    private final ClassName outputsClass;

    PortWriter(TypedNetwork network, Real real, MemberNames names) {
        this.network = network;
        this.ports = network.ports();
        this.real = real;
        this.names = names;
        this.packedClass = names.type("Packed");
        this.outputsClass = names.type("Outputs");
    }

    List<FieldSpec> fields() {
        return ports.areCalledByName()
                ? List.of(
                        FieldSpec.builder(
                                        JavaNames.of(JavaNames.WORKSPACES, packedClass),
                                        names.state("packed"),
                                        Modifier.PRIVATE,
                                        Modifier.FINAL)
                                .initializer("new $T<>($T::new)", JavaNames.WORKSPACES, packedClass)
                                .build())
                : List.of();
    }

    List<MethodSpec> methods() {
        return ports.areCalledByName() ? List.of(convenient(), one(), batch()) : List.of();
    }

    /** The names of parameters, which locals keep clear of. */
    private Map<TypedPort, String> parameters(NameAllocator locals) {
        final Map<TypedPort, String> parameters = new LinkedHashMap<>();
        all().forEach(port -> parameters.put(port, locals.newName(port.name(), port)));
        return parameters;
    }

    private Stream<TypedPort> all() {
        return Stream.concat(ports.inputs().stream(), ports.outputs().stream());
    }

    private TypeName row(TypedPort port) {
        return port.isInteger() ? ArrayTypeName.of(TypeName.INT) : real.row;
    }

    private MethodSpec convenient() {
        final Map<TypedPort, String> parameters = parameters(new NameAllocator());
        final MethodSpec.Builder method =
                Methods.visible(network, PREDICT_FROM)
                        .addJavadoc(
                                "Computes the outputs for one sample in inference mode."
                                        + " Thread-safe.\n\n");
        for (final TypedPort input : ports.inputs()) {
            document(method, parameters.get(input), input, "");
            method.addParameter(row(input), parameters.get(input));
        }
        final boolean isSingle = ports.outputs().size() == 1;
        for (final TypedPort output : ports.outputs()) {
            method.addStatement(
                    "final $T $L = new $T[$L]",
                    real.row,
                    parameters.get(output),
                    real.type,
                    output.size());
        }
        method.addStatement("$L($L)", PREDICT_FROM, String.join(", ", parameters.values()));
        final String outputs =
                ports.outputs().stream().map(parameters::get).collect(Collectors.joining(", "));
        if (isSingle) {
            return method.addJavadoc("@return $L, $L\n", outputs, elements(ports.outputs().get(0)))
                    .returns(real.row)
                    .addStatement("return $L", outputs)
                    .build();
        }
        return method.addJavadoc("@return the outputs, in new arrays\n")
                .returns(outputsClass)
                .addStatement("return new $T($L)", outputsClass, outputs)
                .build();
    }

    private MethodSpec one() {
        final NameAllocator locals = new NameAllocator();
        final Map<TypedPort, String> parameters = parameters(locals);
        final String packed = locals.newName("p");
        final MethodSpec.Builder method =
                Methods.visible(network, PREDICT_FROM)
                        .addJavadoc(
                                "Computes the outputs for one sample in inference mode and"
                                        + " allocates nothing. Thread-safe.\n\n");
        for (final TypedPort port : parameters.keySet()) {
            document(method, parameters.get(port), port, isOutput(port) ? ", overwritten" : "");
            method.addParameter(row(port), parameters.get(port));
        }
        parameters.forEach(
                (port, name) ->
                        method.addStatement(
                                "$T.row($L, $L, $S)", JavaNames.CHECKS, name, port.size(), name));
        method.addStatement("final $T $L = $L.take()", packedClass, packed, names.state("packed"));
        for (final TypedPort input : ports.inputs()) {
            method.addStatement(
                    pack(input, parameters.get(input), CodeBlock.of("$L.inputs[0]", packed)));
        }
        method.addStatement("predict($L.inputs[0], $L.outputs[0])", packed, packed);
        for (final TypedPort output : ports.outputs()) {
            method.addStatement(
                    unpack(output, CodeBlock.of("$L.outputs[0]", packed), parameters.get(output)));
        }
        return method.addStatement("$L.give($L)", names.state("packed"), packed).build();
    }

    private MethodSpec batch() {
        final NameAllocator locals = new NameAllocator();
        final Map<TypedPort, String> parameters = parameters(locals);
        final String count = locals.newName("count");
        final String packed = locals.newName("p");
        final String first = locals.newName("first");
        final String n = locals.newName("n");
        final String s = locals.newName("s");
        final MethodSpec.Builder method =
                Methods.visible(network, PREDICT_FROM)
                        .addJavadoc(
                                "Computes the outputs of the first samples of a batch in inference"
                                        + " mode. Thread-safe.\n\n");
        for (final TypedPort port : parameters.keySet()) {
            method.addJavadoc(
                    "@param $L rows of $L$L\n",
                    parameters.get(port),
                    elements(port),
                    isOutput(port) ? ", overwritten" : "");
            method.addParameter(ArrayTypeName.of(row(port)), parameters.get(port));
        }
        method.addJavadoc("@param $L how many samples to compute\n", count)
                .addParameter(TypeName.INT, count);
        parameters.forEach(
                (port, name) ->
                        method.addStatement(
                                "$T.rows($L, $L, $L, $S)",
                                JavaNames.CHECKS,
                                name,
                                count,
                                port.size(),
                                name));
        method.addStatement("final $T $L = $L.take()", packedClass, packed, names.state("packed"))
                .beginControlFlow(
                        "for (int $1L = 0; $1L < $2L; $1L += $3T.ROWS)", first, count, packedClass)
                .addStatement(
                        "final int $L = $T.min($L - $L, $T.ROWS)",
                        n,
                        JavaNames.MATH,
                        count,
                        first,
                        packedClass)
                .beginControlFlow("for (int $1L = 0; $1L < $2L; $1L++)", s, n);
        for (final TypedPort input : ports.inputs()) {
            final String from = parameters.get(input) + "[" + first + " + " + s + "]";
            method.addStatement(pack(input, from, CodeBlock.of("$L.inputs[$L]", packed, s)));
        }
        method.endControlFlow()
                .addStatement("predict($1L.inputs, $1L.outputs, $2L)", packed, n)
                .beginControlFlow("for (int $1L = 0; $1L < $2L; $1L++)", s, n);
        for (final TypedPort output : ports.outputs()) {
            final String to = parameters.get(output) + "[" + first + " + " + s + "]";
            method.addStatement(unpack(output, CodeBlock.of("$L.outputs[$L]", packed, s), to));
        }
        return method.endControlFlow()
                .endControlFlow()
                .addStatement("$L.give($L)", names.state("packed"), packed)
                .build();
    }

    private boolean isOutput(TypedPort port) {
        return ports.outputs().contains(port);
    }

    private CodeBlock pack(TypedPort input, String from, CodeBlock row) {
        return input.isInteger()
                ? CodeBlock.of(
                        "$T.integers($L, $L, $L, $S)",
                        JavaNames.ROW_PACKING,
                        from,
                        row,
                        input.offset(),
                        input.name())
                : CodeBlock.of(
                        "$T.arraycopy($L, 0, $L, $L, $L)",
                        JavaNames.SYSTEM,
                        from,
                        row,
                        input.offset(),
                        input.size());
    }

    private static CodeBlock unpack(TypedPort output, CodeBlock row, String to) {
        return CodeBlock.of(
                "$T.arraycopy($L, $L, $L, 0, $L)",
                JavaNames.SYSTEM,
                row,
                output.offset(),
                to,
                output.size());
    }

    private static void document(
            MethodSpec.Builder method, String name, TypedPort port, String what) {
        method.addJavadoc("@param $L $L$L\n", name, elements(port), what);
    }

    /** {@code 8 integers}, {@code 784 elements of the shape [28, 28, 1]}. */
    private static String elements(TypedPort port) {
        final String count =
                port.isInteger()
                        ? port.size() + (port.size() == 1 ? " integer" : " integers")
                        : Methods.elements(port.size());
        return port.shape().rank() == 1 ? count : count + " of the shape " + port.shape();
    }

    // Types --------------------------------------------------------------------------------------

    List<TypeSpec> types() {
        final List<TypeSpec> types = new ArrayList<>();
        if (ports.areCalledByName()) {
            if (ports.outputs().size() > 1) {
                types.add(outputs());
            }
            types.add(packed());
        }
        return types;
    }

    private TypeSpec outputs() {
        final NameAllocator components = new NameAllocator();
        METHODS_OF_OBJECTS.forEach(components::newName);
        final TypeSpec.Builder type =
                TypeSpec.recordBuilder(outputsClass).addJavadoc("The outputs of one sample.\n\n");
        if (network.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        final MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        for (final TypedPort output : ports.outputs()) {
            final String name = components.newName(output.name());
            type.addJavadoc("@param $L $L\n", name, elements(output));
            constructor.addParameter(ParameterSpec.builder(real.row, name).build());
        }
        return type.recordConstructor(constructor.build()).build();
    }

    private TypeSpec packed() {
        final long length = (long) ports.inputSize() + ports.outputSize();
        final long rows = Math.max(1, Math.min(MOST_ROWS, MOST_PACKED / length));
        return TypeSpec.classBuilder(packedClass)
                .addJavadoc("Inputs and outputs of some samples as rows, one behind the other.\n")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addField(
                        FieldSpec.builder(TypeName.INT, "ROWS", Modifier.STATIC, Modifier.FINAL)
                                .initializer("$L", rows)
                                .build())
                .addField(packedRows("inputs", ports.inputSize()))
                .addField(packedRows("outputs", ports.outputSize()))
                .build();
    }

    private FieldSpec packedRows(String name, int length) {
        return FieldSpec.builder(real.rows, name, Modifier.FINAL)
                .initializer("new $T[ROWS][$L]", real.type, length)
                .build();
    }
}
