package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Map.entry;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads every import of the processor and holds it against the list of what each stage may see. */
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final String ROOT = "dev.tapeless.processor";

    /** The stages that a stage may import; this table is the architecture. */
    private static final Map<String, Set<String>> ALLOWED =
            Map.of(
                    "diagnostics", Set.of(),
                    "ir", Set.of(),
                    "parse", Set.of("diagnostics"),
                    "layer", Set.of("parse", "ir", "diagnostics"),
                    "graph", Set.of("layer", "parse", "ir", "diagnostics"),
                    "autodiff", Set.of("ir"),
                    "optimize", Set.of("ir"),
                    "schedule", Set.of("ir"),
                    "emit", Set.of("schedule", "graph", "ir", "diagnostics"));

    /**
     * The parts of the schedule that a part may import. Each is behind those that it imports, so
     * none of them needs another that needs it.
     */
    private static final Map<String, Set<String>> PARTS_OF_THE_SCHEDULE =
            Map.ofEntries(
                    entry("code", Set.of()),
                    entry("plan", Set.of("code")),
                    entry("lane", Set.of("plan", "code")),
                    entry("scope", Set.of("plan", "code")),
                    entry("group", Set.of("plan", "code")),
                    entry("product", Set.of("group", "scope", "lane", "plan", "code")),
                    entry("nest", Set.of("product", "group", "scope", "lane", "plan", "code")),
                    entry(
                            "row",
                            Set.of("product", "nest", "group", "scope", "lane", "plan", "code")),
                    entry(
                            "window",
                            Set.of(
                                    "row", "nest", "product", "group", "scope", "lane", "plan",
                                    "code")),
                    entry(
                            "loop",
                            Set.of(
                                    "window", "row", "nest", "product", "group", "scope", "lane",
                                    "plan", "code")),
                    entry("straight", Set.of("group", "scope", "lane", "plan", "code")));

    /** What of the schedule other stages see; the pipeline sees who starts it as well. */
    private static final Set<String> SEEN_OF_THE_SCHEDULE = Set.of("plan", "code");

    /** The root package itself. */
    private static final String ROOT_STAGE = "";

    private static final Set<String> SEE_THE_COMPILER =
            Set.of("parse", "diagnostics", "emit", ROOT_STAGE);

    /** An import, or a name in the code that is qualified instead. */
    private static final Pattern NAME =
            Pattern.compile("\\b(?:dev\\.tapeless|javax|com|java|org|jdk|sun)(?:\\.[\\w]+)+");

    @Test
    void stagesImportOnlyWhatIsBehindThem() throws IOException {
        final List<String> violations = new ArrayList<>();
        for (final Path source : sources()) {
            final String stage = stage(source);
            for (final String name : names(source)) {
                final String other = stageOf(name);
                if (other != null
                        && !stage.equals(ROOT_STAGE)
                        && !other.equals(stage)
                        && !ALLOWED.get(stage).contains(other)) {
                    violations.add(source + ": " + name);
                }
            }
        }
        assertEquals(List.of(), violations);
    }

    @Test
    void partsOfTheScheduleImportOnlyWhatIsBehindThem() throws IOException {
        final String schedule = ROOT + ".schedule.";
        final List<String> violations = new ArrayList<>();
        for (final Path source : sources()) {
            final boolean isInside = stage(source).equals("schedule");
            final String part = source.getParent().getFileName().toString();
            final boolean putsTogether = isInside && part.equals("schedule");
            final Set<String> allowed =
                    isInside ? PARTS_OF_THE_SCHEDULE.get(part) : SEEN_OF_THE_SCHEDULE;
            for (final String name : names(source)) {
                if (name.startsWith(schedule) && !putsTogether) {
                    final String other = name.substring(schedule.length()).split("\\.")[0];
                    final boolean isPart = PARTS_OF_THE_SCHEDULE.containsKey(other);
                    final boolean starts = !isPart && stage(source).equals(ROOT_STAGE);
                    if (!starts && !other.equals(part) && !allowed.contains(other)) {
                        violations.add(source + ": " + name);
                    }
                }
            }
        }
        assertEquals(List.of(), violations);
    }

    /** Whoever imports a part may import what that imports, but nobody comes back to itself. */
    @Test
    void partsOfTheScheduleHaveNoCycle() {
        PARTS_OF_THE_SCHEDULE.forEach(
                (part, behind) -> {
                    assertFalse(behind.contains(part), part);
                    for (final String other : behind) {
                        assertTrue(
                                behind.containsAll(PARTS_OF_THE_SCHEDULE.get(other)),
                                part + " imports " + other);
                    }
                });
    }

    @Test
    void onlySomeStagesSeeTheCompiler() throws IOException {
        assertEquals(
                List.of(),
                users(
                        SEE_THE_COMPILER,
                        "javax.lang.model",
                        "javax.annotation.processing",
                        "javax.tools"));
    }

    @Test
    void onlyTheEmitterSeesJavaPoet() throws IOException {
        assertEquals(List.of(), users(Set.of("emit"), "com.palantir.javapoet"));
    }

    @Test
    void nobodySeesTheInsidesOfACompiler() throws IOException {
        assertEquals(List.of(), users(Set.of(), "com.sun.source", "com.sun.tools", "jdk.", "sun."));
    }

    /** Their classes need not be on the class path of the processor. */
    @Test
    void nobodySeesTheAnnotationsOrTheRuntime() throws IOException {
        final List<String> violations = new ArrayList<>();
        for (final Path source : sources()) {
            final String text = Files.readString(source);
            if (text.contains("import dev.tapeless.runtime")
                    || text.matches("(?s).*import dev\\.tapeless\\.[A-Z].*")
                    || text.contains(".getAnnotation(")) {
                violations.add(source.toString());
            }
        }
        assertEquals(List.of(), violations);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        for (final Path source : sources()) {
            final Path info = source.resolveSibling("package-info.java");
            assertTrue(Files.exists(info), info.toString());
        }
    }

    private static List<String> users(Set<String> allowed, String... prefixes) throws IOException {
        final List<String> violations = new ArrayList<>();
        for (final Path source : sources()) {
            if (!allowed.contains(stage(source))) {
                names(source).stream()
                        .filter(name -> Stream.of(prefixes).anyMatch(name::startsWith))
                        .forEach(name -> violations.add(source + ": " + name));
            }
        }
        return violations;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            final List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.endsWith("module-info.java"))
                            .sorted()
                            .toList();
            assertTrue(sources.size() > 50, "run in the folder of the module");
            return sources;
        }
    }

    /** The first package below the root in which a file lies. */
    private static String stage(Path source) {
        final Path inside = SOURCES.resolve(ROOT.replace('.', '/')).relativize(source);
        return inside.getNameCount() == 1 ? ROOT_STAGE : inside.getName(0).toString();
    }

    private static String stageOf(String name) {
        if (!name.startsWith(ROOT + ".")) {
            return null;
        }
        final String next = name.substring(ROOT.length() + 1).split("\\.")[0];
        return Character.isUpperCase(next.charAt(0)) ? ROOT_STAGE : next;
    }

    /** All qualified names in the code; strings and comments are no code. */
    private static List<String> names(Path source) throws IOException {
        final String code =
                Files.readString(source)
                        .replaceAll("(?s)/\\*.*?\\*/", "")
                        // A quote as a character starts no string.
                        .replace("'\"'", "''")
                        .replaceAll("\"(?:\\\\.|[^\"\\\\])*\"", "\"\"")
                        .replaceAll("//.*", "")
                        .replaceAll("(?m)^package .*", "");
        final List<String> names = new ArrayList<>();
        final Matcher matcher = NAME.matcher(code);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }
}
