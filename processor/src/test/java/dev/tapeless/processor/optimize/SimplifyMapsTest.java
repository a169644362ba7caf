package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.SampleLayers;
import dev.tapeless.processor.ir.Shape;

import org.junit.jupiter.api.Test;

import java.util.List;

class SimplifyMapsTest {

    private final RewriteCase rewrite = new RewriteCase(SimplifyMaps::run);
    private final Node x = rewrite.row("x", 3);

    @Test
    void aConstantBecomesPartOfWhatReadsIt() {
        final Node two = rewrite.constant("two", 2, x.shape());
        final Node other = rewrite.row("other", 3);
        rewrite.output(rewrite.layers.map("y", "a * b + c", x, two, other))
                .becomes("y [B, 3] = 2 * x + other\nreturn y = y\n");
    }

    @Test
    void equalOperandsAreOne() {
        rewrite.output(rewrite.builder.map("y", SampleLayers.formula("a * b"), x, x))
                .becomes("y [B, 3] = x * x\nreturn y = y\n");
    }

    @Test
    void aBroadcastCopyBecomesPartOfWhatReadsIt() {
        final Node scale = rewrite.number("scale");
        final Node wide =
                rewrite.builder.map(
                        "wide",
                        SampleLayers.formula("a"),
                        x.shape(),
                        List.of(List.of(0)),
                        List.of(scale));
        rewrite.output(rewrite.layers.map("y", "a / b", x, wide))
                .becomes("y [B, 3] = x / scale[b]\nreturn y = y\n");
    }

    @Test
    void anIdentityVanishesEvenAsAnOutput() {
        rewrite.output(rewrite.layers.map("y", "a", x)).becomes("return y = x\n");
    }

    @Test
    void anOperandThatDoesNotMatterIsGone() {
        final Node other = rewrite.row("other", 3);
        rewrite.output(rewrite.builder.map("y", SampleLayers.formula("tanh(b)"), other, x))
                .becomes("y [B, 3] = tanh(x)\nreturn y = y\n");
    }

    @Test
    void sumsOfZerosAreZeros() {
        final Node zero = rewrite.constant("zero", 0, x.shape());
        rewrite.output(rewrite.layers.product("w", zero, 2))
                .output(rewrite.sum("s", zero))
                .becomes(
                        """
                        wProduct [B, 2] = 0
                        s [B] = 0
                        return wProduct = wProduct
                        return s = s
                        """);
    }

    @Test
    void theLargestOfConstantsStays() {
        final Node zero = rewrite.constant("zero", 0, x.shape());
        rewrite.output(rewrite.builder.reduce("m", Op.Reduce.Kind.MAX, zero, 1)).stays();
    }

    @Test
    void aSumOfOnesIsNotAZero() {
        rewrite.output(rewrite.sum("s", rewrite.constant("one", 1, x.shape()))).stays();
    }

    @Test
    void whatCostsSomethingIsNotComputedTwice() {
        final Node shared = rewrite.layers.map("shared", "tanh(a)", x);
        rewrite.output(rewrite.layers.map("y", "-a", shared))
                .output(rewrite.layers.map("z", "2 * a", shared))
                .stays();
    }

    @Test
    void wholeNumbersStayWholeNumbersAtTheirPlace() {
        final Node place = rewrite.builder.apply("place", new Op.Iota(Shape.of(3), 0), List.of());
        rewrite.output(rewrite.layers.map("y", "a", place)).stays();
    }
}
