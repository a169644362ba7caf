package dev.tapeless.processor.emit;

import com.palantir.javapoet.CodeBlock;

import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Prints a pass of training as straight-line code, sample by sample. */
final class SampleLoop {

    private final TrainingRows rows;
    private final MemberNames names;
    private final Optional<KernelWriter.VectorClass> vectors;

    SampleLoop(TrainingRows rows, MemberNames names, Optional<KernelWriter.VectorClass> vectors) {
        this.rows = rows;
        this.names = names;
        this.vectors = vectors;
    }

    /**
     * A loop over the samples of the rows {@code t}.
     *
     * @param kernels what is done with each
     * @param givenGradients the gradients that the caller gives, those of the outputs or of the
     *     logits; empty in a forward pass
     * @param inputGradients the rows for the gradient of the input, empty where nobody wants it
     */
    CodeBlock over(List<Kernel> kernels, String givenGradients, String inputGradients) {
        return over(
                kernels,
                (location, single) -> argument(location, givenGradients, inputGradients),
                vectors);
    }

    /**
     * A loop over samples {@code s}; where kernels have a form in vectors, one for each form.
     *
     * @param kernels what is done with each
     * @param argument the argument for a location
     * @param vectors the class of forms in vectors; empty for none
     */
    static CodeBlock over(
            List<Kernel> kernels,
            BiFunction<Location, Boolean, CodeBlock> argument,
            Optional<KernelWriter.VectorClass> vectors) {
        return KernelWriter.chosen(
                kernels,
                vectors,
                loop(KernelWriter.calls(kernels, argument, Optional.empty(), (part, code) -> code)),
                type ->
                        loop(
                                KernelWriter.vectorCalls(
                                        kernels, argument, type, (part, code) -> code)));
    }

    private static CodeBlock loop(CodeBlock body) {
        return CodeBlock.builder()
                .beginControlFlow("for (int s = 0; s < count; s++)")
                .add(body)
                .endControlFlow()
                .build();
    }

    private CodeBlock argument(Location location, String givenGradients, String inputGradients) {
        if (location instanceof Location.Input) {
            return CodeBlock.of("t.inputs[s]");
        } else if (location instanceof Location.OutputGradient) {
            return gradient(TrainingRows.OUTPUT_GRADIENTS, givenGradients);
        } else if (location instanceof Location.LogitGradient) {
            return gradient(TrainingRows.LOGIT_GRADIENTS, givenGradients);
        } else if (location instanceof Location.InputGradient) {
            return CodeBlock.of("$L[s]", inputGradients);
        } else if (location instanceof Location.Rows values) {
            return CodeBlock.of("t.$L[s]", rows.name(values.buffer()));
        }
        return Methods.parameter(location, names);
    }

    /** The caller gives one kind of gradients; the other is zero. */
    private static CodeBlock gradient(String wanted, String given) {
        return wanted.equals(given)
                ? CodeBlock.of("$L[s]", given)
                : CodeBlock.of("t.$L[s]", TrainingRows.NO_GRADIENTS);
    }
}
