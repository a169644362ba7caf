package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Graph;

import java.util.function.UnaryOperator;

/**
 * One step of the optimization.
 *
 * @param name what it is called in dumps and tests
 * @param rewrite gives a graph of the same inputs, outputs and values; also of the graphs inside of
 *     scans
 */
public record Pass(String name, UnaryOperator<Graph> rewrite) {

    /**
     * Applies this pass.
     *
     * @param graph a graph
     * @return the rewritten graph
     */
    public Graph apply(Graph graph) {
        return rewrite.apply(graph);
    }
}
