package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Normalisations, slopes and embeddings that do not fit. */
class NormalisationErrorsTest {

    private static Expected of(String input, String field) {
        return Expected.in(
                "@Network(input = {" + input + "}) abstract class Digits {\n " + field + " }");
    }

    @ParameterizedTest
    @CsvSource({"§0, 0", "§-0.5, -0.5", "Double§.NaN, NaN", "1 §/ 0.0, Infinity"})
    void epsilonIsPositive(String written, String shown) {
        of("6", "@LayerNorm(epsilon = " + written + ") Layer a;")
                .says(
                        Message.MEMBER_POSITIVE,
                        "[NetworkSize] epsilon of LayerNorm \"a\" is "
                                + shown
                                + ", but it must be a positive number: write for instance 1e-5")
                .check();
    }

    /** Where it would be added to the variance: as a number of the network's precision. */
    @ParameterizedTest
    @CsvSource({"1e-60, 1.0E-60, 0", "1e60, 1.0E60, infinite"})
    void epsilonIsPositiveAsAFloat(String written, String shown, String asFloat) {
        of("6", "@BatchNorm(epsilon = §" + written + ") Layer a;")
                .says(
                        Message.MEMBER_POSITIVE,
                        "[NetworkSize] epsilon of BatchNorm \"a\" is "
                                + shown
                                + ", which is "
                                + asFloat
                                + " as a float, but it must be a positive number: write for"
                                + " instance 1e-5")
                .check();
        Expected.in(
                        "@Network(input = 6, precision = Precision.DOUBLE) abstract class Digits {"
                                + " @BatchNorm(epsilon = "
                                + written
                                + ") Layer a; }")
                .check();
    }

    @ParameterizedTest
    @CsvSource({"§0, 0", "§-0.1, -0.1", "§1.5, 1.5", "Double§.NaN, NaN"})
    void momentumIsAShare(String written, String shown) {
        of("6", "@BatchNorm(momentum = " + written + ") Layer a;")
                .says(
                        Message.NORM_MOMENTUM,
                        "[NetworkSize] momentum of BatchNorm \"a\" is "
                                + shown
                                + ", but it is the share of a batch in the kept statistics: write a"
                                + " number above 0 and at most 1, for instance 0.1")
                .check();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3})
    void thereAreThatManyDimensions(int dimensions) {
        of("6, 4", "@RmsNorm(dimensions = §" + dimensions + ") Layer a;")
                .says(
                        Message.NORM_DIMENSIONS,
                        "[NetworkShape] RmsNorm \"a\" normalises along "
                                + dimensions
                                + " dimensions, but the input of the network has 2: write a number"
                                + " from 1 to that")
                .check();
    }

    @Test
    void groupsDivideTheChannels() {
        of("4, 6", "@GroupNorm(§4) Layer a;")
                .says(
                        Message.GROUPS,
                        "[NetworkShape] GroupNorm \"a\" has 4 groups, but its 6 input channels"
                            + " cannot be divided into as many: use a divisor of the input and the"
                            + " output channels")
                .check();
        of("4, 6", "@GroupNorm(§0) Layer a;")
                .says(
                        Message.MEMBER_LEAST,
                        "[NetworkSize] value of GroupNorm \"a\" is 0, but it must be at least 1:"
                                + " write a larger number")
                .check();
    }

    @Test
    void aVectorHasNoChannelsToDrop() {
        of("6", "§@SpatialDropout(0.5) @Dense(2) Layer a;")
                .says(
                        Message.SHAPE_RANK,
                        "[NetworkShape] SpatialDropout \"a\" needs places and channels, but the"
                            + " input of the network has the shape [6]: write @Dropout for single"
                            + " elements")
                .check();
    }

    @Test
    void aTableHasRows() {
        of("6", "@Embedding(count = §0, value = §0) Layer a;")
                .says(
                        Message.MEMBER_LEAST,
                        "[NetworkSize] count of Embedding \"a\" is 0, but it must be at least 1:"
                                + " write a larger number")
                .says(
                        Message.MEMBER_LEAST,
                        "[NetworkSize] value of Embedding \"a\" is 0, but it must be at least 1:"
                                + " write a larger number")
                .check();
    }

    @Test
    void aTableFitsAnArray() {
        of("6", "§@Embedding(count = 2000000, value = 2000) Layer a;")
                .says(
                        Message.SIZE_PARAMETER,
                        "[NetworkSize] The weight of Embedding \"a\" would have 2,000,000 * 2,000 ="
                            + " 4,000,000,000 elements, more than the 2,147,483,647 that an array"
                            + " can hold: use fewer units or a smaller input")
                .check();
    }
}
