package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;

import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedPort;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import javax.lang.model.element.Modifier;

/**
 * Says which inputs and outputs a network has and where they lie in its rows, in words and in the
 * lists that a model gives.
 *
 * @param network the network
 * @param names of its members
 */
record PortPlaces(TypedNetwork network, MemberNames names) {

    /** {@code input [784]}, or {@code inputs image, words}. */
    static String inputText(TypedNetwork network) {
        return text("input", network.ports().inputs());
    }

    /** {@code output [10]}, or {@code outputs digit, angle}. */
    static String outputText(TypedNetwork network) {
        return text("output", network.ports().outputs());
    }

    private static String text(String what, List<TypedPort> ports) {
        return ports.size() == 1
                ? what + " " + ports.get(0).shape()
                : what
                        + "s "
                        + ports.stream().map(TypedPort::name).collect(Collectors.joining(", "));
    }

    /** The lists of the places. */
    List<FieldSpec> constants() {
        final List<FieldSpec> constants = new ArrayList<>();
        if (network.ports().areNamed()) {
            constants.add(constant("INPUTS", network.ports().inputs()));
        }
        if (saysOutputs()) {
            constants.add(constant("OUTPUTS", network.ports().outputs()));
        }
        if (network.ports().haveLogits()) {
            constants.add(links());
        }
        return constants;
    }

    /** A loss has to know how many classes each softmax has: the last dimension. */
    private boolean saysOutputs() {
        return network.ports().areNamed()
                || (network.ports().haveLogits()
                        && network.ports().outputs().get(0).shape().rank() > 1);
    }

    private FieldSpec links() {
        final CodeBlock all =
                network.ports().outputs().stream()
                        .map(part -> CodeBlock.of("$T.$L", JavaNames.LINK, part.link()))
                        .collect(CodeBlock.joining(", "));
        return constant("LINKS", JavaNames.LINK, all);
    }

    private FieldSpec constant(String name, List<TypedPort> parts) {
        final CodeBlock all =
                parts.stream()
                        .map(
                                part ->
                                        CodeBlock.of(
                                                "$T.$L($S, $L, $L)",
                                                JavaNames.ROW_PART,
                                                part.isInteger() ? "ofIntegers" : "of",
                                                part.name(),
                                                part.offset(),
                                                part.shape().extents().stream()
                                                        .map(String::valueOf)
                                                        .collect(Collectors.joining(", "))))
                        .collect(CodeBlock.joining(", "));
        return constant(name, JavaNames.ROW_PART, all);
    }

    private FieldSpec constant(String name, ClassName type, CodeBlock all) {
        return FieldSpec.builder(
                        JavaNames.of(JavaNames.LIST, type),
                        names.state(name),
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer("$T.of($L)", JavaNames.LIST, all)
                .build();
    }

    /** The methods that give the lists. */
    List<MethodSpec> properties() {
        final List<MethodSpec> properties = new ArrayList<>();
        if (network.ports().areNamed()) {
            properties.add(property("inputs", "INPUTS", JavaNames.ROW_PART));
        }
        if (saysOutputs()) {
            properties.add(property("outputs", "OUTPUTS", JavaNames.ROW_PART));
        }
        if (network.ports().haveLogits()) {
            properties.add(property("links", "LINKS", JavaNames.LINK));
        }
        return properties;
    }

    private MethodSpec property(String name, String constant, ClassName type) {
        return Methods.override(name)
                .returns(JavaNames.of(JavaNames.LIST, type))
                .addStatement("return $L", names.state(constant))
                .build();
    }
}
