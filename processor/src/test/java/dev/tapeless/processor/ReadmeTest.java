package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.Compilers;
import dev.tapeless.processor.testing.Said;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import javax.tools.Diagnostic;

/** What the README shows is what happens. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");

    private static List<String> blocks(String language) throws IOException {
        final String text = Files.readString(ROOT.resolve("README.md"));
        return Pattern.compile(
                        "^```" + language + "\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    @Test
    void theNetworkBecomesTheJavaThatIsShown() throws IOException {
        final List<String> java = blocks("java");
        final String generated =
                CompiledNetworks.of(SourceText.of(java.get(0))).sources().get("test.XorNetwork");
        for (final String method : java.get(1).split("\n\n", -1)) {
            assertTrue(generated.contains(method.stripTrailing()), generated);
        }
    }

    @Test
    void theTrainingLoopAnswersWhatItSays() throws Exception {
        final List<String> java = blocks("java");
        final SourceText main =
                SourceText.of(
                        "import dev.tapeless.runtime.data.*; import dev.tapeless.runtime.loss.*;"
                                + " import dev.tapeless.runtime.optimizer.*;"
                                + " import dev.tapeless.runtime.train.*;\n"
                                + "public class Main { public static float answer() {\n"
                                + java.get(2)
                                + "return answer; } }");
        final Object answer =
                CompiledNetworks.of(SourceText.of(java.get(0)), main)
                        .type("test.Main")
                        .getMethod("answer")
                        .invoke(null);
        final String shown = java.get(2).replaceAll("(?s).*// ([0-9.]+)\\s*$", "$1");
        assertEquals(Double.parseDouble(shown), (float) answer, 5e-4);
    }

    @Test
    void theToolboxIsAsItIsShown() throws IOException {
        final SourceText job =
                SourceText.of(
                        "import dev.tapeless.runtime.*; import dev.tapeless.runtime.data.*;"
                                + " import dev.tapeless.runtime.loss.*;"
                                + " import dev.tapeless.runtime.optimizer.*;"
                                + " import dev.tapeless.runtime.schedule.*;"
                                + " import dev.tapeless.runtime.train.*; import java.nio.file.*;\n"
                                + "abstract class Job { static History run(Model<float[]> net,"
                                + " Dataset<float[]> train, Dataset<float[]> test, Path file,"
                                + " float[] row, int label) throws java.io.IOException {\n"
                                + blocks("java").get(3)
                                + "return history; } }");
        assertTrue(CompiledNetworks.of(job).classFiles().containsKey("test.Job"));
    }

    @Test
    void theMistakesAreReportedInTheseWords() throws IOException {
        final List<MatchResult> shown =
                Pattern.compile("^(\\w+)\\.java:\\d+: error: (.*)$", Pattern.MULTILINE)
                        .matcher(Files.readString(ROOT.resolve("README.md")))
                        .results()
                        .toList();
        final List<SourceText> sources =
                List.of(
                        SourceText.of(
                                """
                                @Network(input = 784)
                                abstract class Digits {
                                    @Dense(128) @Relu                   Layer hidden;
                                    @Dense(64) @Gelu                    Layer narrow;
                                    @Add(from = {"hiden", "narrow"})    Layer sum;
                                    @Dropout(1.5)                       Layer noise;
                                    @Dense(value = 10, from = "hidden") Layer logits;
                                }
                                """),
                        SourceText.of("@Activation(\"x / (1 + exq(-x))\") @interface MySwish {}"));
        for (final Compilers compiler : Compilers.values()) {
            final List<String> said =
                    compiler
                            .compile(sources, List.of(), List.of(new NetworkProcessor()))
                            .said()
                            .stream()
                            .filter(item -> item.kind() == Diagnostic.Kind.ERROR)
                            .map(Said::text)
                            .sorted()
                            .toList();
            assertEquals(shown.stream().map(line -> line.group(2)).sorted().toList(), said);
        }
    }

    @Test
    void continuousIntegrationRunsTheSecondCommand() throws IOException {
        final String command = blocks("sh").get(1).strip();
        final String script = Files.readString(ROOT.resolve(".ci/run"));
        assertTrue(script.contains("verify=(" + command + ")\n"), command);
    }
}
