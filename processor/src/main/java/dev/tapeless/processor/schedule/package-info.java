/**
 * Decides how a graph runs: straight line or loops, and how each parameter is stored. What comes in
 * are optimized graphs, what goes out is a {@link dev.tapeless.processor.schedule.plan.Schedule}:
 * methods in the language of {@link dev.tapeless.processor.schedule.code}, and the calls that make
 * up prediction, training forward and backward. Every method stays below the size that HotSpot
 * compiles.
 *
 * <p>The packages below are parts of this stage; no two of them need each other. {@code plan} is
 * what comes out, {@code group} which operations become a kernel together, {@code scope} the names
 * and places of one kernel, {@code lane} code in vectors. Kernels of one kind each are written by
 * {@code product}, {@code nest}, {@code row} and {@code window}; {@code loop} and {@code straight}
 * put whole networks together.
 */
package dev.tapeless.processor.schedule;
