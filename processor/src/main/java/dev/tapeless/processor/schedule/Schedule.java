package dev.tapeless.processor.schedule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything the emitter prints.
 *
 * @param straightLine whether the whole network is straight-line code for one sample
 * @param flat the parameters that are stored in one array; all others in one array a row
 * @param predict the kernels of prediction, in order
 * @param forward the kernels of the forward pass of training
 * @param backward the kernels of the backward pass, without the gradient of the input
 * @param inputBackward the kernels that give the gradient of the input, after the others
 * @param workspace what prediction needs besides its arguments
 * @param training what training keeps from forward to backward, or needs in backward
 * @param output the buffer in which training leaves the output
 */
public record Schedule(
        boolean straightLine,
        Set<String> flat,
        List<Kernel> predict,
        List<Kernel> forward,
        List<Kernel> backward,
        List<Kernel> inputBackward,
        List<Buffer> workspace,
        List<Buffer> training,
        Buffer output) {

    /** Keeps unmodifiable copies. */
    public Schedule {
        flat = Collections.unmodifiableSet(new LinkedHashSet<>(flat));
        predict = List.copyOf(predict);
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
        inputBackward = List.copyOf(inputBackward);
        workspace = List.copyOf(workspace);
        training = List.copyOf(training);
    }

    /**
     * All methods, each once, in the order of their first call.
     *
     * @return the kernels by name
     */
    public Map<String, Kernel> kernels() {
        final Map<String, Kernel> kernels = new LinkedHashMap<>();
        for (final List<Kernel> program : List.of(predict, forward, backward, inputBackward)) {
            program.forEach(kernel -> kernels.putIfAbsent(kernel.name(), kernel));
        }
        return kernels;
    }
}
