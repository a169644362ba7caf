package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The examples of the page on layers compile without a word. */
class LayersPageTest {

    @Test
    void everyExampleCompiles() throws IOException {
        final String page = Files.readString(Path.of("..", "docs", "layers.md"));
        final List<SourceText> examples =
                Pattern.compile("^```java\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
                        .matcher(page)
                        .results()
                        .flatMap(example -> Stream.of(example.group(1).split("\n\n", -1)))
                        .filter(example -> example.contains("@Network"))
                        .map(SourceText::of)
                        .toList();
        final Map<String, String> generated = CompiledNetworks.of(examples).sources();
        assertTrue(generated.containsKey("test.ThingsNetwork"), generated.keySet().toString());
    }
}
