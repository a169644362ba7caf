package dev.tapeless.processor.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.NetworkProcessor;
import dev.tapeless.processor.random.RandomNetwork.Operation;
import dev.tapeless.processor.random.RandomNetwork.Part;
import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.References;
import dev.tapeless.processor.testing.RunningNetwork;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.annotation.processing.Processor;

/**
 * The comparison of random networks finds mistakes: in copies of generated classes one operator is
 * changed, and every copy must be told from the original.
 */
class WrongCodeTest {

    /** What is changed into what. */
    private static final Map<Pattern, String> MISTAKES = new LinkedHashMap<>();

    static {
        MISTAKES.put(Pattern.compile(" \\+= "), " -= ");
        MISTAKES.put(Pattern.compile("Math\\.fma\\("), "Math.fma(-");
        MISTAKES.put(Pattern.compile(" \\* "), " + ");
        MISTAKES.put(Pattern.compile(" - "), " + ");
        MISTAKES.put(Pattern.compile("\\[[1-9]\\d*\\]"), "[0]");
        MISTAKES.put(Pattern.compile("Math\\.max\\("), "Math.min(");
    }

    /** Copies with one mistake for each kind of mistake and network. */
    private static final int COPIES = 4;

    private static final List<RandomNetwork> NETWORKS =
            List.of(network(3, 4, 2, List.of(2, 3)), network(19, 40, 18, List.of(5, 9)));

    private static RandomNetwork network(int input, int hidden, int output, List<Integer> batches) {
        return new RandomNetwork(
                input,
                true,
                true,
                batches,
                List.of(
                        new Part(Operation.DENSE, "Dense", "", hidden, List.of(-1)),
                        new Part(Operation.ELEMENTWISE, "Tanh", "", 0, List.of(0)),
                        new Part(Operation.ELEMENTWISE, "Softplus", "", 0, List.of(0)),
                        new Part(Operation.JOIN, "Multiply", "", 0, List.of(1, 2)),
                        new Part(Operation.DENSE, "Dense", "", output, List.of(3))));
    }

    @Test
    void isToldFromTheOriginal() {
        final References references = new References();
        final List<SourceText> originals = new ArrayList<>();
        for (int k = 0; k < NETWORKS.size(); k++) {
            originals.add(NETWORKS.get(k).text("Original" + k));
        }
        final CompiledNetworks right =
                CompiledNetworks.of(originals, new NetworkProcessor(), references);
        final List<SourceText> copies = new ArrayList<>();
        final Map<String, String> mistakes = new LinkedHashMap<>();
        final Map<String, Integer> networks = new LinkedHashMap<>();
        for (int k = 0; k < NETWORKS.size(); k++) {
            final String name = RandomNetwork.PACKAGE + ".Original" + k + "Network";
            assertEquals(List.of(), differences(k, references, name, right), "the original");
            for (final Place place : places(right.sources().get(name))) {
                final String pack = "wrong" + networks.size();
                final String user = originals.get(k).text();
                copies.add(moved(pack + "/Original" + k + ".java", pack, user));
                copies.add(moved(pack + "/Original" + k + "Network.java", pack, place.wrong()));
                networks.put(pack + ".Original" + k + "Network", k);
                mistakes.put(pack + ".Original" + k + "Network", place.line());
            }
        }
        assertTrue(networks.size() >= NETWORKS.size() * COPIES * 3, "" + networks.size());
        final CompiledNetworks wrong = CompiledNetworks.of(copies, new Processor[0]);
        final List<String> unnoticed = new ArrayList<>();
        networks.forEach(
                (name, k) -> {
                    if (differences(k, references, name, wrong).isEmpty()) {
                        unnoticed.add(mistakes.get(name));
                    }
                });
        assertEquals(List.of(), unnoticed);
    }

    private static List<String> differences(
            int k, References references, String name, CompiledNetworks compiled) {
        return NetworkComparison.compare(
                        NETWORKS.get(k),
                        references.get(RandomNetwork.PACKAGE + ".Original" + k + "Network"),
                        RunningNetwork.of(compiled, name, true, 3),
                        5)
                .mistake()
                .stream()
                .toList();
    }

    private static SourceText moved(String path, String toPackage, String text) {
        return SourceText.at(
                path,
                text.replace(
                        "package " + RandomNetwork.PACKAGE + ";", "package " + toPackage + ";"));
    }

    /**
     * A mistake.
     *
     * @param line the line that was changed, as it is now
     * @param wrong the whole source
     */
    private record Place(String line, String wrong) {}

    private static List<Place> places(String source) {
        final List<Place> chosen = new ArrayList<>();
        final Random random = new Random(1);
        for (final Map.Entry<Pattern, String> mistake : MISTAKES.entrySet()) {
            final List<Place> all = new ArrayList<>();
            final Matcher matcher = mistake.getKey().matcher(source);
            while (matcher.find()) {
                final int start = source.lastIndexOf('\n', matcher.start()) + 1;
                final int end = source.indexOf('\n', matcher.end());
                if (isArithmetic(source, start, source.substring(start, end))) {
                    final String line =
                            source.substring(start, matcher.start())
                                    + mistake.getValue()
                                    + source.substring(matcher.end(), end);
                    all.add(
                            new Place(
                                    line.strip(),
                                    source.substring(0, start) + line + source.substring(end)));
                }
            }
            for (int k = 0; k < COPIES && !all.isEmpty(); k++) {
                chosen.add(all.remove(random.nextInt(all.size())));
            }
        }
        return chosen;
    }

    /** Whether a line is a statement of a kernel: kernels are the methods that are static. */
    private static boolean isArithmetic(String source, int start, String line) {
        final int kernel = source.indexOf("private static void ");
        final int end = source.indexOf("private static final class ");
        return start > kernel
                && start < end
                && !line.contains("for (")
                && !line.contains("//")
                && !line.strip().startsWith("*");
    }
}
