package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import org.junit.jupiter.api.Test;

import java.util.List;

class JoinSlicesTest {

    private final RewriteCase rewrite = new RewriteCase(JoinSlices::run);
    private final Node x = rewrite.row("x", 9);
    private final Node z = rewrite.row("z", 9);

    private Node slice(String label, Node row, int start, int length) {
        final IndexMap source =
                new IndexMap(List.of(Affine.axis(2, 0), Affine.axis(2, 1).plus(start)));
        final Op view = new Op.View(source, Shape.of(length).batched(), 0);
        return rewrite.builder.apply(label, view, List.of(row));
    }

    private RewriteCase joined(Node... parts) {
        final Node all = rewrite.builder.apply("all", new Op.Concatenate(1), List.of(parts));
        return rewrite.output(rewrite.layers.map("y", "tanh(a)", all));
    }

    @Test
    void allSlicesAreTheValue() {
        joined(slice("a", x, 0, 4), slice("b", x, 4, 3), slice("c", x, 7, 2))
                .becomes("y [B, 9] = tanh(x)\nreturn y = y\n");
    }

    @Test
    void neighboursAreOneSlice() {
        joined(slice("a", x, 1, 4), slice("b", x, 5, 3))
                .becomes(
                        "all [B, 7] = view x[b, i + 1] padding 0\n"
                                + "y [B, 7] = tanh(all)\n"
                                + "return y = y\n");
    }

    @Test
    void othersStayBeside() {
        joined(z, slice("a", x, 1, 4), slice("b", x, 5, 4), z)
                .becomes(
                        """
                        allPart [B, 8] = view x[b, i + 1] padding 0
                        all [B, 26] = concatenate(z, allPart, z, axis 1)
                        y [B, 26] = tanh(all)
                        return y = y
                        """);
    }

    @Test
    void anotherOrderIsKept() {
        joined(slice("b", x, 4, 5), slice("a", x, 0, 4)).stays();
    }

    @Test
    void slicesOfOtherValuesStay() {
        joined(slice("a", x, 0, 4), slice("b", z, 4, 5)).stays();
    }

    @Test
    void whatReachesBeyondIsPadded() {
        joined(slice("a", x, 0, 4), slice("b", x, 4, 6)).stays();
    }
}
