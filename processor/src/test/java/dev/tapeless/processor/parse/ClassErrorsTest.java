package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classes that cannot be networks. */
class ClassErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "interface Digits { }, an interface",
        "enum Digits { ONE }, an enum",
        "@interface Digits { }, an annotation"
    })
    void networksAreClasses(String declaration, String found) {
        network(declaration, found).check();
    }

    @Test
    void aRecordIsNoNetwork() {
        // ECJ shows messages about records without a place.
        network("record Digits(int size) { }", "a record").onJavac();
    }

    private static Expected network(String declaration, String found) {
        return Expected.in("§@Network(input = 4) " + declaration)
                .says(
                        Message.CLASS_KIND,
                        "[NetworkClass] Digits is "
                                + found
                                + ", but a network is a class: write \"abstract class Digits\" and"
                                + " declare each layer as a field of it");
    }

    @Test
    void aNestedNetworkIsNotPrivate() {
        Expected.in(
                        """
                        class Models {
                            @Network(input = 4)
                            private abstract static §class Digits {
                                @Dense(2) Layer scores;
                            }
                        }
                        """)
                .says(
                        Message.CLASS_PRIVATE,
                        "[NetworkClass] Digits is private, so the generated class"
                                + " Models_DigitsNetwork cannot extend it: remove \"private\"")
                .check();
    }

    @Test
    void nothingAroundANetworkIsPrivate() {
        Expected.in(
                        """
                        class Models {
                            private static class Hidden {
                                @Network(input = 4)
                                abstract static §class Digits {
                                    @Dense(2) Layer scores;
                                }
                            }
                        }
                        """)
                .says(
                        Message.CLASS_IN_PRIVATE,
                        "[NetworkClass] Digits is nested in the private class Hidden, so the"
                                + " generated class Models_Hidden_DigitsNetwork cannot extend it:"
                                + " remove \"private\" from Hidden, or move Digits out of it")
                .check();
    }

    @Test
    void networksAreNotFinal() {
        Expected.in("@Network(input = 4) final §class Digits { @Dense(2) Layer scores; }")
                .says(
                        Message.CLASS_FINAL,
                        "[NetworkClass] Digits is final, so the generated class DigitsNetwork"
                                + " cannot extend it: write \"abstract\" instead of \"final\"")
                .check();
    }

    @Test
    void networksAreNotSealed() {
        Expected.in(
                        """
                        @Network(input = 4) abstract sealed §class Digits permits Fixed {
                            @Dense(2) Layer scores;
                        }
                        final class Fixed extends Digits { }
                        """)
                .says(
                        Message.CLASS_SEALED,
                        "[NetworkClass] Digits is sealed, so the generated class DigitsNetwork"
                                + " cannot extend it: remove \"sealed\"")
                .check();
    }

    @Test
    void nestedNetworksAreStatic() {
        Expected.in(
                        """
                        class Models {
                            @Network(input = 4) abstract §class Digits { @Dense(2) Layer scores; }
                        }
                        """)
                .says(
                        Message.CLASS_INNER,
                        "[NetworkClass] Digits is an inner class, so each instance would need an"
                                + " instance of Models: write \"static abstract class Digits\"")
                .check();
    }

    @Test
    void networksAreNotGeneric() {
        Expected.in("@Network(input = 4) abstract §class Digits<A, B> { @Dense(2) Layer scores; }")
                .says(
                        Message.CLASS_GENERIC,
                        "[NetworkClass] Digits has the type parameters <A, B>, but one network is"
                                + " generated for it: remove <A, B>")
                .check();
    }

    @Test
    void aConstructorHasNoParameters() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(2) Layer scores;
                            §Digits(int a, String[] b) { }
                            Digits(java.util.List<String> c) { }
                        }
                        """)
                .says(
                        Message.CLASS_CONSTRUCTOR,
                        "[NetworkClass] The generated class DigitsNetwork needs a constructor of"
                            + " Digits without parameters that is not private, but there is only"
                            + " Digits(int, String[]) and Digits(java.util.List): add \"Digits()"
                            + " {}\"")
                .check();
    }

    @Test
    void theConstructorIsNotPrivate() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            private §Digits() { }
                            @Dense(2) Layer scores;
                        }
                        """)
                .says(
                        Message.CLASS_CONSTRUCTOR,
                        "[NetworkClass] The generated class DigitsNetwork needs a constructor of"
                            + " Digits without parameters that is not private, but there is only"
                            + " the private Digits(): add \"Digits() {}\"")
                .check();
    }

    @Test
    void theConstructorThrowsNothingChecked() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            §Digits() throws java.io.IOException, IllegalStateException { }
                            @Dense(2) Layer scores;
                        }
                        """)
                .says(
                        Message.CLASS_CONSTRUCTOR_THROWS,
                        "[NetworkClass] The constructor Digits() throws java.io.IOException, which"
                            + " the generated class DigitsNetwork cannot handle: catch it inside,"
                            + " or remove it from \"throws\"")
                .check();
    }

    @Test
    void severalMistakesOfOneClassAreToldAtOnce() {
        Expected.in("@Network(input = 4) final §§class Digits<A> { @Dense(2) Layer scores; }")
                .says(
                        Message.CLASS_FINAL,
                        "[NetworkClass] Digits is final, so the generated class DigitsNetwork"
                                + " cannot extend it: write \"abstract\" instead of \"final\"")
                .says(
                        Message.CLASS_GENERIC,
                        "[NetworkClass] Digits has the type parameters <A>, but one network is"
                                + " generated for it: remove <A>")
                .check();
    }
}
