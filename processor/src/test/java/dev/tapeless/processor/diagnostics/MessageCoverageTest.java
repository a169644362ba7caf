package dev.tapeless.processor.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every message is expected, with its whole text and its place, by some test. */
class MessageCoverageTest {

    /** The first argument of {@code Expected.says}. */
    private static final Pattern EXPECTATION =
            Pattern.compile("\\.says(?:Nowhere)?\\(\\s*Message\\.(\\w+)");

    @Test
    void everyMessageIsExpectedBySomeTest() throws IOException {
        final Set<String> expected = new TreeSet<>();
        for (final Path test : tests()) {
            final Matcher expectation = EXPECTATION.matcher(Files.readString(test));
            while (expectation.find()) {
                expected.add(expectation.group(1));
            }
        }
        final Set<String> missing = new TreeSet<>();
        Arrays.stream(Message.values()).map(Message::name).forEach(missing::add);
        missing.removeAll(expected);
        assertEquals(Set.of(), missing, "messages that no test expects");
    }

    private static List<Path> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith("Test.java")).toList();
        }
    }
}
