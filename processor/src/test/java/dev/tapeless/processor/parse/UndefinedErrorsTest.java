package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;

/** Declarations that need what nobody defines. The compiler says so too, in its own words. */
class UndefinedErrorsTest {

    private static final String REST =
            "check its spelling and its import, or the errors of the annotation processor that"
                    + " generates it";

    @Test
    void aMisspeltFieldType() {
        Expected.in(
                        """
                        @Network(input = 4) abstract §class Digits {
                            @Dense(2) Layr scores;
                        }
                        """)
                .says(
                        Message.CLASS_UNDEFINED,
                        "[NetworkUndefined] Nothing is generated for Digits, because \"Layr\", the"
                                + " type of the field \"scores\", is not defined: did you mean"
                                + " \"Layer\"? "
                                + REST)
                .besidesTheCompiler()
                .check();
    }

    @Test
    void aMissingImport() {
        Expected.in(
                        SourceText.at(
                                "test/Digits.java",
                                """
                                package test;
                                import dev.tapeless.Dense;
                                import dev.tapeless.Network;
                                @Network(input = 4) abstract §class Digits {
                                    @Dense(2) Layer scores;
                                }
                                """))
                .says(
                        Message.CLASS_UNDEFINED,
                        "[NetworkUndefined] Nothing is generated for Digits, because \"Layer\", the"
                                + " type of the field \"scores\", is not defined: is \"import"
                                + " dev.tapeless.runtime.Layer;\" missing? "
                                + REST)
                .besidesTheCompiler()
                .check();
    }

    @Test
    void allOtherMistakesAreReportedWithIt() {
        Expected.in(
                        """
                        @Network(input = 4) abstract §class Digits {
                            @Dense(§-3) private Layer §a;
                            @Dense(2) Layr hidden;
                            @Dense(UNITS) Layer unknown;
                            @Add(from = {"a", §"hiden"}) Layer sum;
                            @Dense(3) Layer scores;
                        }
                        """)
                .says(
                        Message.CLASS_UNDEFINED,
                        "[NetworkUndefined] Nothing is generated for Digits, because \"Layr\", the"
                                + " type of the field \"hidden\", is not defined: did you mean"
                                + " \"Layer\"? "
                                + REST)
                .says(
                        Message.SIZE_UNITS,
                        "[NetworkSize] Dense \"a\" has -3 units, but a layer has at least 1:"
                                + " write a positive number")
                .says(
                        Message.FIELD_MODIFIERS,
                        "[NetworkField] Layer \"a\" is private, but the generated class must"
                                + " assign it in every instance: remove \"private\"")
                .says(
                        Message.FROM_UNKNOWN,
                        "[NetworkFrom] Add \"sum\" reads \"hiden\", but there is no such layer:"
                                + " did you mean \"hidden\"?")
                .besidesTheCompiler()
                .check();
    }

    /** Javac, until JDK 21, hides the annotation and tells nobody but the user. */
    @Test
    void aMisspeltAnnotation() {
        Expected.in(
                        """
                        @Network(input = 4) abstract §class Digits {
                            @Dense(3) @Softpls Layer hidden;
                            @Dense(2) Layer scores;
                        }
                        """)
                .says(
                        Message.CLASS_UNDEFINED,
                        "[NetworkUndefined] Nothing is generated for Digits, because \"Softpls\","
                            + " an annotation of the field \"hidden\", is not defined: did you mean"
                            + " \"Softplus\"? "
                                + REST)
                .besidesTheCompiler()
                .onEcj();
    }

    @Test
    void anUnknownSupertype() {
        Expected.in(
                        """
                        @Network(input = 4) abstract §class Digits extends Base {
                            @Dense(2) Layer scores;
                        }
                        """,
                        "abstract class Base implements Unheard { }")
                .says(
                        Message.CLASS_UNDEFINED,
                        "[NetworkUndefined] Nothing is generated for Digits, because \"Unheard\", a"
                                + " supertype of Base, is not defined: "
                                + REST)
                .besidesTheCompiler()
                .check();
    }

    @Test
    void whatTheCompilerSaysOfAValueIsNotSaidAgain() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(UNITS) Layer hidden;
                            @Dense Layer scores;
                        }
                        """)
                .besidesTheCompiler()
                .check();
    }

    @Test
    void fieldsThatAreNoLayersMayBeUndefined() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(§0) Layer scores;
                            Unheard cache;
                        }
                        """)
                .says(
                        Message.SIZE_UNITS,
                        "[NetworkSize] Dense \"scores\" has 0 units, but a layer has at least 1:"
                                + " write a positive number")
                .besidesTheCompiler()
                .check();
    }
}
