package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in {@code from} that lead nowhere. */
class ReferenceErrorsTest {

    @ParameterizedTest
    @CsvSource({"hiden, hidden", "Hidden, hidden", "inputs, input", "lagre, large"})
    void anUnknownNameHasANearestOne(String name, String meant) {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(3) @Relu Layer hidden;
                            @Dense(9) @Relu Layer large;
                            @Dense(value = 2, from = §"%s") @Relu Layer scores;
                        }
                        """
                                .formatted(name))
                .says(
                        Message.FROM_UNKNOWN,
                        "[NetworkFrom] Dense \"scores\" reads \""
                                + name
                                + "\", but there is no such layer: did you mean \""
                                + meant
                                + "\"?")
                .check();
    }

    @Test
    void anUnknownNameMayBeNearNone() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(3) Layer hidden;
                            @Add(from = {"hidden", §"residual", §""}) Layer scores;
                        }
                        """)
                .says(
                        Message.FROM_UNKNOWN,
                        "[NetworkFrom] Add \"scores\" reads \"residual\", but there is no such"
                                + " layer: it can read \"input\", \"hidden\"")
                .says(
                        Message.FROM_UNKNOWN,
                        "[NetworkFrom] Add \"scores\" reads \"\", but there is no such layer: it"
                                + " can read \"input\", \"hidden\"")
                .check();
    }

    @Test
    void aLayerReadsOnlyLayersBeforeIt() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(value = 3, from = §"scores") Layer hidden;
                            @Dense(2) Layer scores;
                        }
                        """)
                .says(
                        Message.FROM_FORWARD,
                        "[NetworkFrom] Dense \"hidden\" reads \"scores\", which is declared after"
                            + " it, but a layer reads only layers before it: move \"scores\" up")
                .check();
    }

    @Test
    void aLayerDoesNotReadItself() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(3) Layer hidden;
                            @Add(from = {"hidden", §"sum"}) Layer sum;
                        }
                        """)
                .says(
                        Message.FROM_SELF,
                        "[NetworkFrom] Add \"sum\" reads itself, but a layer reads only layers"
                                + " before it: it can read \"input\", \"hidden\"")
                .check();
    }

    @Test
    void aBranchIsNamedOnce() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(4) Layer a;
                            @Add(from = {"a", "input", §"a"}) Layer sum;
                        }
                        """)
                .says(
                        Message.FROM_TWICE,
                        "[NetworkFrom] Add \"sum\" reads \"a\" twice: name every branch once")
                .check();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "§{}    | none",
                "§\"b\" | only \"b\"",
                "§{\"a\"} | only \"a\"",
            })
    void aJoinHasTwoBranches(String from, String found) {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(4) Layer a;
                            @Dense(4) Layer b;
                            @Concat(from = %s) Layer joined;
                        }
                        """
                                .formatted(from))
                .says(
                        Message.FROM_TOO_FEW,
                        "[NetworkFrom] Concat \"joined\" joins two or more branches, but \"from\""
                                + " names "
                                + found
                                + ": write for instance from = {\"a\", \"b\"}")
                .check();
    }

    @Test
    void theFirstLayerCannotJoin() {
        Expected.in(
                        "@Network(input = 4) abstract class Digits {\n"
                                + " @Add(from = §\"input\") Layer sum; }")
                .says(
                        Message.FROM_TOO_FEW,
                        "[NetworkFrom] Add \"sum\" joins two or more branches, but \"from\" names"
                                + " only \"input\": write for instance from = {\"a\", \"b\"}")
                .check();
    }

    @Test
    void onlyTheFirstAnnotationOfAFieldChoosesWhatItReads() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(4) @Relu(from = §"input") Layer a;
                            @Dense(4) @Add(from = §{"a", "input"}) @Relu Layer b;
                        }
                        """)
                .says(
                        Message.FROM_NOT_FIRST,
                        "[NetworkFrom] @Relu of layer \"a\" names what it reads, but it reads the"
                            + " @Dense before it on the same field: move @Relu to a field of its"
                            + " own")
                .says(
                        Message.FROM_NOT_FIRST,
                        "[NetworkFrom] @Add of layer \"b\" names what it reads, but it reads the"
                                + " @Dense before it on the same field: move @Add to a field of its"
                                + " own")
                .check();
    }

    @Test
    void anEmptyNameMeansTheLayerBefore() {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(value = 3, from = "input") Layer hidden;
                            @Relu(from = "") Layer scores;
                        }
                        """)
                .check();
    }
}
