package dev.tapeless.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.ir.expression.Expression;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class GraphPrinterTest {

    private final GraphBuilder builder = new GraphBuilder();
    private final SampleLayers layers = new SampleLayers(builder);
    private final Map<String, Node> outputs = new LinkedHashMap<>();

    private Node apply(String label, Op op, Node... operands) {
        final Node node = builder.apply(label, op, List.of(operands));
        outputs.put(label, node);
        return node;
    }

    private String printed(List<Node> inputs) {
        return GraphPrinter.print(
                GraphVerifier.verify(Graph.of(inputs, outputs), GraphVerifier.Level.OPTIMIZED));
    }

    @Test
    void everyOperationHasItsForm() {
        final Node x = layers.input("x", 3);
        final Node table = builder.parameter("layer.table", Shape.of(4, 3));
        outputs.put("dense", layers.dense("layer", "dense", x, 2));
        final Node best = apply("best", new Op.Reduce(Op.Reduce.Kind.ARGMAX, List.of(1)), x);
        apply("total", new Op.Reduce(Op.Reduce.Kind.SUM, List.of(0, 1)), x);
        apply("largest", new Op.Reduce(Op.Reduce.Kind.MAX, List.of()), x);
        final Node rows = apply("rows", new Op.Gather(), table, best);
        apply("added", new Op.ScatterAdd(Shape.of(4, 3)), best, rows);
        final Node flat = apply("flat", new Op.Reshape(Shape.of(3, 1).batched()), x);
        final Affine stride = Affine.scaled(3, 1, 2).plus(-1);
        final IndexMap source =
                new IndexMap(List.of(Affine.axis(3, 0), stride, new Affine(List.of(0, 0, 0), 0)));
        apply("window", new Op.View(source, Shape.of(2, 2).batched(), -0.5), flat);
        apply("both", new Op.Concatenate(1), x, x);
        apply("noise", new Op.Random(7, Shape.of(2)));
        apply("counted", new Op.Iota(Shape.of(2, 2), 1));
        assertEquals(
                """
                x [B, 3] = input
                layer.table [4, 3] = parameter
                layer.weight [3, 2] = parameter
                layerProduct [B, 2] = contract(b=B, i=3, j=2) x[b, i] * layer.weight[i, j] -> [b, j]
                layer.bias [2] = parameter
                dense [B, 2] = layerProduct + layer.bias[i]
                best [B] index = reduce argmax(x, axis 1)
                total [] = reduce sum(x, axis 0 1)
                largest [B, 3] = reduce max(x, axis )
                rows [B, 3] = gather(layer.table, best)
                added [4, 3] = scatterAdd(best, rows)
                flat [B, 3, 1] = reshape(x)
                window [B, 2, 2] = view flat[b, 2*i - 1, 0] padding -0.5
                both [B, 6] = concatenate(x, x, axis 1)
                noise [2] = random(stream 7)
                counted [2, 2] index = iota(axis 1)
                return dense = dense
                return best = best
                return total = total
                return largest = largest
                return rows = rows
                return added = added
                return flat = flat
                return window = window
                return both = both
                return noise = noise
                return counted = counted
                """,
                printed(List.of(x)));
    }

    @Test
    void theBodyOfAScanIsIndented() {
        final Node scan = Scans.runningSum(builder, 4, true);
        apply("sums so far", new Op.Pick(1), scan);
        assertEquals(
                """
                start [B, 2] = input
                sequence [B, 4, 2] = input
                factor [B, 2] = input
                sums [B, 2] [B, 4, 2] = scan(start, sequence, factor) \
                states 1 sequences 1 length 4 reverse {
                    sum [B, 2] = input
                    element [B, 2] = input
                    factor [B, 2] = input
                    next [B, 2] = sum + element * factor
                    return state = next
                    return emitted = next
                }
                sums so far [B, 4, 2] = pick(sums, 1)
                return sums so far = sums so far
                """,
                printed(scan.operands()));
    }

    @Test
    void valuesWithoutALabelOfTheirOwnAreNumbered() {
        final Node x = layers.input("x", 2);
        final Node unnamed = layers.map("", "tanh(a)", x);
        final Node taken = layers.map("x", "-a", unnamed);
        outputs.put("y", layers.map("", "a * b", unnamed, taken));
        assertEquals(
                """
                x [B, 2] = input
                %1 [B, 2] = tanh(x)
                x%2 [B, 2] = -%1
                %3 [B, 2] = %1 * x%2
                return y = %3
                """,
                printed(List.of(x)));
    }

    @Test
    void inputsComeFirstEvenThoseThatNothingReads() {
        final Node ignored = layers.input("ignored", 9);
        final Node x = layers.input("x", 2);
        outputs.put(
                "y",
                builder.map("y", new Expression.Constant(0.5), x.shape(), List.of(), List.of()));
        assertEquals(
                """
                x [B, 2] = input
                ignored [B, 9] = input
                y [B, 2] = 0.5
                return y = y
                """,
                printed(List.of(x, ignored)));
    }

    @Test
    void aLeafUnderAnotherLabelTellsItsName() {
        final Op op = new Op.Parameter("layer.weight", Shape.of(2));
        outputs.put("y", builder.apply("w", op, List.of()));
        assertEquals("w [2] = parameter layer.weight\nreturn y = w\n", printed(List.of()));
    }
}
