package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that cannot be layers. */
class FieldErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "float[], float[]",
        "Layer[], dev.tapeless.runtime.Layer[]",
        "String, String",
        "java.util.List<Layer>, java.util.List"
    })
    void aLayerHasTheTypeLayer(String type, String shown) {
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n @Relu @Dense(2) "
                                + type
                                + " §scores; }")
                .says(
                        Message.FIELD_TYPE,
                        "[NetworkField] @Relu makes \"scores\" a layer, but its type is "
                                + shown
                                + ": write \"Layer scores\" and import dev.tapeless.runtime.Layer")
                .check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"private", "static", "final", "private static final", "static final"})
    void aLayerCanBeAssignedInEveryInstance(String modifiers) {
        final String value = modifiers.contains("final") ? " = null" : "";
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n @Dense(2) "
                                + modifiers
                                + " Layer §scores"
                                + value
                                + "; }")
                .says(
                        Message.FIELD_MODIFIERS,
                        "[NetworkField] Layer \"scores\" is "
                                + modifiers
                                + ", but the generated class must assign it in every instance:"
                                + " remove \""
                                + modifiers
                                + "\"")
                .check();
    }

    @Test
    void aFieldOfTypeLayerHasALayerAnnotation() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Deprecated Layer §hidden;
                            @Dense(2) Layer scores;
                            static Layer none;
                            int counter;
                        }
                        """)
                .says(
                        Message.FIELD_WITHOUT_LAYER,
                        "[NetworkField] Layer \"hidden\" has no layer annotation, so it would stay"
                                + " null: write one, for instance \"@Dense(10) Layer hidden\", or"
                                + " import the one that it has, or remove it")
                .check();
    }

    @Test
    void aClassWithNothingButSuchFieldsIsNotCalledEmpty() {
        Expected.in("@Network(input = 4) abstract class Digits {\n Layer §hidden; }")
                .says(
                        Message.FIELD_WITHOUT_LAYER,
                        "[NetworkField] Layer \"hidden\" has no layer annotation, so it would stay"
                                + " null: write one, for instance \"@Dense(10) Layer hidden\", or"
                                + " import the one that it has, or remove it")
                .check();
    }

    @Test
    void inputIsTheNetworksInput() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(2) Layer §input;
                            @Dense(2) Layer scores;
                        }
                        """)
                .says(
                        Message.FIELD_NAMED_INPUT,
                        "[NetworkField] A layer cannot be called \"input\", because from ="
                                + " \"input\" means the input of the network: rename it")
                .check();
    }

    @ParameterizedTest
    @CsvSource({
        "Math, java.lang.Math",
        "List, java.util.List",
        "Layer, dev.tapeless.runtime.Layer",
        "Checks, dev.tapeless.runtime.support.Checks"
    })
    void noFieldHidesAClassThatGeneratedCodeCalls(String name, String hidden) {
        final String text =
                "[NetworkField] The field \""
                        + name
                        + "\" would hide the class "
                        + hidden
                        + " in the generated class DigitsNetwork, which calls it: rename the field";
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n @Dense(2) Layer §"
                                + name
                                + "; }")
                .says(Message.FIELD_HIDES_CLASS, text)
                .check();
        Expected.in(
                        "@Network(input = 4) abstract §class Digits extends Base {"
                                + " @Dense(2) Layer scores; }",
                        "class Base { static int " + name + "; private int String; }")
                .says(Message.FIELD_HIDES_CLASS, text)
                .check();
    }

    @Test
    void layersAreNotInherited() {
        Expected.in(
                        "@Network(input = 4) abstract §class Digits extends Letters {"
                                + " @Dense(2) Layer scores; }",
                        "@Network(input = 4) abstract class Letters { @Dense(9) Layer hidden; }")
                .says(
                        Message.FIELD_INHERITED,
                        "[NetworkField] Digits inherits the layer \"hidden\" of Letters, but a"
                                + " network is made of the fields of its own class: declare"
                                + " \"hidden\" in Digits, or do not extend Letters")
                .check();
    }

    @Test
    void layersAreNotInheritedFromWhatIsNoNetwork() {
        Expected.in(
                        "@Network(input = 4) abstract class Digits extends Letters {"
                                + " @Dense(2) Layer scores; }",
                        "abstract class Letters { §@Dense(9) Layer hidden; }")
                .says(
                        Message.FIELD_OUTSIDE_NETWORK,
                        "[NetworkField] @Dense has no effect on \"hidden\", because Letters is not"
                            + " annotated with @Network: add @Network(input = ...) to Letters, or"
                            + " remove @Dense")
                .check();
    }

    @Test
    void layerAnnotationsAreForNetworks() {
        Expected.in(
                        """
                        class Digits {
                            §@Dense(2) @Relu Layer hidden;
                            @Deprecated Layer scores;
                        }
                        """)
                .says(
                        Message.FIELD_OUTSIDE_NETWORK,
                        "[NetworkField] @Dense has no effect on \"hidden\", because Digits is not"
                            + " annotated with @Network: add @Network(input = ...) to Digits, or"
                            + " remove @Dense")
                .check();
    }

    @Test
    void annotationsAndProcessorAreOfOneVersion() {
        Expected.in(
                        SourceText.at(
                                "dev/tapeless/Holographic.java",
                                "package dev.tapeless; public @interface Holographic { }"),
                        SourceText.of(
                                """
                                @Network(input = 4) abstract class Digits {
                                    §@Holographic Layer hidden;
                                    @Dense(2) Layer scores;
                                }
                                """))
                .says(
                        Message.FIELD_UNKNOWN_LAYER,
                        "[NetworkVersion] This processor does not know the layer @Holographic: use"
                            + " the same version of tapeless-annotations and tapeless-processor")
                .check();
    }
}
