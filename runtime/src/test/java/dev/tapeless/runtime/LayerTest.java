package dev.tapeless.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;

class LayerTest {
    private final TanhNetwork network = new TanhNetwork(3, 4, 2, 1);

    @Test
    void showsItsParameters() {
        Layer hidden = network.layers().get(0);
        assertEquals("hidden", hidden.name());
        assertArrayEquals(new int[] {4}, hidden.outputShape());
        assertSame(network.parameters().get(0), hidden.weights());
        assertSame(network.parameters().get(1), hidden.bias());
        assertEquals(2, hidden.parameters().size());
        assertEquals("hidden [4] [hidden.weight [4, 3], hidden.bias [4]]", hidden.toString());
    }

    @Test
    void saysWhatItHas() {
        Layer hidden = network.layers().get(0);
        assertEquals(
                "layer \"hidden\" has no parameter \"scale\"; it has weight, bias",
                assertThrows(IllegalStateException.class, () -> hidden.parameter("scale"))
                        .getMessage());
        Layer dropout = new Layer("drop", new int[] {4}, List.of());
        assertEquals(
                "layer \"drop\" has no parameter \"weight\"; it has no parameters",
                assertThrows(IllegalStateException.class, dropout::weights).getMessage());
    }
}
