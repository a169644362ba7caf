/**
 * Measures generated networks, in plain Java and in vectors, against the same networks written by
 * hand, as textbooks do and as carefully as Java without the Vector API allows, and against other
 * libraries where the jar was built with them. Invariant: all have the same parameters, and their
 * predictions, and parameters after a step, are compared before anything is measured.
 */
package dev.tapeless.benchmarks;
