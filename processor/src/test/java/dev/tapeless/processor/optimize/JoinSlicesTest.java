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
    private final Node a = rewrite.input("a", Shape.of(2, 3).batched());
    private final Node b = rewrite.input("b", Shape.of(2, 1).batched());
    private final Node c = rewrite.input("c", Shape.of(2, 2).batched());

    /** The value with zeros around it along the last of three axes of 2 by 6. */
    private Node placed(String label, Node part, int start, double padding) {
        final IndexMap map =
                new IndexMap(
                        List.of(
                                Affine.axis(3, 0),
                                Affine.axis(3, 1),
                                Affine.axis(3, 2).plus(-start)));
        return rewrite.builder.apply(
                label, new Op.View(map, Shape.of(2, 6).batched(), padding), List.of(part));
    }

    private RewriteCase sum(String formula, Node... parts) {
        return rewrite.output(rewrite.layers.map("y", formula, parts));
    }

    @Test
    void partsThatFillAValueAreJoined() {
        sum("a + b + c", placed("p", c, 4, 0), placed("q", a, 0, 0), placed("r", b, 3, 0))
                .becomes("y [B, 2, 6] = concatenate(a, b, c, axis 2)\nreturn y = y\n");
    }

    @Test
    void partsThatOverlapStay() {
        sum("a + b + c", placed("p", c, 2, 0), placed("q", a, 0, 0), placed("r", b, 5, 0)).stays();
    }

    @Test
    void aGapStays() {
        sum("a + b", placed("p", c, 4, 0), placed("q", a, 0, 0)).stays();
    }

    @Test
    void otherPaddingStays() {
        sum("a + b + c", placed("p", c, 4, 0), placed("q", a, 0, 1), placed("r", b, 3, 0)).stays();
    }

    @Test
    void otherFormulasStay() {
        sum("a + b * c", placed("p", c, 4, 0), placed("q", a, 0, 0), placed("r", b, 3, 0)).stays();
    }

    @Test
    void whatOthersReadStays() {
        final Node p = placed("p", c, 4, 0);
        rewrite.output(p);
        sum("a + b + c", p, placed("q", a, 0, 0), placed("r", b, 3, 0)).stays();
    }
}
