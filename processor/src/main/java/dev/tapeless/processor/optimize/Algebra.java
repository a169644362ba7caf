package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Elementwise;
import dev.tapeless.processor.ir.Elementwise.Read;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Transcription;
import dev.tapeless.processor.ir.Uses;
import dev.tapeless.processor.ir.expression.ExpressionSize;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Simplifies across operations. The formulas of the values that only one elementwise operation
 * reads are put into that operation, broadcast or not; what then simplifies, with values that are
 * there anyway in the place of their formulas, stays so when that takes less time than before.
 */
final class Algebra {

    private final Map<Node, Integer> places = new HashMap<>();
    private final Uses uses;

    private Algebra(Graph graph) {
        graph.nodes().forEach(node -> places.put(node, places.size()));
        this.uses = Uses.of(graph);
    }

    /**
     * Runs the pass.
     *
     * @param graph a graph
     * @return the same with shorter formulas
     */
    static Graph run(Graph graph) {
        return Rewriting.run(graph, g -> new Algebra(g)::rewrite);
    }

    private Node rewrite(GraphBuilder builder, Node node, Transcription places) {
        if (!(node.op() instanceof Op.Map)) {
            return null;
        }
        final Elementwise best = shortest(node);
        return best == null ? null : carried(best, places).build(builder, node.label());
    }

    private static Elementwise carried(Elementwise form, Transcription places) {
        final List<Read> reads =
                form.reads().stream()
                        .map(read -> new Read(places.get(read.node()), read.axes()))
                        .toList();
        return new Elementwise(form.body(), reads, form.shape());
    }

    /** The shortest form of a node that beats the present one; null when there is none. */
    private Elementwise shortest(Node node) {
        Elementwise best = null;
        double bestGain = 0;
        for (final boolean broadcast : new boolean[] {false, true}) {
            final Set<Node> absorbed = new LinkedHashSet<>(List.of(node));
            final Elementwise whole = expanded(node, broadcast, absorbed).simplified();
            final Elementwise form = new KnownValues(places, uses, node, absorbed).reuse(whole);
            double gain = -cost(form);
            for (final Node old : absorbed) {
                gain += cost(formula(old));
            }
            if (gain > bestGain) {
                bestGain = gain;
                best = form;
            }
        }
        return best;
    }

    private Elementwise expanded(Node node, boolean broadcast, Set<Node> absorbed) {
        Elementwise form = formula(node);
        for (int k = 0; k < form.reads().size(); k++) {
            final Read read = form.reads().get(k);
            final boolean wanted =
                    read.node().op() instanceof Op.Map
                            && uses.isPrivate(read.node())
                            && (broadcast || read.isInPlace(form.shape()));
            if (wanted) {
                final Elementwise longer = form.inline(k, formula(read.node()));
                if (FuseMaps.isReadable(longer.body())) {
                    form = longer;
                    absorbed.add(read.node());
                }
            }
        }
        return form;
    }

    static Elementwise formula(Node node) {
        return Elementwise.of((Op.Map) node.op(), node.operands());
    }

    /** About how long an elementwise operation takes for one sample, in additions. */
    private static double cost(Elementwise form) {
        return (double) form.shape().elements() * ExpressionSize.cost(form.body());
    }
}
