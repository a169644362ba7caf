/**
 * The interface between generated networks and everything that uses them.
 *
 * <p>A generated class implements {@link dev.tapeless.runtime.Model}; its numbers are {@link
 * dev.tapeless.runtime.Parameters}, which users see by {@link dev.tapeless.runtime.Layer} and in
 * natural shapes, while optimizers see plain blocks of floats or doubles. A row type {@code R} is
 * {@code float[]} or {@code double[]} throughout. Invariant: a natural index and a storage position
 * name the same number in every view, so no caller depends on how a schedule lays weights out.
 */
package dev.tapeless.runtime;
