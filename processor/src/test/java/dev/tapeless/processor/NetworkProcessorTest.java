package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Compilers;
import dev.tapeless.processor.testing.Expected;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** What compilers and build tools ask of a processor. */
class NetworkProcessorTest {

    @Test
    void gradleIsToldThatEveryNetworkIsOnItsOwn() throws IOException {
        assertEquals(
                NetworkProcessor.class.getName() + ",isolating",
                resource("META-INF/gradle/incremental.annotation.processors").strip());
    }

    @Test
    void theProcessorIsRegistered() throws IOException {
        assertEquals(
                NetworkProcessor.class.getName(),
                resource("META-INF/services/javax.annotation.processing.Processor").strip());
    }

    @Test
    void everySourceVersionIsSupported() {
        assertEquals(
                SourceVersion.latestSupported(),
                new NetworkProcessor().getSupportedSourceVersion());
    }

    /** Maven compiles as Java 8 unless it is told otherwise. */
    @Test
    void sourcesOfAnEarlierJavaAreToldSoOnce() {
        Expected.in(
                        "@Network(input = 4) abstract class Digits { @Dense(2) Layer scores; }",
                        "@Network(input = 4) abstract class Letters { @Dense(0) Layer scores; }")
                .with("--release")
                .with("11")
                .saysNowhere(
                        Message.SOURCE_VERSION,
                        "[NetworkVersion] Networks are compiled to Java 17, but these sources are"
                                + " compiled as Java 11: write --release 17 or a later one (in"
                                + " Maven <maven.compiler.release>, in Gradle options.release)")
                .onJavac();
    }

    @Test
    void otherProcessorsSeeTheAnnotationsToo() {
        final Set<String> seen = new TreeSet<>();
        final AbstractProcessor other =
                new AbstractProcessor() {
                    @Override
                    public Set<String> getSupportedAnnotationTypes() {
                        return Set.of("*");
                    }

                    @Override
                    public SourceVersion getSupportedSourceVersion() {
                        return SourceVersion.latestSupported();
                    }

                    @Override
                    public boolean process(
                            Set<? extends TypeElement> annotations, RoundEnvironment round) {
                        annotations.forEach(annotation -> seen.add(annotation.toString()));
                        return false;
                    }
                };
        final Compilers.Outcome outcome =
                Compilers.JAVAC.compile(
                        List.of(
                                SourceText.of(
                                        "@Network(input = 4) abstract class Digits {"
                                                + " @Dense(2) Layer scores; }")),
                        List.of(),
                        List.of(new NetworkProcessor(), other));
        assertEquals(List.of(), outcome.said());
        assertTrue(
                seen.containsAll(Set.of("dev.tapeless.Network", "dev.tapeless.Dense")), "" + seen);
    }

    @Test
    void sourcesWithoutNetworksAreLeftAlone() {
        for (final Compilers compiler : Compilers.values()) {
            final Compilers.Outcome outcome =
                    compiler.compile(
                            List.of(SourceText.at("Plain.java", "public class Plain { }")),
                            List.of(),
                            List.of(new NetworkProcessor()));
            assertEquals(List.of(), outcome.said());
            assertTrue(outcome.generated().isEmpty());
        }
    }

    /** Users who do not have the annotations on their class path may have the processor. */
    @Test
    void theAnnotationsMayBeMissing() {
        final Compilers.Outcome outcome =
                Compilers.JAVAC.compile(
                        List.of(SourceText.at("Plain.java", "@Deprecated public class Plain { }")),
                        List.of("-classpath", ""),
                        List.of(new NetworkProcessor()));
        assertEquals(List.of(), outcome.said());
        assertFalse(outcome.generated().containsKey("PlainNetwork.java"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream =
                NetworkProcessor.class.getClassLoader().getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
