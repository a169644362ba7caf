package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes that do not fit a branch. */
class BranchErrorsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Add", "Multiply"})
    void branchesHaveOneShape(String join) {
        Expected.in(
                        """
                        @Network(input = 4) abstract class Digits {
                            @Dense(3) Layer a;
                            @Dense(5) Layer b;
                            @%s(from = {"a", §"b", "input"}) Layer joined;
                            @Dense(2) Layer scores;
                        }
                        """
                                .formatted(join))
                .says(
                        Message.SHAPE_BRANCHES,
                        "[NetworkShape] "
                                + join
                                + " \"joined\" needs branches of one shape, but \"a\" has [3] and"
                                + " \"b\" has [5]: give both the same size, or put them side by"
                                + " side with @Concat")
                .check();
    }

    @Test
    void branchesHaveOneRank() {
        Expected.in(
                        """
                        @Network(input = {2, 3}) abstract class Digits {
                            @Relu Layer a;
                            @Flatten @Dense(2) Layer b;
                            @Add(from = {"a", §"b"}) Layer joined;
                        }
                        """)
                .says(
                        Message.SHAPE_BRANCHES,
                        "[NetworkShape] Add \"joined\" needs branches of one shape, but \"a\" has"
                            + " [2, 3] and \"b\" has [2]: give both the same size, or put them side"
                            + " by side with @Concat")
                .check();
    }

    @Test
    void vectorsAreConcatenated() {
        Expected.in(
                        """
                        @Network(input = {2, 3}) abstract class Digits {
                            @Relu Layer a;
                            §@Concat(from = {"a", "input"}) Layer joined;
                        }
                        """)
                .says(
                        Message.SHAPE_NOT_VECTOR,
                        "[NetworkShape] Concat \"joined\" needs a vector, but Relu \"a\" has the"
                                + " shape [2, 3]: declare the samples as vectors, @Network(input ="
                                + " 6)")
                .check();
    }

    @Test
    void aConcatenationFitsAnArray() {
        Expected.in(
                        """
                        @Network(input = 2_000_000_000) abstract class Digits {
                            @Relu Layer a;
                            @Concat(from = §{"a", "input"}) Layer joined;
                        }
                        """)
                .says(
                        Message.SIZE_OUTPUT,
                        "[NetworkSize] Concat \"joined\" would give 2,000,000,000 + 2,000,000,000 ="
                                + " 4,000,000,000 elements for each sample, more than the"
                                + " 2,147,483,647 that an array can hold: use fewer units")
                .check();
    }
}
