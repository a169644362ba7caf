/**
 * Learning rates that change while training goes on.
 *
 * <p>A {@link dev.tapeless.runtime.schedule.Schedule} takes the rate an optimizer was made with and
 * the number of steps (or epochs) done, and gives the rate of the next one. Invariant: it is a pure
 * function of these two, so training resumed from a checkpoint needs no state of it, and it gives
 * the same bits on every machine.
 */
package dev.tapeless.runtime.schedule;
