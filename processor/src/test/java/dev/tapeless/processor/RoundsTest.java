package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Compilers;
import dev.tapeless.processor.testing.Expected;
import dev.tapeless.processor.testing.GeneratingProcessor;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/** Networks that need what another processor generates. */
class RoundsTest {

    @ParameterizedTest
    @EnumSource(Compilers.class)
    void aNetworkWaitsForAValue(Compilers compiler) {
        assertGenerated(
                compiler,
                "@Network(input = 4) abstract class Digits { @Dense(Sizes.UNITS) Layer scores; }",
                "class Sizes { static final int UNITS = 23; }",
                "Dense(23)");
    }

    @ParameterizedTest
    @EnumSource(Compilers.class)
    void aNetworkWaitsForASupertype(Compilers compiler) {
        assertGenerated(
                compiler,
                "@Network(input = 4) abstract class Digits extends Base { @Dense(2) Layer scores;"
                        + " }",
                "class Base { }",
                "Dense(2)");
    }

    @ParameterizedTest
    @EnumSource(Compilers.class)
    void aGeneratedNetworkIsCompiled(Compilers compiler) {
        assertGenerated(
                compiler,
                "class Nothing { }",
                "@Network(input = 4) abstract class Digits { @Dense(2) Layer scores; }",
                "Dense(2)");
    }

    @Test
    void anAnnotationThatIsShownIsWaitedFor() {
        assertGenerated(
                Compilers.ECJ,
                "@Network(input = 4) abstract class Digits { @Dense(2) @Wave Layer scores; }",
                "@Activation(\"sin(x)\") @interface Wave { }",
                "Wave");
    }

    @Test
    @EnabledOnJre(JRE.JAVA_17)
    void anAnnotationThatIsHiddenIsNeverLost() {
        Expected.in("@Network(input = 4) abstract §class Digits { @Dense(2) @Wave Layer scores; }")
                .with(
                        () ->
                                new GeneratingProcessor(
                                        SourceText.of(
                                                "@Activation(\"sin(x)\") @interface Wave { }")))
                .says(
                        Message.CLASS_CHANGED,
                        "[NetworkUndefined] Digits was compiled before another annotation processor"
                                + " generated an annotation of its field \"scores\": generate that"
                                + " annotation in another module, which is compiled before")
                .onJavac();
    }

    private static void assertGenerated(
            Compilers compiler, String written, String generated, String contained) {
        final Compilers.Outcome outcome =
                compiler.compile(
                        List.of(SourceText.of(written)),
                        List.of(),
                        List.of(
                                new NetworkProcessor(),
                                new GeneratingProcessor(SourceText.of(generated))));
        assertEquals(List.of(), outcome.errors());
        final String network = outcome.generated().get("test/DigitsNetwork.java");
        assertTrue(network != null && network.contains(contained), network);
    }
}
