package dev.tapeless.processor.schedule.plan;

/** How the results of a kernel are divided among threads. A sum is never divided. */
public sealed interface Division {

    /** By samples: what belongs to a sample depends on nothing of another. */
    record Samples() implements Division {}

    /**
     * By rows of the result, which the kernel computes from one to another.
     *
     * @param rows how many there are
     */
    record Rows(int rows) implements Division {}

    /** Not at all: one thread does everything, while others run other kernels. */
    record Whole() implements Division {}
}
