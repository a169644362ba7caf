package dev.tapeless.processor.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.GraphPrinter;
import dev.tapeless.processor.ir.GraphVerifier;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.SampleLayers;
import dev.tapeless.processor.ir.Shape;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** All passes together, and what each of them does inside of a scan. */
class PassesTest {

    private static final Shape ROW = Shape.of(3).batched();

    @Test
    void theNamesOfThePassesAreDifferent() {
        assertEquals(
                List.of(
                        "remove detach",
                        "trim scans",
                        "simplify maps",
                        "simplify moves",
                        "join slices",
                        "join parts",
                        "hoist factors",
                        "algebra",
                        "fuse maps"),
                Passes.ALL.stream().map(Pass::name).toList());
    }

    @Test
    void onePassPreparesAnother() {
        final RewriteCase rewrite = new RewriteCase(Passes::run);
        final Node x = rewrite.row("x", 3);
        final Node same =
                rewrite.builder.apply(
                        "same",
                        new Op.Concatenate(1),
                        List.of(rewrite.layers.map("inner", "a + 1", x)));
        rewrite.output(rewrite.layers.map("y", "tanh(a)", same))
                .becomes("y [B, 3] = tanh(x + 1)\nreturn y = y\n");
    }

    @Test
    void anOutputThatIsAnInputStays() {
        final RewriteCase rewrite = new RewriteCase(Passes::run);
        rewrite.output(rewrite.row("x", 1)).becomes("return x = x\n");
    }

    @Test
    void anInputThatIsNoLongerReadStaysAnInput() {
        final GraphBuilder builder = new GraphBuilder();
        final SampleLayers layers = new SampleLayers(builder);
        final Node x = layers.input("x", 3);
        final Node ignored = layers.input("ignored", 3);
        final Node y = layers.map("y", "a + (b - b)", x, ignored);
        final Graph after = Passes.run(Graph.of(List.of(x, ignored), Map.of("y", y)));
        assertEquals(
                "x [B, 3] = input\nignored [B, 3] = input\nreturn y = x\n",
                GraphPrinter.print(after));
    }

    @Test
    void theBodyOfAScanIsOptimizedToo() {
        final GraphBuilder inner = new GraphBuilder();
        final SampleLayers inside = new SampleLayers(inner);
        final Node state = inner.input("state", ROW);
        final Node shifted = inside.map("shifted", "a + 1", state);
        final Node next = inside.map("next", "tanh(a)", shifted);
        final Graph body = Graph.of(List.of(state), Map.of("state", next));
        final GraphBuilder builder = new GraphBuilder();
        final Node start = builder.input("start", ROW);
        final Node scan = builder.apply("scan", new Op.Scan(body, 1, 0, 4, false), List.of(start));
        final Node last = builder.apply("last", new Op.Pick(0), List.of(scan));
        final Graph after = Passes.run(Graph.of(List.of(start), Map.of("y", last)));
        GraphVerifier.verify(after, GraphVerifier.Level.OPTIMIZED);
        assertEquals(
                """
                start [B, 3] = input
                scan [B, 3] = scan(start) states 1 sequences 0 length 4 {
                    state [B, 3] = input
                    next [B, 3] = tanh(state + 1)
                    return state = next
                }
                last [B, 3] = pick(scan, 0)
                return y = last
                """,
                GraphPrinter.print(after));
    }
}
