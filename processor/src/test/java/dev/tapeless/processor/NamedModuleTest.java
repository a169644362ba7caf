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
        assertCompiles(
                "requires static dev.tapeless; requires dev.tapeless.runtime;",
                "@Network(input = 4) abstract class Digits {");
    }

    @Test
    void aPublicNetworkMayBeExported() throws URISyntaxException {
        assertCompiles(
                "requires static transitive dev.tapeless;"
                        + " requires transitive dev.tapeless.runtime; exports test;",
                "@Network(input = 4) public abstract class Digits { protected Digits() {}");
    }

    private static void assertCompiles(String module, String declaration)
            throws URISyntaxException {
        final Path annotations = home(Network.class);
        assumeTrue(
                annotations.toString().endsWith(".jar")
                        || Files.exists(annotations.resolve("module-info.class")),
                "compiled as a module");
        final Compilers.Outcome outcome =
                Compilers.JAVAC.compile(
                        List.of(
                                SourceText.at("module-info.java", "module test { " + module + " }"),
                                SourceText.of(
                                        declaration
                                                + " @Dense(30) @Tanh Layer hidden;"
                                                + " @Dense(2) Layer scores; }")),
                        List.of(
                                "-Xlint:all,-processing,-options,-path",
                                "-Werror",
                                "--module-path",
                                annotations + File.pathSeparator + home(Model.class)),
                        List.of(new NetworkProcessor()));
        assertEquals(List.of(), outcome.said());
        assertTrue(outcome.generated().containsKey("test/DigitsNetwork.java"));
    }
}
