package dev.tapeless.processor.schedule.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything the emitter prints.
 *
 * @param straightLine whether the whole network is straight-line code for one sample
 * @param reason which of the two it is, and why
 * @param storage how parameters are stored
 * @param predict the kernels of prediction, in order
 * @param predictOne the kernels of prediction for one sample, in vectors; empty where there is no
 *     such form
 * @param forward the kernels of the forward pass of training
 * @param backward the kernels of the backward pass, without the gradient of the input
 * @param inputBackward the kernels that give the gradient of the input, after the others
 * @param workspace what prediction needs besides its arguments
 * @param training what training keeps from forward to backward, or needs in backward
 * @param output the buffer in which training leaves the output
 * @param scratch the rows among those of training that a kernel needs for itself alone
 * @param step how one step runs of a network that can be given a sequence element by element
 */
public record Schedule(
        boolean straightLine,
        String reason,
        Storage storage,
        List<Kernel> predict,
        List<Kernel> predictOne,
        List<Kernel> forward,
        List<Kernel> backward,
        List<Kernel> inputBackward,
        List<Buffer> workspace,
        List<Buffer> training,
        Buffer output,
        Set<Buffer> scratch,
        Optional<StepSchedule> step) {

    /** Keeps unmodifiable copies. */
    public Schedule {
        predict = List.copyOf(predict);
        predictOne = List.copyOf(predictOne);
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
        inputBackward = List.copyOf(inputBackward);
        workspace = List.copyOf(workspace);
        training = List.copyOf(training);
        scratch = Set.copyOf(scratch);
    }

    /**
     * The parameters that are one array.
     *
     * @return their names
     */
    public Set<String> flat() {
        return storage.flat();
    }

    /**
     * Whether some kernels have a second form in vectors.
     *
     * @return true when there is a class of such forms
     */
    public boolean hasVectors() {
        return !predictOne.isEmpty()
                || kernels().values().stream().anyMatch(kernel -> kernel.vectors().isPresent());
    }

    /**
     * The samples that a workspace of prediction has room for: fewer where they are large.
     *
     * @return at least one
     */
    public int workspaceRows() {
        final long elements =
                workspace.stream().filter(Buffer::isBatched).mapToLong(Buffer::rowLength).sum();
        final long rows = CostModel.WORKSPACE_ELEMENTS / Math.max(1, elements);
        return (int) Math.max(1, Math.min(rows, CostModel.WORKSPACE_ROWS));
    }

    /**
     * Whether a prediction depends on its own sample only, so that any samples can be predicted
     * without the others.
     *
     * @return true for all networks of layers that say what they do in prediction
     */
    public boolean predictsBySample() {
        return predict.stream()
                .allMatch(
                        kernel ->
                                kernel.division() == Division.SAMPLES
                                        || kernel.parameters().stream()
                                                .noneMatch(p -> p.location().isBatched()));
    }

    /**
     * All methods of the network's own class, each once, in the order of their first call.
     *
     * @return the kernels by name
     */
    public Map<String, Kernel> kernels() {
        final Map<String, Kernel> kernels = new LinkedHashMap<>();
        final List<Kernel> steps = step.map(StepSchedule::kernels).orElse(List.of());
        for (final List<Kernel> program :
                List.of(predict, forward, backward, inputBackward, steps)) {
            program.forEach(kernel -> kernels.putIfAbsent(kernel.name(), kernel));
        }
        return kernels;
    }
}
