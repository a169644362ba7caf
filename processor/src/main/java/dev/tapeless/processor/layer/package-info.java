/**
 * The open set of layers, one file each. Comes in: one annotation on a field and what it reads.
 * Goes out: a {@link dev.tapeless.processor.layer.LayerOperation} with its output shape, its
 * parameters and its lowering to the closed set of operations of {@code ir}. A layer has no
 * gradient and no Java text: both exist once for each operation, after it.
 *
 * <p>A new layer is one annotation and one class here with
 * {@code @AutoService(LayerDefinition.class)}; a new activation is one annotation only. Imports
 * {@code parse}, {@code ir} and {@code diagnostics}.
 */
package dev.tapeless.processor.layer;
