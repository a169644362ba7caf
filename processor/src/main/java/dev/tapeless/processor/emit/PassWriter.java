package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;

import dev.tapeless.processor.schedule.plan.Division;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.plan.Phase;
import dev.tapeless.processor.schedule.plan.Schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.lang.model.element.Modifier;

/**
 * Prints a pass of training: a method for each phase, which workers run with the parts of a batch,
 * or with the batch itself where it is not divided.
 */
final class PassWriter {

    /** Phases up to which their list stands where its field is declared. */
    private static final int FEW_PHASES = 8;

    private static final Pattern READS_BATCH = Pattern.compile("\\bt\\.");

    /** What calls need to know about the class around them. */
    record Context(
            Schedule schedule,
            MemberNames names,
            ClassName training,
            TrainingRows rows,
            Optional<KernelWriter.VectorClass> vectors) {}

    private record Step(String name, Phase phase) {}

    private final String name;
    private final Context context;
    private final long work;
    private final List<Step> steps = new ArrayList<>();
    private final List<MethodSpec> methods = new ArrayList<>();

    /**
     * A pass.
     *
     * @param name how the names of its methods begin
     * @param kernels its kernels, in order
     * @param work its multiply-adds for one sample
     * @param context the class around
     */
    PassWriter(String name, List<Kernel> kernels, long work, Context context) {
        this.name = name;
        this.context = context;
        this.work = work;
        final List<Phase> phases = Phase.of(kernels, context.schedule().scratch());
        for (int k = 0; k < phases.size(); k++) {
            final Phase phase = phases.get(k);
            final String stem = name + (phase.isBySample() ? "Samples" : "Sums");
            final long before =
                    phases.subList(0, k).stream()
                            .filter(other -> other.isBySample() == phase.isBySample())
                            .count();
            steps.add(new Step(stem + (before == 0 ? "" : before + 1), phase));
        }
        steps.forEach(step -> methods.add(method(step)));
    }

    /** The phases as workers take them, which saves making them at every call. */
    List<FieldSpec> fields() {
        if (steps.isEmpty()) {
            return List.of();
        }
        final boolean isOne = steps.size() == 1;
        final TypeName phase = JavaNames.of(JavaNames.CONSUMER, context.training());
        final CodeBlock references =
                steps.stream()
                        .map(step -> CodeBlock.of("this::$L", step.name()))
                        .collect(CodeBlock.joining(", "));
        return List.of(
                FieldSpec.builder(
                                isOne ? phase : JavaNames.of(JavaNames.LIST, phase),
                                field(),
                                Modifier.PRIVATE,
                                Modifier.FINAL)
                        .initializer(isOne ? references : initializer(references, phase))
                        .build());
    }

    /** Many phases get a method of their own, for a constructor has to stay small. */
    private CodeBlock initializer(CodeBlock references, TypeName phase) {
        final CodeBlock list = CodeBlock.of("$T.of($L)", JavaNames.LIST, references);
        if (steps.size() <= FEW_PHASES) {
            return list;
        }
        final String method = name + "Phases";
        methods.add(
                MethodSpec.methodBuilder(method)
                        .addModifiers(Modifier.PRIVATE)
                        .returns(JavaNames.of(JavaNames.LIST, phase))
                        .addStatement("return $L", list)
                        .build());
        return CodeBlock.of("$L()", method);
    }

    private String field() {
        return context.names().state(steps.size() == 1 ? steps.get(0).name() : name + "Phases");
    }

    /** The methods. */
    List<MethodSpec> methods() {
        return methods;
    }

    /** Divides the batch {@code t} of {@code count} samples and runs one phase after the other. */
    CodeBlock run() {
        if (steps.isEmpty()) {
            return CodeBlock.of("");
        }
        final String workers = context.names().state("workers");
        return CodeBlock.builder()
                .addStatement(
                        "$L.run(t.divide(count, $L.parts(count * $LL)), $L)",
                        workers,
                        workers,
                        work,
                        field())
                .build();
    }

    private MethodSpec method(Step step) {
        return method(step.name(), step.phase(), calls(step))
                .addJavadoc(
                        step.phase().isBySample()
                                ? "Sample by sample: for the samples of a part.\n"
                                : "For the whole batch: a part's share of the rows of every"
                                        + " result.\n")
                .build();
    }

    private MethodSpec.Builder method(String name, Phase phase, CodeBlock code) {
        final MethodSpec.Builder method =
                MethodSpec.methodBuilder(name)
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(context.training(), part(phase));
        // Calls of many kernels stand in methods of their own.
        if (!phase.isBySample() && READS_BATCH.matcher(code.toString()).find()) {
            method.addStatement("final $T t = part.batch()", context.training());
        }
        return method.addCode(code);
    }

    private static String part(Phase phase) {
        return phase.isBySample() ? "t" : "part";
    }

    private CodeBlock calls(Step step) {
        final Phase phase = step.phase();
        return KernelWriter.calls(
                phase.kernels(),
                (location, single) -> argument(location, phase),
                kernel -> condition(kernel, phase),
                context.vectors(),
                (part, code) -> {
                    final String name = step.name() + "_" + part;
                    methods.add(method(name, phase, code).build());
                    return CodeBlock.of("$L($L);\n", name, part(phase));
                });
    }

    /** What is done in one piece is done for one part only. */
    private static CodeBlock condition(Kernel kernel, Phase phase) {
        return kernel.division() == Division.WHOLE
                ? CodeBlock.of("part.takes($L)", phase.kernels().indexOf(kernel))
                : CodeBlock.of("");
    }

    private CodeBlock argument(Location location, Phase phase) {
        if (location instanceof Location.Input) {
            return CodeBlock.of("t.$L", TrainingRows.INPUTS);
        } else if (location instanceof Location.OutputGradient) {
            return CodeBlock.of("t.$L", TrainingRows.OUTPUT_GRADIENTS);
        } else if (location instanceof Location.LogitGradient) {
            return CodeBlock.of("t.$L", TrainingRows.LOGIT_GRADIENTS);
        } else if (location instanceof Location.InputGradient) {
            return CodeBlock.of("t.$L", TrainingRows.INPUT_GRADIENTS);
        } else if (location instanceof Location.Rows rows) {
            final boolean isOwn = context.schedule().scratch().contains(rows.buffer());
            return CodeBlock.of(
                    "$L.$L", isOwn ? part(phase) : "t", context.rows().name(rows.buffer()));
        } else if (location instanceof Location.Count) {
            return CodeBlock.of("t.count()");
        } else if (location instanceof Location.First) {
            return CodeBlock.of("t.first()");
        } else if (location instanceof Location.From from) {
            return CodeBlock.of("part.from($L)", from.rows());
        } else if (location instanceof Location.To to) {
            return CodeBlock.of("part.to($L)", to.rows());
        }
        return Methods.parameter(location, context.names());
    }
}
