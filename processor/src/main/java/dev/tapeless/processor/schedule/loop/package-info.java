/**
 * Networks whose passes are kernels over all samples of a batch: the places of all values, the
 * kernels of each group, scans whose body is such a program again, and the steps of a stream. What
 * comes in are graphs and the storage of parameters, what goes out is a schedule. Kernels stand in
 * the order of the graph.
 */
package dev.tapeless.processor.schedule.loop;
