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
import dev.tapeless.processor.schedule.plan.StepSchedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.lang.model.element.Modifier;

/** Prints how a network is given a sequence element by element, where that is possible. */
final class StepperWriter {

    private static final String INPUTS = "inputs";
    private static final String OUTPUTS = "outputs";

    private final TypedNetwork network;
    private final Schedule schedule;
    private final Real real;
    private final MemberNames names;
    private final ClassName stepsClass;
    private final NameAllocator rowNames = new NameAllocator();
    private final Map<Buffer, String> rows = new LinkedHashMap<>();
    private final List<MethodSpec> apart = new ArrayList<>();
    private final int element;
    private final int output;

    StepperWriter(TypedNetwork network, Schedule schedule, Real real, MemberNames names) {
        this.network = network;
        this.schedule = schedule;
        this.real = real;
        this.names = names;
        this.stepsClass = names.type("Steps");
        this.element = schedule.step().map(StepSchedule::elementLength).orElse(0);
        this.output = schedule.step().map(StepSchedule::outputLength).orElse(0);
        // The fields of the network are seen from within.
        names.parameterFields().forEach(rowNames::newName);
        List.of(INPUTS, OUTPUTS, names.state("VECTORS")).forEach(rowNames::newName);
    }

    private String row(Buffer buffer) {
        return rows.computeIfAbsent(buffer, unused -> rowNames.newName(buffer.name()));
    }

    /** The method that makes a stepper, if there is one. */
    List<MethodSpec> methods() {
        if (schedule.step().isEmpty()) {
            return List.of();
        }
        return List.of(
                Methods.visible(network, "stepper")
                        .addJavadoc(
                                """
                                Runs this network element by element, $L each, with numbers that are
                                those of {@code predict} bit by bit.

                                @return a stepper that has read nothing yet
                                """,
                                Methods.elements(element).replace("element", "number"))
                        .returns(JavaNames.of(JavaNames.STEPPER, real.row))
                        .addStatement("return new $T()", stepsClass)
                        .build());
    }

    List<TypeSpec> types() {
        return schedule.step().map(step -> List.of(type(step))).orElse(List.of());
    }

    private TypeSpec type(StepSchedule step) {
        final TypeSpec.Builder type =
                TypeSpec.classBuilder(stepsClass)
                        .addJavadoc("What is remembered of a sequence.\n")
                        .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
                        .addSuperinterface(JavaNames.of(JavaNames.STEPPER, real.row))
                        .addField(rows(INPUTS, CodeBlock.of("new $T[1][]", real.type)))
                        .addField(rows(OUTPUTS, CodeBlock.of("new $T[1][]", real.type)));
        step.states().forEach(state -> type.addField(rows(state.buffer())));
        step.buffers().forEach(buffer -> type.addField(rows(buffer)));
        final MethodSpec run = run(step);
        type.addMethod(
                MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addStatement("reset()")
                        .build());
        type.addMethod(size("elementSize", element)).addMethod(size("outputSize", output));
        type.addMethod(reset(step)).addMethod(convenient()).addMethod(run);
        type.addMethod(state(step)).addMethod(restore(step));
        return type.addMethods(apart).build();
    }

    private FieldSpec rows(Buffer buffer) {
        return rows(
                row(buffer),
                CodeBlock.of(
                        "new $T[$L][$L]",
                        real.type,
                        buffer.isBatched() ? 1 : buffer.rows(),
                        buffer.rowLength()));
    }

    private FieldSpec rows(String name, CodeBlock value) {
        return FieldSpec.builder(real.rows, name, Modifier.PRIVATE, Modifier.FINAL)
                .initializer(value)
                .build();
    }

    private static MethodSpec size(String name, long value) {
        return Methods.override(name)
                .returns(TypeName.INT)
                .addStatement("return $L", value)
                .build();
    }

    private MethodSpec reset(StepSchedule step) {
        final MethodSpec.Builder method = Methods.override("reset");
        for (final StepSchedule.State state : step.states()) {
            method.addStatement(
                    "$T.fill($L[0], $L)",
                    JavaNames.ARRAYS,
                    row(state.buffer()),
                    real.literal(state.start()));
        }
        return method.build();
    }

    private MethodSpec convenient() {
        return Methods.override("step")
                .addParameter(real.row, "element")
                .returns(real.row)
                .addStatement("final $T output = new $T[$L]", real.row, real.type, output)
                .addStatement("step(element, output)")
                .addStatement("return output")
                .build();
    }

    private MethodSpec run(StepSchedule step) {
        final MethodSpec.Builder method =
                Methods.override("step")
                        .addParameter(real.row, "element")
                        .addParameter(real.row, "output")
                        .addStatement(
                                "$T.row(element, $L, $S)", JavaNames.CHECKS, element, "element")
                        .addStatement("$T.row(output, $L, $S)", JavaNames.CHECKS, output, "output");
        if (element == output) {
            method.addStatement("$T.apart(element, output)", JavaNames.CHECKS);
        }
        return method.addStatement("$L[0] = element", INPUTS)
                .addStatement("$L[0] = output", OUTPUTS)
                .addCode(
                        KernelWriter.calls(
                                step.kernels(),
                                (location, single) -> argument(location),
                                Methods.vectors(network, schedule, names),
                                this::apart))
                .addStatement("$L[0] = null", INPUTS)
                .addStatement("$L[0] = null", OUTPUTS)
                .build();
    }

    private CodeBlock apart(String part, CodeBlock code) {
        final String name = "step" + part;
        apart.add(
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE)
                        .addCode(code)
                        .build());
        return CodeBlock.of("$L();\n", name);
    }

    private CodeBlock argument(Location location) {
        if (location instanceof Location.Input) {
            return CodeBlock.of(INPUTS);
        } else if (location instanceof Location.Output) {
            return CodeBlock.of(OUTPUTS);
        } else if (location instanceof Location.Rows own) {
            return CodeBlock.of("$L", row(own.buffer()));
        } else if (location instanceof Location.Count) {
            return CodeBlock.of("1");
        }
        return Methods.parameter(location, names);
    }

    private MethodSpec state(StepSchedule step) {
        final MethodSpec.Builder method =
                Methods.override("state")
                        .returns(real.row)
                        .addStatement(
                                "final $T state = new $T[$L]", real.row, real.type, size(step));
        int start = 0;
        for (final StepSchedule.State state : step.states()) {
            final int length = state.buffer().rowLength();
            method.addStatement(
                    "$T.arraycopy($L[0], 0, state, $L, $L)",
                    JavaNames.SYSTEM,
                    row(state.buffer()),
                    start,
                    length);
            start += length;
        }
        return method.addStatement("return state").build();
    }

    private MethodSpec restore(StepSchedule step) {
        final MethodSpec.Builder method =
                Methods.override("restore")
                        .addParameter(real.row, "state")
                        .addStatement(
                                "$T.row(state, $L, $S)", JavaNames.CHECKS, size(step), "state");
        int start = 0;
        for (final StepSchedule.State state : step.states()) {
            final int length = state.buffer().rowLength();
            method.addStatement(
                    "$T.arraycopy(state, $L, $L[0], 0, $L)",
                    JavaNames.SYSTEM,
                    start,
                    row(state.buffer()),
                    length);
            start += length;
        }
        return method.build();
    }

    private static int size(StepSchedule step) {
        return step.states().stream().mapToInt(state -> state.buffer().rowLength()).sum();
    }
}
