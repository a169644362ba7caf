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
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    void severalInputsAndOutputsAreAsTheyAreShown() throws Exception {
        final List<String> java = blocks("java");
        final SourceText prices =
                SourceText.of(
                        "import dev.tapeless.runtime.data.*; import dev.tapeless.runtime.loss.*;"
                                + " import dev.tapeless.runtime.optimizer.*;"
                                + " import dev.tapeless.runtime.train.*;\n"
                                + "public class Prices { public static float of(float[][] pixels,"
                                + " int[][] wordNumbers, int[] kinds, float[][] prices) {\n"
                                + java.get(5)
                                + "return price; } }");
        final float[][] pixels = new float[4][784];
        final int[][] words = new int[4][8];
        final float[][] costs = new float[4][1];
        for (int s = 0; s < 4; s++) {
            Arrays.fill(pixels[s], s / 4f);
            Arrays.fill(words[s], 100 * s);
            costs[s][0] = s;
        }
        final Object price =
                CompiledNetworks.of(SourceText.of(java.get(4)), prices)
                        .type("test.Prices")
                        .getMethod(
                                "of", float[][].class, int[][].class, int[].class, float[][].class)
                        .invoke(null, pixels, words, new int[] {0, 1, 2, 3}, costs);
        assertEquals(0, (float) price, 0.5);
    }

    @Test
    void sequencesAndBlocksAreAsTheyAreShown() throws IOException {
        final List<String> java = blocks("java");
        final SourceText job =
                SourceText.of(
                        "import dev.tapeless.runtime.*;\n"
                                + "abstract class Job { static void run(float[][] readings) {\n"
                                + java.get(8)
                                + "} }");
        final SourceText[] sources =
                Stream.concat(
                                Arrays.stream(java.get(6).split("\n\n")).map(SourceText::of),
                                Stream.of(SourceText.of(java.get(7)), job))
                        .toArray(SourceText[]::new);
        final CompiledNetworks compiled = CompiledNetworks.of(sources);
        assertTrue(compiled.classFiles().containsKey("test.WriterNetwork"));
        assertTrue(compiled.classFiles().containsKey("test.Job"));
    }

    @Test
    void theThreadsAreAsTheyAreShown() throws IOException {
        final SourceText job =
                SourceText.of(
                        "import dev.tapeless.runtime.*; import dev.tapeless.runtime.train.*;"
                                + " import java.util.concurrent.*;\n"
                                + "abstract class Job { static void run(Model<float[]> net) {\n"
                                + blocks("java").get(9)
                                + "} }");
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
                            .errors()
                            .stream()
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
