package dev.tapeless.processor.schedule.plan;

import java.util.List;

/**
 * How one step of a network runs that is given a sequence element by element.
 *
 * @param kernels the kernels, in order
 * @param states what is carried on from one step to the next
 * @param buffers the rows that a step needs besides
 * @param elementLength how many numbers an element has
 * @param outputLength how many numbers a step gives
 */
public record StepSchedule(
        List<Kernel> kernels,
        List<State> states,
        List<Buffer> buffers,
        int elementLength,
        int outputLength) {

    /**
     * A state.
     *
     * @param buffer where it lies
     * @param start what all its elements start from
     */
    public record State(Buffer buffer, double start) {}

    /** Keeps unmodifiable copies. */
    public StepSchedule {
        kernels = List.copyOf(kernels);
        states = List.copyOf(states);
        buffers = List.copyOf(buffers);
    }
}
