package dev.tapeless.samples.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.samples.CommandRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class TextCommandTest {
    private static final Pattern BASELINE = Pattern.compile("by their frequency (\\S+) bits");
    private static final Pattern EPOCH =
            Pattern.compile("epoch \\d+/\\d+  (\\S+) bits a character, (\\S+) on the last tenth");

    @TempDir private Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("text.txt"), text);
    }

    /** Letters that follow each other say much that their frequency does not. */
    @Test
    void predictsBetterThanByFrequency() throws Exception {
        Path file = file("the rain in the lane, the train on the plain. ".repeat(20));
        CommandRun run =
                CommandRun.of(
                                "text",
                                "--file=" + file,
                                "--epochs=6",
                                "--length=40",
                                "--prompt=the r",
                                "--temperature=0")
                        .succeeded();
        double baseline = numbers(BASELINE, run.out(), 1).get(0);
        List<Double> known = numbers(EPOCH, run.out(), 1);
        List<Double> unseen = numbers(EPOCH, run.out(), 2);
        assertEquals(6, known.size());
        assertTrue(known.get(5) < known.get(0), run.out());
        assertTrue(known.get(5) < 0.8 * baseline, run.out());
        assertTrue(unseen.get(5) < 0.8 * baseline, run.out());
        String written = run.lastLine();
        assertTrue(written.startsWith("the r"), written);
        assertEquals(45, written.length(), written);
        assertTrue(
                written.chars().allMatch(c -> "the rain in the lane, on pl.".indexOf(c) >= 0),
                written);
    }

    private static List<Double> numbers(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        return Stream.iterate(matcher.find(), found -> found, found -> matcher.find())
                .map(found -> Double.parseDouble(matcher.group(group)))
                .toList();
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        CommandRun.of("text", "--epochs=0")
                .refused("--epochs is 0, expected at least 1", "text --help");
        CommandRun.of("text", "--temperature=-1")
                .refused("--temperature is -1.0, expected at least 0", "text --help");
        CommandRun.of("text", "--prompt=")
                .refused("--prompt is empty, expected at least one character", "text --help");
        CommandRun.of("text", "--file=" + folder)
                .failed(folder + " is a folder, expected a text file");
        Path none = folder.resolve("none.txt");
        CommandRun.of("text", "--file=" + none).failed("there is no file " + none);
        Path brief = file("too short");
        CommandRun.of("text", "--file=" + brief)
                .failed(brief + " has 9 characters, expected at least 650");
    }
}
