package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.Schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.lang.model.element.Modifier;

/**
 * Prints the class of the rows that training keeps. Where a network divides its batches, an object
 * of it is a batch, or a part of one with arrays of its own for the same rows.
 */
final class TrainingRows {

    static final String CAPACITY = "capacity";
    static final String INPUTS = "inputs";
    static final String COUNT = "count";
    static final String OUTPUT_GRADIENTS = "outputGradients";
    static final String INPUT_GRADIENTS = "inputGradients";
    static final String LOGIT_GRADIENTS = "logitGradients";
    static final String NO_GRADIENTS = "noGradients";

    private final Schedule schedule;
    private final Real real;
    private final ClassName type;
    private final long inputGradients;
    private final int logits;
    private final NameAllocator names = new NameAllocator();
    private final Map<Buffer, String> buffers = new LinkedHashMap<>();

    TrainingRows(TypedNetwork network, Schedule schedule, Real real, ClassName type) {
        this.schedule = schedule;
        this.real = real;
        this.type = type;
        this.logits = network.ports().haveLogits() ? network.ports().outputSize() : 0;
        this.inputGradients = network.inputGradient() ? network.input().elements() : 0;
        List.of(
                        CAPACITY,
                        INPUTS,
                        COUNT,
                        OUTPUT_GRADIENTS,
                        INPUT_GRADIENTS,
                        LOGIT_GRADIENTS,
                        NO_GRADIENTS)
                .forEach(names::newName);
    }

    /** The field of a buffer: a user's layer may be called as what is kept beside its values. */
    String name(Buffer buffer) {
        return buffers.computeIfAbsent(buffer, unused -> names.newName(buffer.name()));
    }

    /** The class. */
    TypeSpec type() {
        return schedule.straightLine() ? undivided() : divided();
    }

    private TypeSpec undivided() {
        final TypeSpec.Builder rows =
                training("What training keeps from forward to backward.\n")
                        .addField(real.rows, INPUTS)
                        .addField(TypeName.INT, COUNT);
        final MethodSpec.Builder constructor = constructor();
        schedule.training().forEach(buffer -> add(buffer, rows, constructor));
        if (inputGradients > 0) {
            rows.addField(real.rows, INPUT_GRADIENTS, Modifier.FINAL);
            constructor.addStatement(
                    "$L = new $T[$L][$L]", INPUT_GRADIENTS, real.type, CAPACITY, inputGradients);
        }
        addZeros(rows, constructor);
        return rows.addMethod(constructor.build()).build();
    }

    /** What is given where the gradient is that of the outputs or of the logits, not of both. */
    private void addZeros(TypeSpec.Builder rows, MethodSpec.Builder constructor) {
        if (logits > 0) {
            rows.addField(real.rows, NO_GRADIENTS, Modifier.FINAL);
            constructor.addStatement(
                    "$L = new $T[$L][$L]", NO_GRADIENTS, real.type, CAPACITY, logits);
        }
    }

    private TypeSpec divided() {
        final TypeSpec.Builder rows =
                training(
                                "What training keeps from forward to backward: of a batch, or of a"
                                        + " part of it, which\nhas the same rows in arrays of its"
                                        + " own.\n")
                        .superclass(JavaNames.of(JavaNames.PART, type));
        final MethodSpec.Builder batch = constructor();
        final MethodSpec.Builder part =
                MethodSpec.constructorBuilder()
                        .addParameter(type, "batch")
                        .addStatement("$L = (batch.$L + 1) / 2", CAPACITY, CAPACITY);
        final MethodSpec.Builder take =
                MethodSpec.methodBuilder("take")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PROTECTED)
                        .addParameter(type, "batch");
        for (final String given : given()) {
            rows.addField(real.rows, given);
            part.addStatement("$L = new $T[$L][]", given, real.type, CAPACITY);
            take.addStatement("take(batch.$L, $L)", given, given);
        }
        for (final Buffer buffer : schedule.training()) {
            final String name = name(buffer);
            add(buffer, rows, batch);
            if (buffer.isBatched()) {
                part.addStatement("$L = new $T[$L][]", name, real.type, CAPACITY);
                take.addStatement("take(batch.$L, $L)", name, name);
            } else if (schedule.scratch().contains(buffer)) {
                part.addCode(made(buffer));
            } else {
                part.addStatement("$L = batch.$L", name, name);
            }
        }
        addZeros(rows, batch);
        if (logits > 0) {
            part.addStatement("$L = batch.$L", NO_GRADIENTS, NO_GRADIENTS);
        }
        return rows.addMethod(batch.build())
                .addMethod(part.build())
                .addMethod(
                        MethodSpec.methodBuilder("newPart")
                                .addAnnotation(Override.class)
                                .addModifiers(Modifier.PROTECTED)
                                .returns(type)
                                .addStatement("return new $T(this)", type)
                                .build())
                .addMethod(take.build())
                .build();
    }

    /** The rows that callers give. */
    private List<String> given() {
        final List<String> given = new ArrayList<>(List.of(INPUTS, OUTPUT_GRADIENTS));
        if (inputGradients > 0) {
            given.add(INPUT_GRADIENTS);
        }
        if (logits > 0) {
            given.add(LOGIT_GRADIENTS);
        }
        return given;
    }

    private TypeSpec.Builder training(String documentation) {
        return TypeSpec.classBuilder(type)
                .addJavadoc(documentation)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addField(TypeName.INT, CAPACITY, Modifier.FINAL);
    }

    private static MethodSpec.Builder constructor() {
        return MethodSpec.constructorBuilder()
                .addParameter(TypeName.INT, CAPACITY)
                .addStatement("this.$L = $L", CAPACITY, CAPACITY);
    }

    private void add(Buffer buffer, TypeSpec.Builder rows, MethodSpec.Builder constructor) {
        rows.addField(real.rows, name(buffer), Modifier.FINAL);
        constructor.addCode(made(buffer));
    }

    private CodeBlock made(Buffer buffer) {
        return CodeBlock.builder()
                .addStatement(
                        "$L = new $T[$L][$L]",
                        name(buffer),
                        real.type,
                        buffer.isBatched() ? CAPACITY : Integer.toString(buffer.rows()),
                        buffer.rowLength())
                .build();
    }
}
