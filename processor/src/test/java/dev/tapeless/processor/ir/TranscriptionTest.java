package dev.tapeless.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class TranscriptionTest {

    private final SampleLayers layers = new SampleLayers(new GraphBuilder());
    private final Node x = layers.input("x", 2);
    private final Node ignored = layers.input("ignored", 3);
    private final Node inner = layers.map("inner", "tanh(a)", x);
    private final Node y = layers.map("y", "a + b", inner, x);
    private final Graph graph = Graph.of(List.of(x, ignored), Map.of("y", y));

    @Test
    void carriesEverythingOver() {
        final Transcription places = new Transcription(new GraphBuilder());
        places.copyAll(graph);
        final Graph copy = places.graph(graph);
        assertEquals(GraphPrinter.print(graph), GraphPrinter.print(copy));
        assertEquals(2, copy.inputs().size());
        assertNotSame(y, copy.output("y"));
    }

    @Test
    void putsAnotherNodeInThePlaceOfOne() {
        final GraphBuilder builder = new GraphBuilder();
        final Transcription places = new Transcription(builder);
        final Node other = builder.input("other", x.shape());
        places.put(inner, other);
        places.copyAll(graph);
        assertEquals(List.of(other, places.get(x)), places.operands(y));
        assertEquals(
                """
                x [B, 2] = input
                ignored [B, 3] = input
                other [B, 2] = input
                y [B, 2] = other + x
                return y = y
                """,
                GraphPrinter.print(places.graph(graph)));
    }

    @Test
    void aNodeThatWasNotCarriedOverIsTold() {
        final Transcription places = new Transcription(new GraphBuilder());
        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> places.copy(y));
        assertEquals("%2 inner was not carried over", refusal.getMessage());
    }
}
