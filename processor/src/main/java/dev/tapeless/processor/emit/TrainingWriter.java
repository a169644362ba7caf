package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.schedule.Buffer;
import dev.tapeless.processor.schedule.Kernel;
import dev.tapeless.processor.schedule.Location;
import dev.tapeless.processor.schedule.Schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.lang.model.element.Modifier;

/** Prints the training pair: forward, which keeps what backward needs, and backward. */
final class TrainingWriter {

    private static final String CAPACITY = "capacity";
    private static final String INPUTS = "inputs";
    private static final String COUNT = "count";
    private static final String INPUT_GRADIENT = "inputGradientRows";

    private final TypedNetwork network;
    private final Schedule schedule;
    private final Real real;
    private final MemberNames names;
    private final ClassName trainingClass;
    private final NameAllocator bufferNames = new NameAllocator();
    private final List<MethodSpec> apart = new ArrayList<>();
    private final Map<Buffer, String> buffers = new LinkedHashMap<>();
    private final long inputs;
    private final long outputs;

    TrainingWriter(TypedNetwork network, Schedule schedule, Real real, MemberNames names) {
        this.network = network;
        this.schedule = schedule;
        this.real = real;
        this.names = names;
        this.trainingClass = names.type("Training");
        this.inputs = network.input().elements();
        this.outputs = network.ports().outputSize();
        List.of(CAPACITY, INPUTS, COUNT, INPUT_GRADIENT).forEach(bufferNames::newName);
    }

    /** A user's layer may be called as what is kept beside the rows of its values. */
    private String bufferName(Buffer buffer) {
        return buffers.computeIfAbsent(buffer, unused -> bufferNames.newName(buffer.name()));
    }

    List<FieldSpec> fields() {
        final List<FieldSpec> fields = new ArrayList<>();
        fields.add(oneRow("oneInput"));
        fields.add(oneRow("oneGradient"));
        if (network.inputGradient()) {
            fields.add(oneRow("oneInputGradient"));
        }
        fields.add(
                FieldSpec.builder(trainingClass, names.state("training"), Modifier.PRIVATE)
                        .initializer("new $T(0)", trainingClass)
                        .build());
        return fields;
    }

    private FieldSpec oneRow(String name) {
        return FieldSpec.builder(real.rows, names.state(name), Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T[1][]", real.type)
                .build();
    }

    List<MethodSpec> methods() {
        final List<MethodSpec> methods = new ArrayList<>();
        methods.add(reserve());
        methods.add(forward());
        methods.add(forwardOne());
        methods.add(backward());
        methods.add(backwardOne());
        if (network.inputGradient()) {
            methods.add(backwardWithInput());
            methods.add(backwardOneWithInput());
            if (schedule.straightLine()) {
                methods.add(backwardRows());
            }
        }
        methods.addAll(apart);
        return methods;
    }

    private MethodSpec reserve() {
        final String training = names.state("training");
        return Methods.override("reserve")
                .addParameter(TypeName.INT, "batchSize")
                .addStatement("$T.batchSize(batchSize)", JavaNames.CHECKS)
                .beginControlFlow("if (batchSize > $L.capacity)", training)
                .addStatement("$L = new $T(batchSize)", training, trainingClass)
                .endControlFlow()
                .build();
    }

    private MethodSpec forward() {
        return Methods.override("forward")
                .addParameter(real.rows, "inputs")
                .addParameter(TypeName.INT, "count")
                .returns(real.rows)
                .addStatement("$T.batch(inputs, count, $L, $S)", JavaNames.CHECKS, inputs, "inputs")
                .addStatement("reserve(count)")
                .addStatement("$L.advance()", names.state("random"))
                .addStatement("final $T t = $L", trainingClass, names.state("training"))
                .addStatement("t.inputs = inputs")
                .addStatement("t.count = count")
                .addCode(calls("forward", schedule.forward(), ""))
                .addStatement("return t.$L", bufferName(schedule.output()))
                .build();
    }

    private MethodSpec backward() {
        final MethodSpec.Builder method =
                Methods.override("backward")
                        .addParameter(real.rows, "outputGradients")
                        .addParameter(TypeName.INT, "count");
        if (network.inputGradient() && schedule.straightLine()) {
            return method.addStatement(
                            "backwardRows(outputGradients, $L.$L, count)",
                            names.state("training"),
                            INPUT_GRADIENT)
                    .build();
        }
        return method.addCode(checkedTraining())
                .addCode(calls("backward", schedule.backward(), ""))
                .build();
    }

    private CodeBlock checkedTraining() {
        return CodeBlock.builder()
                .addStatement("final $T t = $L", trainingClass, names.state("training"))
                .addStatement("$T.backward(t.count, count)", JavaNames.CHECKS)
                .addStatement(
                        "$T.batch(outputGradients, count, $L, $S)",
                        JavaNames.CHECKS,
                        outputs,
                        "outputGradients")
                .build();
    }

    private MethodSpec forwardOne() {
        final String one = names.state("oneInput");
        return visible("forward")
                .addJavadoc(
                        """
                        Runs the training forward pass for one sample.

                        @param input the sample, $L; it must not change before backward
                        @return the output row, $L, valid until the next forward
                        """,
                        Methods.elements(inputs),
                        Methods.elements(outputs))
                .addParameter(real.row, "input")
                .returns(real.row)
                .addStatement("$L[0] = input", one)
                .addStatement("return forward($L, 1)[0]", one)
                .build();
    }

    private MethodSpec backwardOne() {
        final String one = names.state("oneGradient");
        return visible("backward")
                .addJavadoc(
                        "Adds the gradients of the parameters for the one sample of the last"
                                + " forward.\n\n"
                                + "@param outputGradient the gradient of the loss with respect to"
                                + " the output,\n    $L\n",
                        Methods.elements(outputs))
                .addParameter(real.row, "outputGradient")
                .addStatement("$L[0] = outputGradient", one)
                .addStatement("backward($L, 1)", one)
                .build();
    }

    private MethodSpec backwardWithInput() {
        final MethodSpec.Builder method =
                visible("backward")
                        .addJavadoc(
                                "Adds the gradients of the parameters and gives the gradient of the"
                                    + " loss\n"
                                    + "with respect to the input.\n\n"
                                    + "@param outputGradients the gradients with respect to the"
                                    + " outputs, rows of $L\n"
                                    + "@param inputGradients other rows, of $L, overwritten\n"
                                    + "@param count the number of samples of the last forward\n",
                                Methods.elements(outputs),
                                Methods.elements(inputs))
                        .addParameter(real.rows, "outputGradients")
                        .addParameter(real.rows, "inputGradients")
                        .addParameter(TypeName.INT, "count")
                        .addStatement(
                                "$T.batch(inputGradients, count, $L, $S)",
                                JavaNames.CHECKS,
                                inputs,
                                "inputGradients");
        if (inputs == outputs) {
            method.addStatement(
                    "$T.gradientsApart(outputGradients, inputGradients, count)", JavaNames.CHECKS);
        }
        if (schedule.straightLine()) {
            return method.addStatement("backwardRows(outputGradients, inputGradients, count)")
                    .build();
        }
        return method.addStatement("backward(outputGradients, count)")
                .addStatement("final $T t = $L", trainingClass, names.state("training"))
                .addCode(calls("backwardInput", schedule.inputBackward(), "inputGradients"))
                .build();
    }

    private MethodSpec backwardRows() {
        return MethodSpec.methodBuilder("backwardRows")
                .addModifiers(Modifier.PRIVATE)
                .addParameter(real.rows, "outputGradients")
                .addParameter(real.rows, "inputGradients")
                .addParameter(TypeName.INT, "count")
                .addCode(checkedTraining())
                .addCode(calls("backward", schedule.backward(), "inputGradients"))
                .build();
    }

    private MethodSpec backwardOneWithInput() {
        final String one = names.state("oneGradient");
        final String oneInput = names.state("oneInputGradient");
        return visible("backward")
                .addJavadoc(
                        "Adds the gradients of the parameters for the one sample of the last"
                                + " forward\nand gives the gradient of the loss with respect to the"
                                + " input.\n\n"
                                + "@param outputGradient the gradient with respect to the output,"
                                + " $L\n"
                                + "@param inputGradient $L, overwritten\n",
                        Methods.elements(outputs),
                        Methods.elements(inputs))
                .addParameter(real.row, "outputGradient")
                .addParameter(real.row, "inputGradient")
                .addStatement("$L[0] = outputGradient", one)
                .addStatement("$L[0] = inputGradient", oneInput)
                .addStatement("backward($L, $L, 1)", one, oneInput)
                .build();
    }

    private MethodSpec.Builder visible(String name) {
        final MethodSpec.Builder method = MethodSpec.methodBuilder(name);
        return network.isPublic() ? method.addModifiers(Modifier.PUBLIC) : method;
    }

    /** Calls of kernels on the training buffers {@code t}; small ones in a loop over samples. */
    private CodeBlock calls(String name, List<Kernel> kernels, String inputGradients) {
        final CodeBlock calls =
                KernelWriter.calls(
                        kernels,
                        (location, single) ->
                                argument(location, inputGradients, single ? "[s]" : ""),
                        Methods.vectors(network, schedule, names),
                        (part, code) -> apart(name + part, code, inputGradients));
        return schedule.straightLine()
                ? CodeBlock.builder()
                        .beginControlFlow("for (int s = 0; s < count; s++)")
                        .add(calls)
                        .endControlFlow()
                        .build()
                : calls;
    }

    /** Gives statements a method of their own. */
    private CodeBlock apart(String name, CodeBlock code, String inputGradients) {
        final MethodSpec.Builder method =
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(trainingClass, "t");
        final List<String> arguments = new ArrayList<>(List.of("t"));
        if (!name.startsWith("forward")) {
            method.addParameter(real.rows, "outputGradients");
            arguments.add("outputGradients");
        }
        if (!inputGradients.isEmpty()) {
            method.addParameter(real.rows, inputGradients);
            arguments.add(inputGradients);
        }
        arguments.add("count");
        apart.add(method.addParameter(TypeName.INT, "count").addCode(code).build());
        return CodeBlock.of("$L($L);\n", name, String.join(", ", arguments));
    }

    private CodeBlock argument(Location location, String inputGradients, String row) {
        if (location instanceof Location.Input) {
            return CodeBlock.of("t.inputs$L", row);
        } else if (location instanceof Location.OutputGradient) {
            return CodeBlock.of("outputGradients$L", row);
        } else if (location instanceof Location.InputGradient) {
            return CodeBlock.of("$L$L", inputGradients, row);
        } else if (location instanceof Location.Rows rows) {
            return CodeBlock.of("t.$L$L", bufferName(rows.buffer()), row);
        } else if (location instanceof Location.Count) {
            return CodeBlock.of("count");
        }
        return Methods.parameter(location, names);
    }

    List<TypeSpec> types() {
        final MethodSpec.Builder constructor =
                MethodSpec.constructorBuilder()
                        .addParameter(TypeName.INT, "capacity")
                        .addStatement("this.capacity = capacity");
        final TypeSpec.Builder type =
                TypeSpec.classBuilder(trainingClass)
                        .addJavadoc("What training keeps from forward to backward.\n")
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .addField(TypeName.INT, CAPACITY, Modifier.FINAL)
                        .addField(real.rows, INPUTS)
                        .addField(TypeName.INT, COUNT);
        for (final Buffer buffer : schedule.training()) {
            addRows(
                    bufferName(buffer),
                    buffer.isBatched() ? CAPACITY : Integer.toString(buffer.rows()),
                    buffer.rowLength(),
                    type,
                    constructor);
        }
        if (network.inputGradient() && schedule.straightLine()) {
            addRows(INPUT_GRADIENT, CAPACITY, inputs, type, constructor);
        }
        return List.of(type.addMethod(constructor.build()).build());
    }

    private void addRows(
            String name,
            String rows,
            long length,
            TypeSpec.Builder type,
            MethodSpec.Builder constructor) {
        type.addField(real.rows, name, Modifier.FINAL);
        constructor.addStatement("$L = new $T[$L][$L]", name, real.type, rows, length);
    }
}
