package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Compilers;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The processor as builds use it: from a path, in a class loader or a module layer of its own. */
class ProcessorPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"-processorpath", "--processor-module-path"})
    void theProcessorAndItsLayersAreFound(String option) throws URISyntaxException {
        final Path classes =
                Path.of(Message.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assumeTrue(Files.exists(classes.resolve("module-info.class")), "compiled as a module");
        final String libraries =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(
                                entry ->
                                        entry.matches(
                                                ".*(javapoet|auto-common|guava|failureaccess)-.*"))
                        .collect(Collectors.joining(File.pathSeparator));
        final Compilers.Outcome outcome =
                Compilers.JAVAC.compile(
                        List.of(
                                SourceText.of(
                                        "@Network(input = 4) abstract class Digits {"
                                                + " @Dense(3) @Tanh Layer hidden;"
                                                + " @Softmax Layer scores; }")),
                        List.of(
                                option,
                                classes + File.pathSeparator + libraries,
                                "-processor",
                                NetworkProcessor.class.getName()),
                        List.of());
        assertEquals(List.of(), outcome.said());
        assertTrue(outcome.generated().containsKey("test/DigitsNetwork.java"));
    }
}
