package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Compilers;
import dev.tapeless.processor.testing.Expected;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Set;

/** All mistakes at once, each once, and none that is not there. */
class SeveralMistakesTest {

    private static final String GOOD =
            "@Network(input = 4) abstract class Letters { @Dense(2) Layer scores; }";

    @Test
    void allMistakesOfANetworkAreToldAtOnce() {
        Expected.in(
                        """
                        @Network(input = {28, §0}) final §class Digits {
                            @Dense(§-1)                                 Layer hidden;
                            @Dense(8) @Dropout(§1.5)            private Layer §narrow;
                            @Dense(value = 9, from = §"hiden")          Layer wide;
                            @Add(from = {"narrow", "wide"}) @Relu       Layer sum;
                            @Dense(3) @Softmax §@LogSoftmax             Layer p;
                        }
                        """)
                .says(
                        Message.INPUT_EXTENT,
                        "[NetworkInput] The input {28, 0} has the extent 0, but every extent must"
                            + " be at least 1: write the shape of one sample; the batch is not part"
                            + " of it")
                .says(
                        Message.CLASS_FINAL,
                        "[NetworkClass] Digits is final, so the generated class DigitsNetwork"
                                + " cannot extend it: write \"abstract\" instead of \"final\"")
                .says(
                        Message.SIZE_UNITS,
                        "[NetworkSize] Dense \"hidden\" has -1 units, but a layer has at least 1:"
                                + " write a positive number")
                .says(
                        Message.DROPOUT_RATE,
                        "[NetworkDropout] The rate of Dropout \"narrow\" is 1.5, but it must be at"
                                + " least 0 and less than 1: write for instance 0.5 to drop one"
                                + " element in two")
                .says(
                        Message.FIELD_MODIFIERS,
                        "[NetworkField] Layer \"narrow\" is private, but the generated class must"
                                + " assign it in every instance: remove \"private\"")
                .says(
                        Message.FROM_UNKNOWN,
                        "[NetworkFrom] Dense \"wide\" reads \"hiden\", but there is no such layer:"
                                + " did you mean \"hidden\"?")
                .says(
                        Message.SOFTMAX_TWICE,
                        "[NetworkSoftmax] LogSoftmax \"p\" reads Softmax \"p\", which gives"
                                + " probabilities already: remove one of the two")
                .check();
    }

    @ParameterizedTest
    @EnumSource(Compilers.class)
    void aBrokenNetworkDoesNotStopTheOthers(Compilers compiler) {
        final Compilers.Outcome outcome =
                compiler.compile(
                        List.of(
                                SourceText.of(
                                        "@Network(input = 4) abstract class Digits {"
                                                + " @Dense(0) Layer scores; }"),
                                SourceText.of(GOOD)),
                        List.of(),
                        List.of(new NetworkProcessor()));
        assertEquals(
                List.of(
                        "[NetworkSize] Dense \"scores\" has 0 units, but a layer has at least 1:"
                                + " write a positive number"),
                outcome.said().stream()
                        .map(said -> said.text())
                        .filter(text -> text.startsWith("[Network"))
                        .toList());
        assertEquals(Set.of("test/LettersNetwork.java"), outcome.generated().keySet());
    }

    @Test
    void aCorrectNetworkIsNotTalkedAbout() {
        final Compilers.Outcome outcome =
                Compilers.JAVAC.compile(
                        List.of(SourceText.of(GOOD)),
                        List.of("-Xlint:all,-processing", "-Werror"),
                        List.of(new NetworkProcessor()));
        assertEquals(List.of(), outcome.said());
    }

    @Test
    void aFileThatCannotBeWrittenIsReported() {
        Expected.in(
                        "@Network(input = 4) abstract §class Digits { @Dense(2) Layer scores; }",
                        "@dev.tapeless.runtime.support.GeneratedNetwork class DigitsNetwork { }")
                .says(
                        Message.FILE_NOT_WRITTEN,
                        "[NetworkFile] The source file of DigitsNetwork could not be written"
                            + " (Attempt to recreate a file for type test.DigitsNetwork): remove a"
                            + " copy that an earlier build left among the sources, and check that"
                            + " the folder of generated sources can be written")
                .onJavac();
    }
}
