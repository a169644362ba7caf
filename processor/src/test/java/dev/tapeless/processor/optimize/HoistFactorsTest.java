package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;

import org.junit.jupiter.api.Test;

class HoistFactorsTest {

    private final RewriteCase rewrite = new RewriteCase(HoistFactors::run);
    private final Node x = rewrite.row("x", 3);
    private final Node s = rewrite.number("s");

    private RewriteCase summed(String text) {
        return rewrite.output(rewrite.sum("y", rewrite.broadcast("terms", text, x, s)));
    }

    @Test
    void aDivisorThatAllSummandsShareDividesTheSum() {
        summed("a / b")
                .becomes(
                        """
                        yUnscaled [B] = reduce sum(x, axis 1)
                        y [B] = yUnscaled / s
                        return y = y
                        """);
    }

    @Test
    void aNumberAndASignAreMultipliedOnce() {
        summed("-2 * tanh(a) * b")
                .becomes(
                        """
                        terms [B, 3] = tanh(x)
                        yUnscaled [B] = reduce sum(terms, axis 1)
                        y [B] = -2 * (yUnscaled * s)
                        return y = y
                        """);
    }

    @Test
    void aSumOfProductsIsCalledAfterBothFactors() {
        final Node z = rewrite.row("z", 3);
        final Node terms = rewrite.layers.map("terms", "3 * a * b", x, z);
        rewrite.output(rewrite.sum("y", terms))
                .becomes(
                        """
                        terms [B, 3] = x * z
                        x dot z [B] = reduce sum(terms, axis 1)
                        y [B] = 3 * x dot z
                        return y = y
                        """);
    }

    @Test
    void aSharedFunctionIsAFactorAsWell() {
        summed("a * exp(b)")
                .becomes(
                        """
                        yUnscaled [B] = reduce sum(x, axis 1)
                        y [B] = yUnscaled * exp(s)
                        return y = y
                        """);
    }

    @Test
    void aSumOverTheBatchKeepsWhatSamplesDoNotShare() {
        final Node terms = rewrite.broadcast("terms", "a * b", x, s);
        rewrite.output(rewrite.builder.reduce("y", Op.Reduce.Kind.SUM, terms, 0)).stays();
    }

    @Test
    void aSummandIsNoFactor() {
        summed("a + b").stays();
    }

    @Test
    void theLargestIsLeftAlone() {
        final Node terms = rewrite.broadcast("terms", "a * b", x, s);
        rewrite.output(rewrite.builder.reduce("y", Op.Reduce.Kind.MAX, terms, 1)).stays();
    }

    @Test
    void termsThatOthersReadStay() {
        final Node terms = rewrite.broadcast("terms", "a * b", x, s);
        rewrite.output(rewrite.sum("y", terms)).output(terms).stays();
    }

    @Test
    void aSumOfNothingButSharedFactorsStays() {
        summed("2 * b").stays();
    }
}
