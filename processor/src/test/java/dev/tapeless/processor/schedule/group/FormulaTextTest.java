package dev.tapeless.processor.schedule.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.SampleLayers;
import dev.tapeless.processor.ir.Shape;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

class FormulaTextTest {

    private final GraphBuilder builder = new GraphBuilder();
    private final SampleLayers layers = new SampleLayers(builder);
    private final Node x = layers.input("x", 3);

    private static String text(Node node, Node... inlined) {
        return FormulaText.of(node, Set.of(inlined));
    }

    private static List<String> kernel(Node output, Node... nodes) {
        final Graph graph = Graph.of(List.of(), Map.of("output", output));
        return FormulaText.of(List.of(nodes), new Consumers(graph));
    }

    @Test
    void everyOperationHasAForm() {
        assertEquals("t = tanh(x)", text(layers.map("t", "tanh(a)", x)));
        assertEquals("wProduct = x * w.weight", text(layers.product("w", x, 2)));
        assertEquals("m = max(x)", text(builder.reduce("m", Op.Reduce.Kind.MAX, x, 1)));
        assertEquals("s = sum(x)", text(builder.reduce("s", Op.Reduce.Kind.SUM, x, 1)));
        assertEquals(
                "u = random()", text(builder.apply("u", new Op.Random(1, x.shape()), List.of())));
        assertEquals(
                "c = concatenate(x, x)",
                text(builder.apply("c", new Op.Concatenate(1), List.of(x, x))));
        assertEquals(
                "v = a part of x",
                text(
                        builder.apply(
                                "v",
                                new Op.View(IndexMap.ofAxes(2, 0, 1), Shape.of(2).batched(), 0),
                                List.of(x))));
    }

    @Test
    void aSumOverTheBatchIsAddedToWhatIsThere() {
        assertEquals("db += x", text(builder.reduce("db", Op.Reduce.Kind.SUM, x, 0)));
        final Node weight =
                builder.contract(
                        "dw",
                        new Op.Contract(
                                List.of(Shape.BATCH, 3, 3),
                                List.of(IndexMap.ofAxes(3, 0, 1), IndexMap.ofAxes(3, 0, 2)),
                                IndexMap.ofAxes(3, 1, 2),
                                Shape.of(3, 3)),
                        x,
                        x);
        assertEquals("dw += x * x", text(weight));
    }

    @Test
    void whatIsInlinedIsShownAsWhatItIs() {
        final Node square = layers.map("square", "a * a", x);
        final Node sum = builder.reduce("sum", Op.Reduce.Kind.SUM, square, 1);
        assertEquals("sum = sum(square)", text(sum));
        assertEquals("sum = sum(x * x)", text(sum, square));
    }

    @Test
    void aLayerIsOneLine() {
        final Node product = layers.product("w", x, 2);
        final Node biased = layers.biased("w", "w", product, "a + b");
        assertEquals(List.of("w = x * w.weight + w.bias"), kernel(biased, product, biased));
    }

    @Test
    void anActivationIsAppliedToTheLetterOfTextbooks() {
        final Node product = layers.product("w", x, 2);
        final Node active = layers.biased("w", "hidden", product, "max(a + b, 0)");
        assertEquals(
                List.of("z = x * w.weight + w.bias", "hidden = max(z, 0)"),
                kernel(active, product, active));
    }

    @Test
    void aTermThatOnlyASumReadsStandsInTheSum() {
        final Node square = layers.map("square", "a * a", x);
        final Node sum = builder.reduce("total", Op.Reduce.Kind.SUM, square, 1);
        assertEquals(List.of("total = sum(x * x)"), kernel(sum, square, sum));
    }

    @Test
    void aTermThatTwoReadHasALineOfItsOwn() {
        final Node square = layers.map("square", "a * a", x);
        final Node sum = builder.reduce("total", Op.Reduce.Kind.SUM, square, 1);
        final Node share =
                builder.map(
                        "share",
                        SampleLayers.formula("a / b"),
                        x.shape(),
                        List.of(List.of(0, 1), List.of(0)),
                        List.of(square, sum));
        assertEquals(
                List.of("square = x * x", "total = sum(square)", "share = square / total"),
                kernel(share, square, sum, share));
    }
}
