/**
 * The intermediate representation: a small closed set of operations on tensors, in graphs.
 *
 * <p>Lowering builds a {@link dev.tapeless.processor.ir.Graph} with a {@link
 * dev.tapeless.processor.ir.GraphBuilder}; differentiation and optimization take graphs and give
 * graphs; the schedule reads the last one. Every node follows its operands and fits them in shape
 * and element type ({@link dev.tapeless.processor.ir.GraphVerifier}); what a graph means is defined
 * by the {@link dev.tapeless.processor.ir.Interpreter}. This package knows nothing of the others,
 * of annotations or of Java source.
 */
package dev.tapeless.processor.ir;
