/**
 * Compiles networks while {@code javac} runs. Each package is one stage; what it takes and what it
 * gives are records, and no stage looks back:
 *
 * <pre>{@code
 * annotated class
 *       |
 *     parse      NetworkDeclaration: what was written, every value with its place
 *       |
 *     graph      CheckedNetwork: references, shapes and rules   <--- layer: one file each
 *       |
 *       ir       Graph: the closed set of operations, for predictions and for training
 *       |
 *    autodiff    Graph: the forward pass and all gradients
 *       |
 *    optimize    Graph: the same in fewer operations
 *       |
 *    schedule    Schedule: loops, buffers, the order of every sum
 *       |
 *      emit      one Java source file
 * }</pre>
 *
 * <p>{@link dev.tapeless.processor.NetworkProcessor} is what the compiler calls, {@link
 * dev.tapeless.processor.NetworkCompiler} is the picture above as one method, and {@code
 * diagnostics} holds every sentence that a user can be shown. Only {@code parse}, {@code
 * diagnostics}, {@code emit} and this package see {@code javax.lang.model}; only {@code emit} sees
 * JavaPoet. A test reads the imports and enforces that.
 */
package dev.tapeless.processor;
