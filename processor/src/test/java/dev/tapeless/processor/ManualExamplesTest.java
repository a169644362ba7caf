package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.Compilers;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The networks in the Javadoc of the annotations are networks: the processor takes them all. */
class ManualExamplesTest {

    private static final Path ANNOTATIONS =
            Path.of("../dsl-annotations/src/main/java/dev/tapeless");

    private static final Pattern EXAMPLE =
            Pattern.compile("<pre>\\{@code\n(.*?)\\}</pre>", Pattern.DOTALL);

    private static final Pattern TYPE = Pattern.compile("(?:class|@interface) (\\w+)");

    @Test
    void areTakenByTheProcessor() throws IOException {
        final List<SourceText> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(ANNOTATIONS)) {
            for (final Path file : files.sorted().toList()) {
                addExamples(file, sources);
            }
        }
        final Compilers.Outcome outcome =
                Compilers.JAVAC.compile(
                        sources, List.of("-proc:only"), List.of(new NetworkProcessor()));
        assertEquals(List.of(), outcome.errors());
        final Set<String> generated = outcome.generated().keySet();
        assertTrue(generated.size() > 60, generated.toString());
    }

    /** The types of each example have a package of their own. */
    private static void addExamples(Path file, List<SourceText> sources) throws IOException {
        final Matcher example = EXAMPLE.matcher(Files.readString(file));
        for (int number = 1; example.find(); number++) {
            final String text = example.group(1).replaceAll("(?m)^ \\* ?|^import .*\n", "");
            final String name =
                    file.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("\\W", "_")
                            + number;
            for (final String type : text.split("(?<=\n}\n)")) {
                final Matcher typeName = TYPE.matcher(type);
                if (typeName.find()) {
                    sources.add(
                            SourceText.at(
                                    name + "/" + typeName.group(1) + ".java",
                                    "package %s; import dev.tapeless.*; import java.lang.annotation.*;"
                                                    .formatted(name)
                                            + " import dev.tapeless.runtime.Layer;\n"
                                            + type));
                }
            }
        }
    }
}
