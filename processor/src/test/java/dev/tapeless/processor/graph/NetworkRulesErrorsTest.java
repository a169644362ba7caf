package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;

import org.junit.jupiter.api.Test;

/** Networks that break a rule as a whole. */
class NetworkRulesErrorsTest {

    @Test
    void aNetworkHasALayer() {
        Expected.in("@Network(input = 4) abstract §class Digits { int counter; }")
                .says(
                        Message.NETWORK_EMPTY,
                        "[NetworkEmpty] Digits declares no layer: add at least one field, for"
                                + " instance \"@Dense(10) Layer logits;\"")
                .check();
    }

    @Test
    void everyLayerButTheLastIsRead() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(3) @Relu Layer §left;
                            @Dense(value = 3, from = "input") Layer right;
                            @Dense(value = 3, from = "right") Layer deep;
                            @Relu(from = "right") Layer §wide;
                            @Dense(value = 2, from = "deep") Layer scores;
                        }
                        """)
                .says(
                        Message.LAYER_UNUSED,
                        "[NetworkUnused] No layer reads \"left\", and the output of the network is"
                                + " \"scores\": name \"left\" in the \"from\" of a later layer, or"
                                + " remove it")
                .says(
                        Message.LAYER_UNUSED,
                        "[NetworkUnused] No layer reads \"wide\", and the output of the network is"
                                + " \"scores\": name \"wide\" in the \"from\" of a later layer, or"
                                + " remove it")
                .check();
    }

    @Test
    void aMisspeltNameIsNotAnUnusedLayerToo() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(3) @Relu Layer left;
                            @Dense(value = 3, from = "input") Layer right;
                            @Add(from = {§"lefft", "right"}) Layer scores;
                        }
                        """)
                .says(
                        Message.FROM_UNKNOWN,
                        "[NetworkFrom] Add \"scores\" reads \"lefft\", but there is no such layer:"
                                + " did you mean \"left\"?")
                .check();
    }

    @Test
    void allParametersCanBeCounted() {
        Expected.in(
                        """
                        @Network(input = 40_000) abstract §class Digits {
                            @Dense(value = 40_000, bias = false) Layer hidden;
                            @Dropout(0.5) Layer kept;
                            @Dense(20_000) Layer logits;
                        }
                        """)
                .says(
                        Message.SIZE_PARAMETERS,
                        "[NetworkSize] Digits would have 1,600,000,000 (hidden) + 800,020,000"
                            + " (logits) = 2,400,020,000 parameters, more than the 2,147,483,647"
                            + " that a network can have: use fewer units")
                .check();
    }

    @Test
    void aNetworkFitsAClass() {
        final StringBuilder layers = new StringBuilder();
        for (int k = 0; k <= LayerCountRule.MOST; k++) {
            layers.append("@Tanh Layer l").append(k).append(";\n");
        }
        Expected.in("@Network(input = 4) abstract §class Digits {\n" + layers + "}")
                .says(
                        Message.NETWORK_DEEP,
                        "[NetworkSize] Digits has 401 layers, those in blocks counted at every use,"
                                + " but one class can hold 400: declare fewer")
                .check();
    }
}
