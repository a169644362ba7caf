package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.plan.Schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import javax.lang.model.element.Modifier;

/**
 * Prints prediction. It is thread-safe: a small network needs nothing but locals, a larger one
 * takes a workspace that no other thread has.
 */
final class PredictionWriter {

    private final List<MethodSpec> apart = new ArrayList<>();
    private final TypedNetwork network;
    private final Schedule schedule;
    private final Real real;
    private final MemberNames names;
    private final ClassName workspaceClass;
    private final Map<Buffer, String> buffers = new LinkedHashMap<>();
    private final NameAllocator bufferNames = new NameAllocator();
    private final long inputs;
    private final long outputs;

    PredictionWriter(TypedNetwork network, Schedule schedule, Real real, MemberNames names) {
        this.network = network;
        this.schedule = schedule;
        this.real = real;
        this.names = names;
        this.workspaceClass = names.type("Workspace");
        this.inputs = network.input().elements();
        this.outputs = network.ports().outputSize();
        List.of("ROWS", "inputs", "outputs").forEach(bufferNames::newName);
    }

    /** Rows that are called after shared weights may differ in their lengths. */
    private String field(Buffer buffer) {
        return buffers.computeIfAbsent(buffer, unused -> bufferNames.newName(buffer.name()));
    }

    List<FieldSpec> fields() {
        if (schedule.straightLine()) {
            return List.of();
        }
        return List.of(
                FieldSpec.builder(
                                JavaNames.of(JavaNames.WORKSPACES, workspaceClass),
                                names.state("workspaces"),
                                Modifier.PRIVATE,
                                Modifier.FINAL)
                        .initializer("new $T<>($T::new)", JavaNames.WORKSPACES, workspaceClass)
                        .build(),
                FieldSpec.builder(
                                JavaNames.of(JavaNames.CONSUMER, workspaceClass),
                                names.state("predictPart"),
                                Modifier.PRIVATE,
                                Modifier.FINAL)
                        .initializer("this::predictPart")
                        .build());
    }

    List<MethodSpec> methods() {
        final List<MethodSpec> methods = new ArrayList<>();
        methods.add(convenient());
        if (schedule.straightLine()) {
            final Optional<KernelWriter.VectorClass> vectors =
                    Methods.vectors(network, schedule, names);
            methods.add(
                    one(
                            KernelWriter.calls(
                                    schedule.predict(),
                                    arguments("input", "output"),
                                    vectors,
                                    (part, code) -> code)));
            methods.add(
                    batch(
                            SampleLoop.over(
                                    schedule.predict(),
                                    arguments("inputs[s]", "outputs[s]"),
                                    vectors)));
        } else {
            methods.add(one(oneInWorkspace()));
            methods.add(batch(batchInWorkspace()));
            methods.add(part());
            methods.add(rows());
            methods.addAll(apart);
        }
        return methods;
    }

    private MethodSpec convenient() {
        return Methods.override("predict")
                .addParameter(real.row, "input")
                .returns(real.row)
                .addStatement("final $T output = new $T[$L]", real.row, real.type, outputs)
                .addStatement("predict(input, output)")
                .addStatement("return output")
                .build();
    }

    private MethodSpec one(CodeBlock body) {
        return Methods.override("predict")
                .addParameter(real.row, "input")
                .addParameter(real.row, "output")
                .addStatement("$T.row(input, $L, $S)", JavaNames.CHECKS, inputs, "input")
                .addStatement("$T.row(output, $L, $S)", JavaNames.CHECKS, outputs, "output")
                .addCode(apart("input, output"))
                .addCode(body)
                .build();
    }

    private MethodSpec batch(CodeBlock body) {
        return Methods.override("predict")
                .addParameter(real.rows, "inputs")
                .addParameter(real.rows, "outputs")
                .addParameter(TypeName.INT, "count")
                .addStatement("$T.rows(inputs, count, $L, $S)", JavaNames.CHECKS, inputs, "inputs")
                .addStatement(
                        "$T.rows(outputs, count, $L, $S)", JavaNames.CHECKS, outputs, "outputs")
                .addCode(apart("inputs, outputs, count"))
                .addCode(body)
                .build();
    }

    /** Rows of different lengths cannot be one array. */
    private CodeBlock apart(String rows) {
        final CodeBlock.Builder check = CodeBlock.builder();
        return inputs == outputs
                ? check.addStatement("$T.apart($L)", JavaNames.CHECKS, rows).build()
                : check.build();
    }

    /** The arguments of straight-line code. */
    private BiFunction<Location, Boolean, CodeBlock> arguments(String input, String output) {
        return (location, single) -> {
            if (location instanceof Location.Input) {
                return CodeBlock.of("$L", input);
            } else if (location instanceof Location.Output) {
                return CodeBlock.of("$L", output);
            }
            return Methods.parameter(location, names);
        };
    }

    private CodeBlock oneInWorkspace() {
        final Optional<KernelWriter.VectorClass> vectors =
                Methods.vectors(network, schedule, names);
        final CodeBlock take =
                CodeBlock.of(
                        "final $T w = $L.take();\n", workspaceClass, names.state("workspaces"));
        final CodeBlock rows =
                CodeBlock.builder()
                        .addStatement("w.inputs[0] = input")
                        .addStatement("w.outputs[0] = output")
                        .addStatement("predictRows(w, 1)")
                        .build();
        final CodeBlock give = CodeBlock.of("$L.give(w);\n", names.state("workspaces"));
        final CodeBlock.Builder code = CodeBlock.builder();
        if (vectors.isEmpty() || schedule.predictOne().isEmpty()) {
            return code.add(take).add(rows).add(give).build();
        }
        final CodeBlock one = sampleCalls(vectors.get());
        final boolean needsRows =
                schedule.predictOne().stream()
                        .flatMap(kernel -> kernel.parameters().stream())
                        .anyMatch(parameter -> parameter.location() instanceof Location.Rows);
        if (needsRows) {
            code.add(take);
        }
        code.beginControlFlow("if ($L.isOn())", vectors.get().field())
                .add(one)
                .nextControlFlow("else");
        if (needsRows) {
            return code.add(rows).endControlFlow().add(give).build();
        }
        return code.add(take).add(rows).add(give).endControlFlow().build();
    }

    /** The kernels for one sample on the first rows of a workspace. */
    private CodeBlock sampleCalls(KernelWriter.VectorClass vectors) {
        return KernelWriter.vectorCalls(
                schedule.predictOne(),
                (location, single) -> {
                    if (location instanceof Location.Input) {
                        return CodeBlock.of("input");
                    } else if (location instanceof Location.Output) {
                        return CodeBlock.of("output");
                    } else if (location instanceof Location.Rows rows) {
                        final String first = rows.buffer().isBatched() ? "[0]" : "";
                        return CodeBlock.of("w.$L$L", rows.buffer().name(), first);
                    }
                    return Methods.parameter(location, names);
                },
                vectors,
                (part, calls) -> apart("predictOne" + part, calls, "input", "output"));
    }

    private CodeBlock batchInWorkspace() {
        final String workers = names.state("workers");
        return CodeBlock.builder()
                .addStatement("final $T w = $L.take()", workspaceClass, names.state("workspaces"))
                .addStatement("w.allInputs = inputs")
                .addStatement("w.allOutputs = outputs")
                .addStatement(
                        "$L.run(w.divide(count, $L), $L)",
                        workers,
                        schedule.predictsBySample()
                                ? CodeBlock.of(
                                        "$L.parts(count * $LL)",
                                        workers,
                                        Methods.multiplyAdds(network))
                                : CodeBlock.of("1"),
                        names.state("predictPart"))
                .addStatement("w.allInputs = null")
                .addStatement("w.allOutputs = null")
                .addStatement("$L.give(w)", names.state("workspaces"))
                .build();
    }

    private MethodSpec part() {
        return MethodSpec.methodBuilder("predictPart")
                .addJavadoc(
                        "Predicts the samples of a part, as many at once as a workspace has"
                                + " rows.\n")
                .addModifiers(Modifier.PRIVATE)
                .addParameter(workspaceClass, "w")
                .addStatement("final $T batch = w.batch()", workspaceClass)
                .addStatement("final int end = w.first() + w.count()")
                .beginControlFlow(
                        "for (int first = w.first(); first < end; first += $T.ROWS)",
                        workspaceClass)
                .addStatement(
                        "final int n = $T.min(end - first, $T.ROWS)",
                        JavaNames.MATH,
                        workspaceClass)
                .addStatement(
                        "$T.arraycopy(batch.allInputs, first, w.inputs, 0, n)", JavaNames.SYSTEM)
                .addStatement(
                        "$T.arraycopy(batch.allOutputs, first, w.outputs, 0, n)", JavaNames.SYSTEM)
                .addStatement("predictRows(w, n)")
                .endControlFlow()
                .build();
    }

    /** Gives statements for one sample a method of their own. */
    private CodeBlock apart(String name, CodeBlock code, String input, String output) {
        apart.add(
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(workspaceClass, "w")
                        .addParameter(real.row, input)
                        .addParameter(real.row, output)
                        .addCode(code)
                        .build());
        return CodeBlock.of("$L(w, $L, $L);\n", name, input, output);
    }

    /** Gives statements a method of their own. */
    private CodeBlock apart(String name, CodeBlock code) {
        apart.add(
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(workspaceClass, "w")
                        .addParameter(TypeName.INT, "n")
                        .addCode(code)
                        .build());
        return CodeBlock.of("$L(w, n);\n", name);
    }

    private MethodSpec rows() {
        final CodeBlock calls =
                KernelWriter.calls(
                        schedule.predict(),
                        (location, single) -> {
                            if (location instanceof Location.Input) {
                                return CodeBlock.of("w.inputs");
                            } else if (location instanceof Location.Output) {
                                return CodeBlock.of("w.outputs");
                            } else if (location instanceof Location.Rows rows) {
                                return CodeBlock.of("w.$L", field(rows.buffer()));
                            } else if (location instanceof Location.Count) {
                                return CodeBlock.of("n");
                            } else if (location instanceof Location.First) {
                                return CodeBlock.of("0");
                            }
                            return Methods.parameter(location, names);
                        },
                        Methods.vectors(network, schedule, names),
                        (part, code) -> apart("predictRows" + part, code));
        return MethodSpec.methodBuilder("predictRows")
                .addJavadoc("Predicts the first rows of a workspace and lets go of the caller's.\n")
                .addModifiers(Modifier.PRIVATE)
                .addParameter(workspaceClass, "w")
                .addParameter(TypeName.INT, "n")
                .addCode(calls)
                .addStatement("$T.fill(w.inputs, 0, n, null)", JavaNames.ARRAYS)
                .addStatement("$T.fill(w.outputs, 0, n, null)", JavaNames.ARRAYS)
                .build();
    }

    List<TypeSpec> types() {
        if (schedule.straightLine()) {
            return List.of();
        }
        final TypeSpec.Builder type =
                TypeSpec.classBuilder(workspaceClass)
                        .addJavadoc("What one prediction needs besides its arguments.\n")
                        .superclass(JavaNames.of(JavaNames.PART, workspaceClass))
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .addField(
                                FieldSpec.builder(TypeName.INT, "ROWS")
                                        .addModifiers(Modifier.STATIC, Modifier.FINAL)
                                        .initializer("$L", schedule.workspaceRows())
                                        .build())
                        .addField(real.rows, "allInputs")
                        .addField(real.rows, "allOutputs")
                        .addField(references("inputs"))
                        .addField(references("outputs"));
        for (final Buffer buffer : schedule.workspace()) {
            type.addField(
                    FieldSpec.builder(real.rows, field(buffer))
                            .addModifiers(Modifier.FINAL)
                            .initializer(
                                    "new $T[$L][$L]",
                                    real.type,
                                    buffer.isBatched() ? "ROWS" : buffer.rows(),
                                    buffer.rowLength())
                            .build());
        }
        return List.of(
                type.addMethod(
                                MethodSpec.methodBuilder("newPart")
                                        .addAnnotation(Override.class)
                                        .addModifiers(Modifier.PROTECTED)
                                        .returns(workspaceClass)
                                        .addStatement("return new $T()", workspaceClass)
                                        .build())
                        .build());
    }

    private FieldSpec references(String name) {
        return FieldSpec.builder(real.rows, name)
                .addModifiers(Modifier.FINAL)
                .initializer("new $T[ROWS][]", real.type)
                .build();
    }
}
