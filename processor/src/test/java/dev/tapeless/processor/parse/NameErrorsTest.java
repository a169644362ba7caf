package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of generated classes. */
class NameErrorsTest {

    private static final String LAYERS = "{ @Dense(2) Layer scores; }";

    @ParameterizedTest
    @ValueSource(strings = {"1Net", "my.Net", "My Net", "class", "var", "record", "true", "_"})
    void aNameIsASimpleJavaName(String name) {
        Expected.in(
                        "@Network(input = 4, name = §\""
                                + name
                                + "\")\nabstract class Digits "
                                + LAYERS)
                .says(
                        Message.NAME_INVALID,
                        "[NetworkName] \""
                                + name
                                + "\" cannot be the name of the generated class: write a simple"
                                + " Java name, for instance name = \"DigitsNetwork\"")
                .check();
    }

    @Test
    void theUsualNameMayBeTaken() {
        Expected.in(
                        "@Network(input = 4)\nabstract §class Digits " + LAYERS,
                        "class DigitsNetwork { }")
                .says(
                        Message.NAME_TAKEN,
                        "[NetworkName] The generated class would be called DigitsNetwork, but there"
                                + " is a class of that name: rename that class, or choose another"
                                + " name for this one, for instance @Network(..., name ="
                                + " \"DigitsModel\")")
                .check();
    }

    @Test
    void aChosenNameMayBeTaken() {
        Expected.in(
                        SourceText.at("Other.java", "class Other { }"),
                        SourceText.at(
                                "Digits.java",
                                "import dev.tapeless.*; import dev.tapeless.runtime.Layer;\n"
                                        + "@Network(input = 4, name = §\"Other\")\n"
                                        + "abstract class Digits "
                                        + LAYERS))
                .says(
                        Message.NAME_TAKEN,
                        "[NetworkName] The generated class would be called Other, but there is a"
                            + " class of that name: rename that class, or choose another name for"
                            + " this one, for instance @Network(..., name = \"DigitsNetwork\")")
                .check();
    }

    @Test
    void aClassInTheNetworkMayHaveTheName() {
        final String taken =
                "[NetworkName] The generated class would be called DigitsNetwork, but there is a"
                        + " class of that name: rename that class, or choose another name for this"
                        + " one, for instance @Network(..., name = \"DigitsModel\")";
        Expected.in(
                        "@Network(input = 4)\nabstract §class Digits { @Dense(2) Layer scores;"
                                + " static class DigitsNetwork { } }")
                .says(Message.NAME_TAKEN, taken)
                .check();
        Expected.in(
                        "class Base { interface DigitsNetwork { } }",
                        "@Network(input = 4)\nabstract §class Digits extends Base " + LAYERS)
                .says(Message.NAME_TAKEN, taken)
                .check();
        Expected.in(
                        "@Network(input = 4)\nabstract class Digits { @Dense(2) Layer scores;"
                                + " private static class DigitsNetwork { } }")
                .check();
    }

    /** It would hide ours in the very file that it is generated for. */
    @ParameterizedTest
    @CsvSource({"Layer, dev.tapeless.runtime.Layer", "Dense, dev.tapeless.Dense"})
    void aNameIsNoneThatSourcesMeanOursBy(String name, String ours) {
        Expected.in(
                        "@Network(input = 4, name = §\""
                                + name
                                + "\")\nabstract class Digits "
                                + LAYERS)
                .says(
                        Message.NAME_HIDES,
                        "[NetworkName] The generated class would be called "
                                + name
                                + ", which would no longer mean "
                                + ours
                                + " in files of its package that import that with \"*\": choose"
                                + " another, for instance @Network(..., name = \"DigitsNetwork\")")
                .check();
    }

    @Test
    void twoNetworksHaveTwoNames() {
        Expected.in(
                        """
                        class Outer {
                            @Network(input = 4) abstract static class Inner { @Dense(2) Layer s; }
                        }
                        """,
                        "@Network(input = 4)\nabstract §class Outer_Inner " + LAYERS)
                .says(
                        Message.NAME_TWICE,
                        "[NetworkName] The generated class would be called Outer_InnerNetwork,"
                            + " which is the name of the one generated for Outer.Inner: choose"
                            + " another, for instance @Network(..., name = \"Outer_InnerModel\")")
                .check();
    }

    @Test
    void twoNetworksMayHaveOneNameInTwoPackages() {
        final String text =
                "import dev.tapeless.*; import dev.tapeless.runtime.Layer;\n"
                        + "@Network(input = 4) abstract class Digits "
                        + LAYERS;
        Expected.in(
                        SourceText.at("Digits.java", text),
                        SourceText.at("a/Digits.java", "package a; " + text),
                        SourceText.at("a/b/Digits.java", "package a.b; " + text))
                .check();
    }
}
