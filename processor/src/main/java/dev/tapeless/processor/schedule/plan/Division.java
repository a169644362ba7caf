package dev.tapeless.processor.schedule.plan;

/** How the results of a kernel are divided among threads. A sum is never divided. */
public enum Division {
    /** By samples: what belongs to a sample depends on nothing of another. */
    SAMPLES,
    /** By rows of the result, which the kernel computes from one to another. */
    ROWS,
    /** Not at all: one thread does everything, while others run other kernels. */
    WHOLE
}
