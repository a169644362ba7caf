package dev.tapeless.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class UsesTest {

    private final SampleLayers layers = new SampleLayers(new GraphBuilder());
    private final Node x = layers.input("x", 2);

    @Test
    void aConsumerThatReadsTwiceIsOne() {
        final Node inner = layers.map("inner", "tanh(a)", x);
        final Node square = layers.map("square", "a * b", inner, inner);
        final Uses uses = Uses.of(Graph.of(List.of(x), Map.of("y", square)));
        assertEquals(List.of(square), uses.consumers(inner));
        assertTrue(uses.isPrivate(inner));
        assertEquals(List.of(), uses.consumers(square));
        assertFalse(uses.isPrivate(square));
    }

    @Test
    void whatTwoReadOrACallerSeesIsNotPrivate() {
        final Node shared = layers.map("shared", "tanh(a)", x);
        final Node first = layers.map("first", "-a", shared);
        final Node second = layers.map("second", "2 * a", shared);
        final Node sum = layers.map("sum", "a + b", first, second);
        final Uses uses = Uses.of(Graph.of(List.of(x), Map.of("sum", sum, "first", first)));
        assertEquals(List.of(first, second), uses.consumers(shared));
        assertFalse(uses.isPrivate(shared));
        assertTrue(uses.isOutput(first));
        assertFalse(uses.isPrivate(first), "one consumer, but a caller sees it");
        assertTrue(uses.isPrivate(second));
    }
}
