/**
 * The small imperative language in which kernels are written: values, statements and methods. What
 * comes in are decisions of the schedule, what goes out is printed as Java by the emitter, word for
 * word; no decision is left open here, the order of every sum included.
 */
package dev.tapeless.processor.schedule.code;
