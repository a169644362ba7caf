package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.ArrayList;
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

    /** The flag alone resolves the module of the Vector API, and no module reads it for that. */
    @Test
    void vectorsAreForModulesThatReadTheirs() throws URISyntaxException {
        final String module = "requires static dev.tapeless; requires dev.tapeless.runtime;";
        final String declaration = "@Network(input = 4) abstract class Digits {";
        final Compilers.Outcome plain =
                compile(module, declaration, "--add-modules", "jdk.incubator.vector");
        assertEquals(List.of(), plain.errors());
        assertFalse(plain.generated().containsKey("test/DigitsNetworkVectors.java"));
        final Compilers.Outcome vectors =
                compile(module + " requires static jdk.incubator.vector;", declaration);
        assertEquals(List.of(), vectors.errors());
        assertTrue(vectors.generated().containsKey("test/DigitsNetworkVectors.java"));
    }

    private static void assertCompiles(String module, String declaration)
            throws URISyntaxException {
        final Compilers.Outcome outcome =
                compile(module, declaration, "-Xlint:all,-processing,-options,-path", "-Werror");
        assertEquals(List.of(), outcome.said());
        assertTrue(outcome.generated().containsKey("test/DigitsNetwork.java"));
    }

    private static Compilers.Outcome compile(String module, String declaration, String... options)
            throws URISyntaxException {
        final Path annotations = home(Network.class);
        assumeTrue(
                annotations.toString().endsWith(".jar")
                        || Files.exists(annotations.resolve("module-info.class")),
                "compiled as a module");
        final List<String> all = new ArrayList<>(List.of(options));
        all.add("--module-path");
        all.add(annotations + File.pathSeparator + home(Model.class));
        return Compilers.JAVAC.compile(
                List.of(
                        SourceText.at("module-info.java", "module test { " + module + " }"),
                        SourceText.of(
                                declaration
                                        + " @Dense(30) @Tanh Layer hidden;"
                                        + " @Dense(2) Layer scores; }")),
                all,
                List.of(new NetworkProcessor()));
    }
}
