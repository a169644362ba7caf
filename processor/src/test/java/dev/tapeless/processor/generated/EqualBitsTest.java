package dev.tapeless.processor.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.testing.ChildJvm;
import dev.tapeless.processor.testing.CompiledNetworks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Training gives the same bits however the JVM executes it: interpreted, compiled by C1 or C2, with
 * vectors of any width, on every JDK that is installed beside this one.
 */
class EqualBitsTest {

    private static final int MOST_THREADS = 4;
    private static final int OLDEST = 17;
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    private static final List<List<String>> FLAGS =
            List.of(
                    List.of("-Xint"),
                    List.of("-XX:TieredStopAtLevel=1"),
                    // C2 alone, without waiting: the loops run in vectors.
                    List.of("-XX:-TieredCompilation", "-XX:CompileThreshold=20"),
                    List.of("-XX:UseAVX=1", "-XX:CompileThreshold=20", "-XX:-TieredCompilation"),
                    List.of("-XX:UseAVX=2", "-XX:CompileThreshold=20", "-XX:-TieredCompilation"));

    /** The Vector API, with vectors of 512, 256 and 128 bits where the processor has them. */
    private static final List<List<String>> VECTORS =
            List.of(
                    vectors("-XX:UseAVX=3"),
                    vectors("-XX:UseAVX=2"),
                    vectors("-XX:UseAVX=1"),
                    // As anybody starts it: plain at first, then in vectors.
                    List.of("--add-modules", "jdk.incubator.vector"));

    private static List<String> vectors(String width) {
        return List.of(width, "--add-modules", "jdk.incubator.vector", "-Dtapeless.vectors=on");
    }

    @Test
    void howeverTheJvmExecutesThem(@TempDir Path folder) throws Exception {
        final CompiledNetworks compiled = CompiledNetworks.withVectors(SampleNetworks.all());
        final ChildJvm jvm = new ChildJvm(compiled, folder);
        final String here =
                TrainingHash.of(compiled.type("test.StraightFloatNetwork").getClassLoader(), 1);
        final Map<String, String> hashes = new LinkedHashMap<>();
        final Path home = Path.of(System.getProperty("java.home"));
        final List<List<String>> all = new ArrayList<>(FLAGS);
        all.addAll(VECTORS);
        for (final List<String> flags : all) {
            final int threads = 1 + hashes.size() % MOST_THREADS;
            hashes.put(flags + " with " + threads, run(jvm, home, flags, threads));
        }
        for (final Path other : otherJdks(home)) {
            final String name = other.getFileName().toString();
            hashes.put(name, run(jvm, other, List.of(), 2));
            hashes.put(name + " in vectors", run(jvm, other, VECTORS.get(0), 3));
        }
        System.out.println("bits compared: " + hashes.keySet());
        final Map<String, String> expected = new LinkedHashMap<>(hashes);
        expected.replaceAll((name, hash) -> here);
        assertEquals(expected, hashes);
    }

    private static String run(ChildJvm jvm, Path home, List<String> flags, int threads)
            throws IOException, InterruptedException {
        final List<String> lines =
                jvm.run(home, flags, TrainingHash.class, List.of(Integer.toString(threads)));
        return lines.get(lines.size() - 1);
    }

    /** One JDK of each version that lies beside this one, but for its own version. */
    private static List<Path> otherJdks(Path home) throws IOException {
        final Map<Integer, Path> found = new LinkedHashMap<>();
        try (Stream<Path> beside = Files.list(home.toRealPath().getParent())) {
            for (final Path jdk : beside.sorted().toList()) {
                final Optional<Integer> version = version(jdk);
                if (version.isPresent() && version.get() >= OLDEST) {
                    found.putIfAbsent(version.get(), jdk);
                }
            }
        }
        found.remove(Runtime.version().feature());
        return List.copyOf(found.values());
    }

    private static Optional<Integer> version(Path jdk) throws IOException {
        final Path release = jdk.resolve("release");
        if (!Files.isExecutable(jdk.resolve("bin").resolve("java")) || !Files.exists(release)) {
            return Optional.empty();
        }
        final Matcher matcher = VERSION.matcher(Files.readString(release));
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }
}
