package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;

import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Schedule;

import java.util.ArrayList;
import java.util.List;

import javax.lang.model.element.Modifier;

/** Prints the training pair: forward, which keeps what backward needs, and backward. */
final class TrainingWriter {

    private final TypedNetwork network;
    private final Schedule schedule;
    private final Real real;
    private final MemberNames names;
    private final ClassName trainingClass;
    private final TrainingRows rows;
    private final SingleSampleWriter singleSample;
    private final SampleLoop loop;
    private final PassWriter forward;
    private final PassWriter backward;
    private final PassWriter inputBackward;
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
        this.rows = new TrainingRows(network, schedule, real, trainingClass);
        this.singleSample = new SingleSampleWriter(network, real, names);
        this.loop = new SampleLoop(rows, names, Methods.vectors(network, schedule, names));
        final long work = Methods.multiplyAdds(network);
        this.forward = pass("forward", schedule.forward(), work);
        this.backward = pass("backward", schedule.backward(), 2 * work);
        this.inputBackward = pass("backwardInput", schedule.inputBackward(), work);
    }

    /** Straight-line code runs over the samples itself. */
    private PassWriter pass(String name, List<Kernel> kernels, long work) {
        return new PassWriter(
                name,
                schedule.straightLine() ? List.of() : kernels,
                work,
                new PassWriter.Context(
                        schedule,
                        names,
                        trainingClass,
                        rows,
                        Methods.vectors(network, schedule, names)));
    }

    List<FieldSpec> fields() {
        final List<FieldSpec> fields = new ArrayList<>();
        fields.addAll(singleSample.fields());
        fields.add(
                FieldSpec.builder(trainingClass, names.state("training"), Modifier.PRIVATE)
                        .initializer("new $T(0)", trainingClass)
                        .build());
        List.of(forward, backward, inputBackward).forEach(pass -> fields.addAll(pass.fields()));
        return fields;
    }

    List<MethodSpec> methods() {
        final List<MethodSpec> methods = new ArrayList<>();
        methods.add(reserve());
        methods.add(forward());
        methods.addAll(forward.methods());
        methods.add(singleSample.forward());
        methods.add(backward());
        if (network.ports().haveLogits()) {
            methods.add(backwardLogits());
        }
        methods.addAll(backward.methods());
        methods.add(singleSample.backward());
        if (network.inputGradient()) {
            methods.add(backwardWithInput());
            methods.addAll(inputBackward.methods());
            methods.add(singleSample.backwardWithInput());
            if (schedule.straightLine()) {
                methods.add(backwardRows());
            }
        }
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
        final MethodSpec.Builder method =
                Methods.override("forward")
                        .addParameter(real.rows, "inputs")
                        .addParameter(TypeName.INT, "count")
                        .returns(real.rows)
                        .addStatement(
                                "$T.batch(inputs, count, $L, $S)",
                                JavaNames.CHECKS,
                                inputs,
                                "inputs")
                        .addStatement("reserve(count)")
                        .addStatement("$L.advance()", names.state("random"))
                        .addStatement("final $T t = $L", trainingClass, names.state("training"))
                        .addStatement("t.inputs = inputs");
        if (schedule.straightLine()) {
            method.addStatement("t.count = count").addCode(loop.over(schedule.forward(), "", ""));
        } else {
            method.addCode(forward.run());
        }
        return method.addStatement("return t.$L", rows.name(schedule.output())).build();
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
                            TrainingRows.INPUT_GRADIENTS)
                    .build();
        }
        method.addCode(checkedTraining(TrainingRows.OUTPUT_GRADIENTS));
        if (schedule.straightLine()) {
            return method.addCode(loop.over(schedule.backward(), TrainingRows.OUTPUT_GRADIENTS, ""))
                    .build();
        }
        method.addStatement("t.$L = outputGradients", TrainingRows.OUTPUT_GRADIENTS);
        if (network.ports().haveLogits()) {
            method.addStatement(
                    "t.$L = t.$L", TrainingRows.LOGIT_GRADIENTS, TrainingRows.NO_GRADIENTS);
        }
        return method.addCode(backward.run()).build();
    }

    /** The gradient comes in behind the last operation, and nothing through it. */
    private MethodSpec backwardLogits() {
        final MethodSpec.Builder method =
                Methods.override("backwardLogits")
                        .addParameter(real.rows, TrainingRows.LOGIT_GRADIENTS)
                        .addParameter(TypeName.INT, "count")
                        .addCode(checkedTraining(TrainingRows.LOGIT_GRADIENTS));
        if (schedule.straightLine()) {
            return method.addCode(
                            loop.over(
                                    schedule.backward(),
                                    TrainingRows.LOGIT_GRADIENTS,
                                    "t." + TrainingRows.INPUT_GRADIENTS))
                    .build();
        }
        return method.addStatement(
                        "t.$L = t.$L", TrainingRows.OUTPUT_GRADIENTS, TrainingRows.NO_GRADIENTS)
                .addStatement("t.$L = logitGradients", TrainingRows.LOGIT_GRADIENTS)
                .addCode(backward.run())
                .build();
    }

    private CodeBlock checkedTraining(String gradients) {
        return CodeBlock.builder()
                .addStatement("final $T t = $L", trainingClass, names.state("training"))
                .addStatement(
                        "$T.backward(t.$L, count)",
                        JavaNames.CHECKS,
                        schedule.straightLine() ? "count" : "count()")
                .addStatement(
                        "$T.batch($L, count, $L, $S)",
                        JavaNames.CHECKS,
                        gradients,
                        outputs,
                        gradients)
                .build();
    }

    private MethodSpec backwardWithInput() {
        final MethodSpec.Builder method =
                Methods.visible(network, "backward")
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
                .addStatement("t.$L = inputGradients", TrainingRows.INPUT_GRADIENTS)
                .addCode(inputBackward.run())
                .build();
    }

    private MethodSpec backwardRows() {
        return MethodSpec.methodBuilder("backwardRows")
                .addModifiers(Modifier.PRIVATE)
                .addParameter(real.rows, "outputGradients")
                .addParameter(real.rows, "inputGradients")
                .addParameter(TypeName.INT, "count")
                .addCode(checkedTraining(TrainingRows.OUTPUT_GRADIENTS))
                .addCode(
                        loop.over(
                                schedule.backward(),
                                TrainingRows.OUTPUT_GRADIENTS,
                                "inputGradients"))
                .build();
    }

    List<TypeSpec> types() {
        return List.of(rows.type());
    }
}
