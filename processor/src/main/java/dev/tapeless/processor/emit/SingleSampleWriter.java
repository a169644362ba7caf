package dev.tapeless.processor.emit;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;

import dev.tapeless.processor.graph.TypedNetwork;

import java.util.ArrayList;
import java.util.List;

import javax.lang.model.element.Modifier;

/**
 * Prints the training pair for one sample. It is a batch of one, in arrays of rows that are fields,
 * for a step must not allocate.
 */
final class SingleSampleWriter {

    private static final String INPUT = "oneInput";
    private static final String GRADIENT = "oneGradient";
    private static final String INPUT_GRADIENT = "oneInputGradient";

    private final TypedNetwork network;
    private final Real real;
    private final MemberNames names;

    SingleSampleWriter(TypedNetwork network, Real real, MemberNames names) {
        this.network = network;
        this.real = real;
        this.names = names;
    }

    List<FieldSpec> fields() {
        final List<FieldSpec> fields = new ArrayList<>(List.of(row(INPUT), row(GRADIENT)));
        if (network.inputGradient()) {
            fields.add(row(INPUT_GRADIENT));
        }
        return fields;
    }

    private FieldSpec row(String name) {
        return FieldSpec.builder(real.rows, names.state(name), Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T[1][]", real.type)
                .build();
    }

    MethodSpec forward() {
        final String one = names.state(INPUT);
        return Methods.visible(network, "forward")
                .addJavadoc(
                        """
                        Runs the training forward pass for one sample.

                        @param input the sample, $L; it must not change before backward
                        @return the output row, $L, valid until the next forward
                        """,
                        Methods.elements(network.input().elements()),
                        Methods.elements(network.ports().outputSize()))
                .addParameter(real.row, "input")
                .returns(real.row)
                .addStatement("$L[0] = input", one)
                .addStatement("return forward($L, 1)[0]", one)
                .build();
    }

    MethodSpec backward() {
        final String one = names.state(GRADIENT);
        return Methods.visible(network, "backward")
                .addJavadoc(
                        "Adds the gradients of the parameters for the one sample of the last"
                                + " forward.\n\n"
                                + "@param outputGradient the gradient of the loss with respect to"
                                + " the output,\n    $L\n",
                        Methods.elements(network.ports().outputSize()))
                .addParameter(real.row, "outputGradient")
                .addStatement("$L[0] = outputGradient", one)
                .addStatement("backward($L, 1)", one)
                .build();
    }

    MethodSpec backwardWithInput() {
        final String one = names.state(GRADIENT);
        final String oneInput = names.state(INPUT_GRADIENT);
        return Methods.visible(network, "backward")
                .addJavadoc(
                        "Adds the gradients of the parameters for the one sample of the last"
                                + " forward\nand gives the gradient of the loss with respect to the"
                                + " input.\n\n"
                                + "@param outputGradient the gradient with respect to the output,"
                                + " $L\n"
                                + "@param inputGradient $L, overwritten\n",
                        Methods.elements(network.ports().outputSize()),
                        Methods.elements(network.input().elements()))
                .addParameter(real.row, "outputGradient")
                .addParameter(real.row, "inputGradient")
                .addStatement("$L[0] = outputGradient", one)
                .addStatement("$L[0] = inputGradient", oneInput)
                .addStatement("backward($L, $L, 1)", one, oneInput)
                .build();
    }
}
