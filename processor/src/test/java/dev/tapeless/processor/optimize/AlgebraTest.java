package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Node;

import org.junit.jupiter.api.Test;

class AlgebraTest {

    private final RewriteCase rewrite = new RewriteCase(Algebra::run);
    private final Node x = rewrite.row("x", 3);

    private Node map(String label, String text, Node... operands) {
        return rewrite.layers.map(label, text, operands);
    }

    @Test
    void whatCancelsAcrossOperationsIsGone() {
        final Node s = rewrite.number("s");
        final Node minus = rewrite.broadcast("minus", "-(a * b)", x, s);
        rewrite.output(map("y", "-a", minus)).becomes("y [B, 3] = x * s[b]\nreturn y = y\n");
    }

    /** Where the divisor is zero the quotient is not a number, and stays none. */
    @Test
    void aQuotientByWhatMayBeZeroStays() {
        final Node s = rewrite.number("s");
        final Node scaled = rewrite.broadcast("scaled", "a * b", x, s);
        rewrite.output(rewrite.broadcast("y", "a / b", scaled, s)).stays();
    }

    @Test
    void aFormulaThatExistsAsAValueIsRead() {
        final Node value = map("value", "tanh(a)", x);
        rewrite.output(value)
                .output(map("y", "3 * tanh(a)", x))
                .becomes(
                        """
                        value [B, 3] = tanh(x)
                        y [B, 3] = 3 * value
                        return value = value
                        return y = y
                        """);
    }

    @Test
    void someFactorsOfAProductMayBeAValue() {
        final Node z = rewrite.row("z", 3);
        final Node value = map("value", "a / b", x, z);
        rewrite.output(value)
                .output(map("y", "-2 * exp(a) * a / b", x, z))
                .becomes(
                        """
                        value [B, 3] = x / z
                        y [B, 3] = -2 * (exp(x) * value)
                        return value = value
                        return y = y
                        """);
    }

    @Test
    void aValueThatVanishesItselfIsNotRead() {
        final Node first = map("first", "tanh(a)", x);
        rewrite.output(map("y", "a + tanh(b)", first, x))
                .becomes("y [B, 3] = 2 * tanh(x)\nreturn y = y\n");
    }

    @Test
    void whatDoesNotGetShorterStays() {
        final Node inner = map("inner", "tanh(a)", x);
        rewrite.output(map("y", "exp(a)", inner)).stays();
    }

    @Test
    void aFunctionOfASharedNumberIsNotComputedForEveryElement() {
        final Node s = map("s", "exp(a)", rewrite.number("n"));
        rewrite.output(rewrite.broadcast("y", "a * b", x, s)).stays();
    }

    /**
     * Each reads its operand three times: as one formula 20 of them would be billions of places.
     */
    @Test
    void aChainOfFormulasIsNotTakenTogetherBeyondALimit() {
        Node node = x;
        for (int k = 0; k < 60; k++) {
            node = map("y" + k, "where(a > 0, a, b * a)", node, rewrite.row("slope" + k, 3));
        }
        rewrite.output(node).stays();
    }

    @Test
    void aValueWithAnotherReaderIsNotTakenApart() {
        final Node shared = map("shared", "exp(a)", x);
        rewrite.output(shared).output(map("y", "log(a)", shared)).stays();
    }
}
