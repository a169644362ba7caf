package dev.tapeless.processor.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.NetworkProcessor;
import dev.tapeless.processor.testing.Compilers;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

import javax.tools.Diagnostic;

/** Names and surroundings that generated code has to put up with, on both compilers. */
class HostileUsersTest {

    /** Small and large, so that straight lines and loops meet the same names. */
    private static final int[] UNITS = {3, 70};

    private static final String IMPORTS =
            "import dev.tapeless.*; import dev.tapeless.runtime.Layer;\n";

    private static void assertQuiet(Compilers compiler, List<SourceText> sources) {
        final List<String> options =
                compiler == Compilers.JAVAC
                        ? List.of("-Xlint:all,-processing,-options,-path", "-Werror")
                        : List.of();
        final Compilers.Outcome outcome =
                compiler.compile(sources, options, List.of(new NetworkProcessor()));
        assertEquals(List.of(), outcome.said());
        assertFalse(outcome.generated().isEmpty());
    }

    /** Every field is a layer with parameters, noise and a gradient. */
    private static String network(String type, int units, String... fields) {
        final StringBuilder text =
                new StringBuilder("@Network(input = 4, inputGradient = true) abstract class ")
                        .append(type)
                        .append(" {\n");
        for (final String field : fields) {
            text.append("    @Dense(")
                    .append(units)
                    .append(") @Gelu @Dropout(0.5) Layer ")
                    .append(field)
                    .append(";\n");
        }
        return text.append("    @Dense(2) @Softmax Layer last_;\n}\n").toString();
    }

    @ParameterizedTest
    @EnumSource(Compilers.class)
    void fieldsMayHaveAnyName(Compilers compiler) {
        final List<SourceText> sources = new ArrayList<>();
        final String[][] names = {
            {"in", "result", "x$", "record", "var", "yield", "größe", "層", "Ω"},
            {"output", "parameters", "layers", "random", "training", "workspaces", "t", "n"},
            {"s", "j", "i", "k", "x0", "w0", "sum0", "inputRow", "count", "seed", "step"},
            {
                "dOutput",
                "hidden",
                "hiddenRow",
                "hiddenWeightParameter",
                "capacity",
                "inputs",
                "outputs"
            },
            {"predict", "forward", "backward", "create", "reserve", "summary", "layerWeight"},
            {"sealed", "permits", "module", "exports", "with", "to", "open", "when", "it"},
        };
        for (int k = 0; k < names.length; k++) {
            for (final int units : UNITS) {
                sources.add(SourceText.of(network("Names" + k + "_" + units, units, names[k])));
            }
        }
        assertQuiet(compiler, sources);
    }

    @ParameterizedTest
    @EnumSource(Compilers.class)
    void classesOfThePackageMayBeCalledLikeOurs(Compilers compiler) {
        final List<SourceText> sources = new ArrayList<>();
        for (final String name :
                List.of(
                        "String",
                        "Math",
                        "System",
                        "Model",
                        "Object",
                        "Override",
                        "List",
                        "Arrays",
                        "Parameter",
                        "Parameters",
                        "Elementary",
                        "Workspaces",
                        "Checks",
                        "Float",
                        "RandomStream",
                        "Training",
                        "Workspace",
                        "Generated")) {
            sources.add(
                    SourceText.at("own/" + name + ".java", "package own; class " + name + " {}"));
        }
        for (final int units : UNITS) {
            final String type = "Digits" + units;
            sources.add(
                    SourceText.at(
                            "own/" + type + ".java",
                            "package own;\n" + IMPORTS + network(type, units, "hidden")));
        }
        // Here even Layer is another class, so that the field names it in full.
        sources.add(SourceText.at("mine/Layer.java", "package mine; class Layer {}"));
        sources.add(
                SourceText.at(
                        "mine/Digits.java",
                        "package mine; import dev.tapeless.*;\n"
                                + network("Digits", 3, "hidden")
                                        .replace(" Layer ", " dev.tapeless.runtime.Layer ")));
        assertQuiet(compiler, sources);
    }

    /** Members of the user's class are inherited by the generated one. */
    @ParameterizedTest
    @EnumSource(Compilers.class)
    void membersOfTheUsersClassMayBeCalledLikeOurs(Compilers compiler) {
        final String members =
                """
                    static class List {}
                    static class Parameters {}
                    interface Override {}
                    record Training(int count) {}
                    enum Workspace { NONE }
                    boolean training;
                    int parameters;
                    double oneInput;
                """;
        final List<SourceText> sources = new ArrayList<>();
        for (final int units : UNITS) {
            final String text = network("Digits" + units, units, "hidden");
            sources.add(
                    SourceText.of(
                            text.replace(" {\n", " {\n" + members)
                                    + "class Reader"
                                    + units
                                    + " { static boolean read(Digits"
                                    + units
                                    + "Network net) { return net.training; } }\n"));
        }
        for (final String name : List.of("Training", "Workspace")) {
            sources.add(
                    SourceText.of(
                            network("My" + name, 70, "hidden")
                                    .replace("(input", "(name = \"" + name + "\", input")));
        }
        assertQuiet(compiler, sources);
    }

    /** Generated code names what is deprecated, and nobody can change that. */
    @ParameterizedTest
    @EnumSource(Compilers.class)
    void networksMayBeDeprecated(Compilers compiler) {
        final List<SourceText> sources = new ArrayList<>();
        for (final int units : UNITS) {
            final String old = network("Old" + units, units, "hidden");
            sources.add(SourceText.of("@Deprecated " + old));
            sources.add(
                    SourceText.of(
                            "@Deprecated(forRemoval = true) " + old.replace("Old", "Oldest")));
            sources.add(
                    SourceText.of(
                            old.replace("class Old", "class OldParts")
                                    .replace("Layer hidden", "@Deprecated Layer hidden")
                                    .replace(
                                            "Layer last_",
                                            "@Deprecated(forRemoval = true) Layer last_")));
            sources.add(
                    SourceText.of(
                            "@Deprecated class Around"
                                    + units
                                    + " { "
                                    + old.replace("abstract", "static abstract")
                                    + "}"));
        }
        final Compilers.Outcome outcome =
                compiler.compile(
                        sources,
                        List.of("-Xlint:deprecation,removal"),
                        List.of(new NetworkProcessor()));
        assertFalse(outcome.generated().isEmpty());
        // Eclipse's compiler has something to say about the fields of a deprecated class, too.
        assertEquals(
                List.of(),
                outcome.said().stream()
                        .filter(
                                said ->
                                        said.kind() == Diagnostic.Kind.ERROR
                                                || said.file().endsWith("Network.java"))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(Compilers.class)
    void packagesMayBeMissingOrHaveTheSameClasses(Compilers compiler) {
        final List<SourceText> sources = new ArrayList<>();
        for (final String place : List.of("", "a", "a.b", "dev", "java0")) {
            final String folder = place.isEmpty() ? "" : place.replace('.', '/') + "/";
            final String header = place.isEmpty() ? "" : "package " + place + ";\n";
            sources.add(
                    SourceText.at(
                            folder + "Same.java", header + IMPORTS + network("Same", 3, "hidden")));
        }
        assertQuiet(compiler, sources);
    }

    /** The text depends on the declaration alone. */
    @Test
    void theTextIsTheSameEverywhere() {
        final List<SourceText> sources = new ArrayList<>(SampleNetworks.all());
        sources.add(
                SourceText.of(
                        "@Network(input = 5) abstract class Constants { @Dense(7)"
                                + " @LeakyRelu(alpha = 0.12345678) @Elu(alpha = 1.5e-7) Layer a;"
                                + " @Dense(1234) @Sine(omega = 30) Layer b; @Dense(2) Layer c; }"));
        final Map<String, String> here = text(sources);
        assertTrue(here.values().stream().noneMatch(text -> text.contains("\r")));
        final Locale locale = Locale.getDefault();
        final TimeZone zone = TimeZone.getDefault();
        try {
            for (final String language : List.of("tr-TR", "ar-EG-u-nu-arab", "de-DE")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
                assertEquals(here, text(sources), language);
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static Map<String, String> text(List<SourceText> sources) {
        final Compilers.Outcome outcome =
                Compilers.JAVAC.compile(
                        sources, List.of("-proc:only"), List.of(new NetworkProcessor()));
        assertEquals(List.of(), outcome.said());
        return outcome.generated();
    }
}
