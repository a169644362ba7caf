package dev.tapeless.processor.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.NetworkProcessor;
import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Compilers;
import dev.tapeless.processor.testing.Expected;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Layers are found, whoever wrote them. */
class OpenSetTest {

    @Test
    void allLayersAreFoundAndSorted() {
        final List<String> found = List.copyOf(LayerDefinitions.load().annotations());
        assertTrue(
                found.containsAll(
                        List.of(
                                "dev.tapeless.Dense",
                                "dev.tapeless.Softmax",
                                "dev.tapeless.processor.testing.Scale")),
                found.toString());
        assertEquals(found.stream().sorted().toList(), found);
    }

    @Test
    void aLayerFromElsewhereIsOneAnnotationAndOneFile() {
        final SourceText source =
                SourceText.of(
                        "import dev.tapeless.processor.testing.Scale;\n"
                                + "@Network(input = 4) abstract class Digits {"
                                + " @Dense(3) Layer hidden; @Scale @Relu Layer scaled;"
                                + " @Dense(2) Layer scores; }");
        final Compilers.Outcome outcome =
                Compilers.JAVAC.compile(
                        List.of(source), List.of(), List.of(new NetworkProcessor()));
        assertEquals(List.of(), outcome.said());
        assertTrue(
                outcome.generated().get("test/DigitsNetwork.java").contains("\"scaled.weight\""));
    }

    @Test
    void aFieldLearnsTheParametersOfOneAnnotation() {
        Expected.in(
                        """
                        import dev.tapeless.processor.testing.Scale;
                        @Network(input = 4) abstract class Digits {
                            @Dense(3) @Relu §@Scale Layer hidden;
                            @Dense(2) Layer scores;
                        }
                        """)
                .says(
                        Message.FIELD_TWO_PARAMETERISED,
                        "[NetworkField] Layer \"hidden\" learns parameters in both @Dense and"
                            + " @Scale, whose names would be equal: move @Scale and what follows it"
                            + " to a field of its own")
                .check();
    }

    @Test
    void aMistakeInADefinitionIsOneMessage() {
        Expected.in(
                        """
                        import dev.tapeless.processor.testing.Exploding;
                        @Network(input = 4) abstract §class Digits {
                            @Exploding Layer hidden;
                            @Dense(2) Layer scores;
                        }
                        """,
                        "@Network(input = 4) abstract class Letters { @Dense(2) Layer scores; }")
                .says(
                        Message.INTERNAL,
                        "[NetworkInternal] Nothing is generated for Digits, because Tapeless itself"
                            + " failed: please report this line together with the class:"
                            + " java.lang.IllegalStateException: a mistake of the definition (at"
                            + " ExplodingLayer.define(ExplodingLayer.java:7))")
                .check();
    }
}
