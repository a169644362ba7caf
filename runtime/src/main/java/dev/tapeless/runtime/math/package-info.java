/**
 * Elementary functions whose results have the same bits on every JVM and every processor.
 *
 * <p>Numbers come in, numbers go out; nothing else is kept. The {@code float} functions are this
 * project's own polynomials, evaluated in {@code double} with nothing but additions,
 * multiplications and divisions; the {@code double} functions are {@link java.lang.StrictMath}, or
 * are built from it. The invariant: no function here may depend on an intrinsic that is allowed to
 * differ between machines, as those of {@link java.lang.Math} are.
 */
package dev.tapeless.runtime.math;
