package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class JoinPartsTest {

    private final RewriteCase rewrite = new RewriteCase(JoinParts::run);
    private final Node a = rewrite.row("a", 2);
    private final Node b = rewrite.row("b", 3);

    /** A row within a longer one, padded on both sides. */
    private Node padded(Node row, int start, int length, double padding) {
        final IndexMap source =
                new IndexMap(List.of(Affine.axis(2, 0), Affine.axis(2, 1).plus(-start)));
        final Op view = new Op.View(source, Shape.of(length).batched(), padding);
        return rewrite.builder.apply("", view, List.of(row));
    }

    private RewriteCase sum(Node... parts) {
        return rewrite.output(
                rewrite.layers.map("y", parts.length == 2 ? "a + b" : "a + b + c", parts));
    }

    @Test
    void partsThatFillARowAreJoined() {
        sum(padded(b, 2, 5, 0), padded(a, 0, 5, 0))
                .becomes("y [B, 5] = concatenate(a, b, axis 1)\nreturn y = y\n");
    }

    @Test
    void gapsAreZeros() {
        final Node c = rewrite.row("c", 1);
        sum(padded(b, 3, 9, 0), padded(a, 0, 9, 0), padded(c, 6, 9, 0))
                .becomes(
                        """
                        yGap1 [B, 1] = 0
                        yGap4 [B, 2] = 0
                        y [B, 9] = concatenate(a, yGap1, b, c, yGap4, axis 1)
                        return y = y
                        """);
    }

    @Test
    void partsMayLieAlongAnyAxis() {
        final Node left = rewrite.input("left", Shape.of(2, 3).batched());
        final Node right = rewrite.input("right", Shape.of(2, 1).batched());
        final List<Node> padded = new ArrayList<>();
        for (final Node part : List.of(right, left)) {
            final IndexMap source =
                    new IndexMap(
                            List.of(
                                    Affine.axis(3, 0),
                                    Affine.axis(3, 1),
                                    Affine.axis(3, 2).plus(part == left ? 0 : -3)));
            final Op view = new Op.View(source, Shape.of(2, 4).batched(), 0);
            padded.add(rewrite.builder.apply("", view, List.of(part)));
        }
        sum(padded.toArray(Node[]::new))
                .becomes("y [B, 2, 4] = concatenate(left, right, axis 2)\nreturn y = y\n");
    }

    @Test
    void partsThatMeetAreAdded() {
        sum(padded(b, 1, 5, 0), padded(a, 0, 5, 0)).stays();
    }

    @Test
    void otherPaddingIsAdded() {
        sum(padded(b, 2, 5, 1), padded(a, 0, 5, 0)).stays();
    }

    @Test
    void aPartThatIsCutIsAdded() {
        sum(padded(b, 3, 5, 0), padded(a, 0, 5, 0)).stays();
    }

    @Test
    void aPartThatCountsTwiceIsNoPart() {
        rewrite.output(rewrite.layers.map("y", "a + b + b", padded(b, 2, 5, 0), padded(a, 0, 5, 0)))
                .stays();
    }

    @Test
    void otherOperandsAreAdded() {
        sum(padded(b, 2, 5, 0), rewrite.row("d", 5)).stays();
    }
}
