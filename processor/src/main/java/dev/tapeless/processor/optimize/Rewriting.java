package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Transcription;

import java.util.function.Function;

/** Rebuilds a graph node by node; what no output needs any more is left behind. */
final class Rewriting {

    /** Decides what becomes of a node. */
    interface Rule {
        /**
         * The new node.
         *
         * @param builder makes nodes
         * @param node the old node
         * @param places what became of the nodes before it
         * @return what stands in its place; null to keep the operation
         */
        Node rewrite(GraphBuilder builder, Node node, Transcription places);
    }

    private Rewriting() {}

    /**
     * Applies a rule to every node of a graph and of the graphs inside of its scans.
     *
     * @param graph the graph
     * @param rules gives the rule for a graph
     * @return the rewritten graph
     */
    static Graph run(Graph graph, Function<Graph, Rule> rules) {
        final GraphBuilder builder = new GraphBuilder();
        final Transcription places = new Transcription(builder);
        final Rule rule = rules.apply(graph);
        graph.inputs().forEach(places::copy);
        for (final Node node : graph.nodes()) {
            if (node.op() instanceof Op.Scan scan) {
                final Op.Scan rewritten =
                        new Op.Scan(
                                run(scan.body(), rules),
                                scan.states(),
                                scan.sequences(),
                                scan.length(),
                                scan.reverse());
                places.put(node, builder.apply(node.label(), rewritten, places.operands(node)));
                continue;
            }
            final Node replacement = rule.rewrite(builder, node, places);
            if (replacement == null) {
                places.copy(node);
            } else {
                places.put(node, replacement);
            }
        }
        return places.graph(graph);
    }
}
