package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import org.junit.jupiter.api.Test;

import java.util.List;

class FuseMapsTest {

    private final RewriteCase rewrite = new RewriteCase(FuseMaps::run);
    private final Node x = rewrite.row("x", 3);

    private Node map(String label, String text, Node... operands) {
        return rewrite.layers.map(label, text, operands);
    }

    @Test
    void aChainIsOneFormula() {
        final Node inner = map("inner", "a + 1", x);
        final Node middle = map("middle", "tanh(a)", inner);
        rewrite.output(map("y", "2 * a", middle))
                .becomes("y [B, 3] = 2 * tanh(x + 1)\nreturn y = y\n");
    }

    @Test
    void bothBranchesAreTakenIn() {
        final Node z = rewrite.row("z", 3);
        rewrite.output(map("y", "a * b", map("left", "tanh(a)", x), map("right", "exp(a)", z)))
                .becomes("y [B, 3] = tanh(x) * exp(z)\nreturn y = y\n");
    }

    @Test
    void aBroadcastWithinIsKept() {
        final Node s = rewrite.number("s");
        final Node inner = rewrite.broadcast("inner", "a - b", x, s);
        rewrite.output(map("y", "exp(a)", inner))
                .becomes("y [B, 3] = exp(x - s[b])\nreturn y = y\n");
    }

    @Test
    void aValueThatIsBroadcastIsComputedOnceARow() {
        final Node s = map("s", "tanh(a)", rewrite.number("n"));
        rewrite.output(rewrite.broadcast("y", "a * b", x, s)).stays();
    }

    @Test
    void aValueWithTwoReadersStays() {
        final Node shared = map("shared", "tanh(a)", x);
        rewrite.output(map("y", "-a", shared)).output(map("z", "2 * a", shared)).stays();
    }

    @Test
    void aValueThatACallerSeesStays() {
        final Node shared = map("shared", "tanh(a)", x);
        rewrite.output(shared).output(map("y", "2 * a", shared)).stays();
    }

    @Test
    void whatIsNotElementwiseStaysBetween() {
        final Node moved =
                rewrite.builder.apply(
                        "moved",
                        new Op.Reshape(Shape.of(1, 3).batched()),
                        List.of(map("inner", "tanh(a)", x)));
        rewrite.output(map("y", "2 * a", moved)).stays();
    }

    private Node sines(int count) {
        Node node = x;
        for (int k = 0; k < count; k++) {
            node = map("t" + k, "sin(a)", node);
        }
        return node;
    }

    @Test
    void aFormulaGrowsUpToTheLimitAndNotBeyond() {
        final String longest = "sin(".repeat(FuseMaps.OPERATIONS);
        rewrite.output(sines(FuseMaps.OPERATIONS))
                .becomes(
                        "t39 [B, 3] = "
                                + longest
                                + "x"
                                + ")".repeat(FuseMaps.OPERATIONS)
                                + "\nreturn t39 = t39\n");
    }

    @Test
    void beyondTheLimitAValueStaysBetween() {
        final String longest = "sin(".repeat(FuseMaps.OPERATIONS);
        rewrite.output(sines(FuseMaps.OPERATIONS + 1))
                .becomes(
                        "t39 [B, 3] = "
                                + longest
                                + "x"
                                + ")".repeat(FuseMaps.OPERATIONS)
                                + "\nt40 [B, 3] = sin(t39)\nreturn t40 = t40\n");
    }
}
