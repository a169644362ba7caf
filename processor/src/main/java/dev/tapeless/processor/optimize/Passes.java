package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphPrinter;

import java.util.List;

/** The optimization: a list of passes, repeated until nothing changes. */
public final class Passes {

    /** Chains of rewrites end after two or three rounds; more would be a pass undoing another. */
    private static final int ROUNDS = 10;

    /** All passes, in order. */
    public static final List<Pass> ALL =
            List.of(
                    new Pass("remove detach", RemoveDetach::run),
                    new Pass("trim scans", TrimScans::run),
                    new Pass("simplify maps", SimplifyMaps::run),
                    new Pass("simplify moves", SimplifyMoves::run),
                    new Pass("join slices", JoinSlices::run),
                    new Pass("join parts", JoinParts::run),
                    new Pass("hoist factors", HoistFactors::run),
                    new Pass("algebra", Algebra::run),
                    new Pass("fuse maps", FuseMaps::run));

    private Passes() {}

    /**
     * The optimized graph.
     *
     * @param graph a graph
     * @return a graph of the same inputs, outputs and values, to which no pass has anything to add
     */
    public static Graph run(Graph graph) {
        Graph current = graph;
        String before = "";
        for (int round = 0; round < ROUNDS; round++) {
            final String text = GraphPrinter.print(current);
            if (text.equals(before)) {
                return current;
            }
            before = text;
            for (final Pass pass : ALL) {
                current = pass.apply(current);
            }
        }
        return current;
    }
}
