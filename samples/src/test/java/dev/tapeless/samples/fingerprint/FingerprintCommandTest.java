package dev.tapeless.samples.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.samples.CommandRun;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The recorded numbers are what {@code fingerprint --each} prints. Whoever changes on purpose how a
 * network computes, for example the order of a sum, records them anew: writes what it prints to
 * {@code src/test/resources/dev/tapeless/samples/fingerprint/recorded.txt}.
 */
class FingerprintCommandTest {
    private static String recorded;

    @BeforeAll
    static void readRecordedNumbers() throws IOException {
        try (InputStream file = FingerprintCommandTest.class.getResourceAsStream("recorded.txt")) {
            recorded = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void givesTheRecordedBits() {
        assertEquals(recorded, CommandRun.of("fingerprint", "--each").succeeded().out());
    }

    @Test
    void endsWithTheHashOfAll() {
        String last = CommandRun.of("fingerprint").succeeded().lastLine();
        assertTrue(last.matches("SHA-256 of all parameters: [0-9a-f]{64}"), last);
        assertTrue(recorded.endsWith(last + "\n"), last);
    }

    @Test
    void endsWithTheHashOfTheChosenNetwork() {
        CommandRun run = CommandRun.of("fingerprint", "--only=Xor").succeeded();
        String last = run.lastLine();
        assertTrue(last.matches("SHA-256 of all parameters: [0-9a-f]{64}"), last);
        assertEquals(3, run.out().lines().count(), run.out());
        CommandRun each = CommandRun.of("fingerprint", "--only=Xor", "--each").succeeded();
        assertEquals(last, each.lastLine());
    }

    /** Compiled in another way, on vectors of another width, with other collectors and threads. */
    @ParameterizedTest
    @CsvSource({
        "2, -XX:TieredStopAtLevel=1",
        "3, -XX:UseAVX=1 -XX:+UseSerialGC",
        "4, -XX:UseAVX=2 -XX:+UseParallelGC --add-modules=jdk.incubator.vector"
                + " -Dtapeless.vectors=on"
    })
    void givesTheSameBitsInAnotherMachine(String threads, String flags) throws Exception {
        CommandRun run =
                CommandRun.inNewMachine(
                        List.of(flags.split(" ")), "fingerprint", "--each", "--threads", threads);
        assertEquals(recorded, run.out());
        boolean isIncubating = flags.contains("incubator");
        assertEquals(
                isIncubating ? "WARNING: Using incubator modules: jdk.incubator.vector\n" : "",
                run.err());
    }

    /** The larger networks would take a quarter of a minute. */
    @Test
    void givesTheSameBitsInterpreted() throws Exception {
        String networks = "Xor|Flowers|Branches";
        CommandRun run =
                CommandRun.inNewMachine(
                        List.of("-Xint"),
                        "fingerprint",
                        "--each",
                        "--only=Xor",
                        "--only=Flowers",
                        "--only=Branches");
        assertEquals(linesOf(networks, recorded), linesOf(networks, run.succeeded().out()));
    }

    @Test
    void saysWhichNetworksThereAre() {
        CommandRun.of("fingerprint", "--only", "Tree")
                .refused(
                        "--only is Tree, expected one of Xor, Flowers, Tower, PreciseTower,"
                                + " Branches, Activations, Pictures, Signals, Words, Series",
                        "fingerprint --help");
    }

    @Test
    void needsAThread() {
        CommandRun.of("fingerprint", "--threads", "0")
                .refused("--threads is 0, expected at least 1", "fingerprint --help");
    }

    private static String linesOf(String networks, String text) {
        return text.lines()
                .filter(line -> line.matches("(" + networks + ") .*"))
                .collect(Collectors.joining("\n"));
    }
}
