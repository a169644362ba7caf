package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.SampleLayers;
import dev.tapeless.processor.ir.Shape;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class TrimScansTest {

    private static final Shape ROW = Shape.of(3).batched();

    private final RewriteCase rewrite = new RewriteCase(TrimScans::run);
    private final Node start = rewrite.row("start", 3);
    private final Node other = rewrite.row("other", 3);
    private final Node x = rewrite.input("x", Shape.of(4, 3).batched());

    /** Two states of which one reads the other; an emission of each, one of them twice. */
    private Node scan(Node secondSequence) {
        final GraphBuilder in = new GraphBuilder();
        final Node sum = in.input("sum", ROW);
        final Node product = in.input("product", ROW);
        final Node element = in.input("element", ROW);
        final Node same = in.input("same", ROW);
        final Node nextSum = in.map("nextSum", SampleLayers.formula("a + b"), sum, element);
        final Node nextProduct =
                in.map("nextProduct", SampleLayers.formula("a * b + c"), product, same, sum);
        final Map<String, Node> outputs = new LinkedHashMap<>();
        outputs.put("sum", nextSum);
        outputs.put("product", nextProduct);
        outputs.put("sums", nextSum);
        outputs.put("products", nextProduct);
        outputs.put("again", nextSum);
        final Graph body = Graph.of(List.of(sum, product, element, same), outputs);
        return rewrite.builder.apply(
                "scan",
                new Op.Scan(body, 2, 2, 4, false),
                List.of(start, other, x, secondSequence));
    }

    private Node pick(String label, Node scan, int index) {
        return rewrite.builder.apply(label, new Op.Pick(index), List.of(scan));
    }

    @Test
    void whatNobodyNeedsIsLeftOut() {
        rewrite.output(pick("sums", scan(x), 2))
                .becomes(
                        """
                        scan [B, 3] [B, 4, 3] = scan(start, x) states 1 sequences 1 length 4 {
                            sum [B, 3] = input
                            element [B, 3] = input
                            nextSum [B, 3] = sum + element
                            return sum = nextSum
                            return sums = nextSum
                        }
                        sums [B, 4, 3] = pick(scan, 1)
                        return sums = sums
                        """);
    }

    @Test
    void theSameIsReadAndEmittedOnce() {
        final Node scan = scan(x);
        rewrite.output(pick("sums", scan, 2))
                .output(pick("again", scan, 4))
                .output(pick("last", scan, 1))
                .becomes(
                        """
                        scan [B, 3] [B, 3] [B, 4, 3] = scan(start, other, x) states 2 sequences 1 length 4 {
                            sum [B, 3] = input
                            product [B, 3] = input
                            element [B, 3] = input
                            nextSum [B, 3] = sum + element
                            nextProduct [B, 3] = product * element + sum
                            return sum = nextSum
                            return product = nextProduct
                            return sums = nextSum
                        }
                        sums [B, 4, 3] = pick(scan, 2)
                        last [B, 3] = pick(scan, 1)
                        return sums = sums
                        return again = sums
                        return last = last
                        """);
    }
}
