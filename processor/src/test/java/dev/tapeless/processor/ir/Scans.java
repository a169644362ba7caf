package dev.tapeless.processor.ir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small scan for tests. */
final class Scans {

    private Scans() {}

    /**
     * The sums of a sequence so far, each element times a factor first.
     *
     * @param builder makes the nodes outside, among them the inputs {@code start} of shape [B, 2],
     *     {@code sequence} of shape [B, length, 2] and {@code factor} of shape [B, 2]
     * @param length the length of the sequence
     * @param reverse whether the last element comes first
     * @return the tuple of the last sum and the sums so far
     */
    static Node runningSum(GraphBuilder builder, int length, boolean reverse) {
        final Shape row = Shape.of(2).batched();
        return builder.apply(
                "sums",
                new Op.Scan(body(), 1, 1, length, reverse),
                List.of(
                        builder.input("start", row),
                        builder.input("sequence", Shape.of(length, 2).batched()),
                        builder.input("factor", row)));
    }

    /** The next sum is the sum so far plus factor times element; it is emitted as well. */
    static Graph body() {
        final GraphBuilder builder = new GraphBuilder();
        final Shape row = Shape.of(2).batched();
        final Node sum = builder.input("sum", row);
        final Node element = builder.input("element", row);
        final Node factor = builder.input("factor", row);
        final Node next =
                builder.map("next", SampleLayers.formula("a + b * c"), sum, element, factor);
        final Map<String, Node> outputs = new LinkedHashMap<>();
        outputs.put("state", next);
        outputs.put("emitted", next);
        return Graph.of(List.of(sum, element, factor), outputs);
    }
}
