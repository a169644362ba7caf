/**
 * The typed network. Comes in: a declaration. Goes out: a {@link
 * dev.tapeless.processor.graph.CheckedNetwork} in which every reference is resolved, every shape is
 * known and every rule holds, from which {@link dev.tapeless.processor.graph.Lowering} makes graphs
 * and {@link dev.tapeless.processor.graph.TypedNetwork} tells the emitter the rest. All mistakes
 * are found in one go: what a mistake leaves unknown stays silent afterwards. Imports {@code
 * layer}, {@code parse}, {@code ir} and {@code diagnostics}.
 */
package dev.tapeless.processor.graph;
