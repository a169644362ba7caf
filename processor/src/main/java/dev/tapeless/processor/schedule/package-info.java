/**
 * Decides how a graph runs: which form each operation gets (straight line, tile of accumulators,
 * rows that the just-in-time compiler vectorises), where every value lies, how parameters are
 * stored and in which order every sum is taken. What comes in are optimized graphs, what goes out
 * is a {@link dev.tapeless.processor.schedule.Schedule}: methods in the language of {@link
 * dev.tapeless.processor.schedule.code}, and the calls that make up prediction, training forward
 * and backward. Every method stays below the size that HotSpot compiles.
 */
package dev.tapeless.processor.schedule;
