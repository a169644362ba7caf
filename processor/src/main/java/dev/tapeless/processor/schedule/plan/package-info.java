/**
 * What a schedule is: kernels, the buffers and storage of what they read and write, how they are
 * divided among threads, and the measured limits between the forms. All parts of the schedule add
 * to it, the emitter reads it; nothing in it decides what a kernel does. Sums are never divided, so
 * no plan depends on a number of threads.
 */
package dev.tapeless.processor.schedule.plan;
