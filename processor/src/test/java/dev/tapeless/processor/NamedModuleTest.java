package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapeless.Network;
import dev.tapeless.processor.testing.Compilers;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;

import org.junit.jupiter.api.Test;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A user's module needs to name Tapeless's modules, and nothing else that generated code uses. */
class NamedModuleTest {

    private static Path home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Eclipse's compiler takes module paths on its command line only, and has none here. */
    @Test
    void aNetworkIsAtHomeInIt() throws URISyntaxException {
        final Path annotations = home(Network.class);
        assumeTrue(
                annotations.toString().endsWith(".jar")
                        || Files.exists(annotations.resolve("module-info.class")),
                "compiled as a module");
        final Compilers.Outcome outcome =
                Compilers.JAVAC.compile(
                        List.of(
                                SourceText.at(
                                        "module-info.java",
                                        "module test {\n"
                                                + "    requires static dev.tapeless;\n"
                                                + "    requires dev.tapeless.runtime;\n"
                                                + "}\n"),
                                SourceText.of(
                                        "@Network(input = 4) abstract class Digits {"
                                                + " @Dense(30) @Tanh Layer hidden;"
                                                + " @Dense(2) Layer scores; }")),
                        List.of(
                                "--module-path",
                                annotations + File.pathSeparator + home(Model.class)),
                        List.of(new NetworkProcessor()));
        assertEquals(List.of(), outcome.said());
        assertTrue(outcome.generated().containsKey("test/DigitsNetwork.java"));
    }
}
