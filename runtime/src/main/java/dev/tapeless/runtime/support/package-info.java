/**
 * What generated networks and the runtime's own packages share; applications have no need of it.
 *
 * <p>Generated constructors fill parameters with {@link dev.tapeless.runtime.support.Initializers},
 * generated entry points check their arguments with {@link dev.tapeless.runtime.support.Checks} and
 * borrow buffers from {@link dev.tapeless.runtime.support.Workspaces}; batches are divided among
 * threads in {@link dev.tapeless.runtime.support.Part}s. What users set is checked with {@link
 * dev.tapeless.runtime.support.Settings}. Invariant: nothing here knows a particular network, and
 * nothing allocates on the path of a correct call once buffers exist.
 */
package dev.tapeless.runtime.support;
