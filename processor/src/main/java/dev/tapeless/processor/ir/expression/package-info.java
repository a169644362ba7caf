/**
 * Scalar formulas: the bodies of elementwise operations and what users write as activations.
 *
 * <p>In comes the text of a formula ({@link dev.tapeless.processor.ir.expression.FormulaParser});
 * out go expressions, their derivatives ({@link dev.tapeless.processor.ir.expression.Derivative},
 * {@link dev.tapeless.processor.ir.expression.OutputForm}), shorter expressions of the same value
 * ({@link dev.tapeless.processor.ir.expression.Simplifier}) and their value in double precision
 * ({@link dev.tapeless.processor.ir.expression.Evaluation}). Expressions are immutable values;
 * rules never change a value by more than rounding.
 */
package dev.tapeless.processor.ir.expression;
