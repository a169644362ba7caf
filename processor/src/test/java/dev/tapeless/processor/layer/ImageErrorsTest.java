package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows, channels and shapes that do not fit, with the arithmetic. */
class ImageErrorsTest {

    private static Expected image(String field) {
        return of("28, 28, 4", field);
    }

    private static Expected of(String input, String field) {
        return Expected.in(
                "@Network(input = {" + input + "}) abstract class Digits {\n " + field + " }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kernel = §31 | height | (28 + 2*0 - 31) / 1 + 1 = -2",
                "kernel = §{31, 3}, stride = 2 | height | (28 + 2*0 - 31) / 2 + 1 = -1",
                "kernel = §{3, 44}, pad = {0, 1, 0, 2} | width | (40 + 1 + 2 - 44) / 1 + 1 = 0",
                "kernel = §15, dilation = 2 | height | (28 + 2*0 - 29 [2*(15 - 1) + 1]) / 1 + 1 ="
                        + " 0"
            })
    void aWindowThatDoesNotFit(String members, String dimension, String arithmetic) {
        of("28, 40, 4", "@Conv2d(value = 8, " + members + ") Layer a;")
                .says(
                        Message.WINDOW_TOO_LARGE,
                        "[NetworkShape] The window of Conv2d \"a\" does not fit: the "
                                + dimension
                                + " of the output would be "
                                + arithmetic
                                + ": use a smaller window, more padding or a larger input")
                .check();
    }

    @Test
    void bothDirectionsAreReported() {
        Expected.in(
                        "@Network(input = {28, 20, 4}) abstract class Digits {\n"
                                + " @MaxPool2d(§§{30, 25}) Layer a; }")
                .says(
                        Message.WINDOW_TOO_LARGE,
                        "[NetworkShape] The window of MaxPool2d \"a\" does not fit: the height of"
                                + " the output would be (28 + 2*0 - 30) / 30 + 1 = 0: use a smaller"
                                + " window, more padding or a larger input")
                .says(
                        Message.WINDOW_TOO_LARGE,
                        "[NetworkShape] The window of MaxPool2d \"a\" does not fit: the width of"
                                + " the output would be (20 + 2*0 - 25) / 25 + 1 = 0: use a smaller"
                                + " window, more padding or a larger input")
                .check();
    }

    @Test
    void aSequenceHasALength() {
        of("5, 2", "@Conv1d(value = 8, kernel = §7) Layer a;")
                .says(
                        Message.WINDOW_TOO_LARGE,
                        "[NetworkShape] The window of Conv1d \"a\" does not fit: the length of the"
                            + " output would be (5 + 2*0 - 7) / 1 + 1 = -1: use a smaller window,"
                            + " more padding or a larger input")
                .check();
    }

    @Test
    void anImageHasChannels() {
        of("28, 28", "§@Conv2d(value = 8, kernel = 3) Layer a;")
                .says(
                        Message.SHAPE_RANK,
                        "[NetworkShape] Conv2d \"a\" needs an image of height, width and channels,"
                                + " but the input of the network has the shape [28, 28]: write"
                                + " @Reshape({28, 28, 1}) before it for one channel")
                .check();
    }

    @Test
    void aVectorHasNoPlaces() {
        of("28", "§@GlobalAvgPool Layer a;")
                .says(
                        Message.SHAPE_RANK,
                        "[NetworkShape] GlobalAvgPool \"a\" needs places and channels, but the"
                            + " input of the network has the shape [28]: it has none to combine, so"
                            + " remove it")
                .check();
    }

    @Test
    void aSequenceIsNoImage() {
        of("28, 28, 3", "§@MaxPool1d(2) Layer a;")
                .says(
                        Message.SHAPE_RANK,
                        "[NetworkShape] MaxPool1d \"a\" needs a sequence of length and channels,"
                                + " but the input of the network has the shape [28, 28, 3]: write a"
                                + " @Reshape before it")
                .check();
    }

    @ParameterizedTest
    @CsvSource({
        "'stride = §0', stride, 0, 1",
        "'dilation = §-1', dilation, -1, 1",
        "'pad = §-2', pad, -2, 0",
        "'groups = §0', groups, 0, 1"
    })
    void numbersAreLargeEnough(String member, String name, int found, int least) {
        image("@Conv2d(value = 8, kernel = 3, " + member + ") Layer a;")
                .says(
                        Message.MEMBER_LEAST,
                        "[NetworkSize] "
                                + name
                                + " of Conv2d \"a\" is "
                                + found
                                + ", but it must be at least "
                                + least
                                + ": write a larger number")
                .check();
    }

    @Test
    void eachWrongNumberHasItsPlace() {
        image("@Conv2d(value = 8, kernel = {§0, 3}, stride = {1, §0}) Layer a;")
                .says(
                        Message.MEMBER_LEAST,
                        "[NetworkSize] kernel of Conv2d \"a\" is 0, but it must be at least 1:"
                                + " write a larger number")
                .says(
                        Message.MEMBER_LEAST,
                        "[NetworkSize] stride of Conv2d \"a\" is 0, but it must be at least 1:"
                                + " write a larger number")
                .check();
    }

    @Test
    void thereIsANumberForEachDirection() {
        image("@MaxPool2d(value = §{2, 2, 2}) Layer a;")
                .says(
                        Message.MEMBER_COUNT,
                        "[NetworkSize] value of MaxPool2d \"a\" has 3 numbers, but it takes 1 or 2:"
                                + " remove or add some")
                .check();
        image("@MaxPool2d(value = 2, pad = §{1, 2, 3}) Layer a;")
                .says(
                        Message.MEMBER_COUNT,
                        "[NetworkSize] pad of MaxPool2d \"a\" has 3 numbers, but it takes 1, 2 or"
                                + " 4: remove or add some")
                .check();
    }

    @Test
    void paddingIsSaidOnce() {
        image("@Conv2d(value = 8, kernel = 3, padding = Padding.SAME, pad = §1) Layer a;")
                .says(
                        Message.PADDING_TWICE,
                        "[NetworkShape] Conv2d \"a\" is padded by padding = SAME and by pad: remove"
                                + " one of the two")
                .check();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@MaxPool2d(value = 2, pad = §2)",
                "@AvgPool2d(value = 2, pad = §2, countPadding = false)",
                "@MaxPool2d(value = 2, dilation = 40, pad = §30)"
            })
    void everyWindowMeetsTheInput(String pool) {
        final String name = pool.substring(1, pool.indexOf('('));
        image(pool + " Layer a;")
                .says(
                        Message.WINDOW_OUTSIDE,
                        "[NetworkShape] "
                                + name
                                + " \"a\" is padded so much that some of its windows meet no"
                                + " element of the input: pad by less than the size of the window")
                .check();
    }

    @Test
    void groupsDivideTheChannels() {
        image("@Conv2d(value = 8, kernel = 3, groups = §3) Layer a;")
                .says(
                        Message.GROUPS,
                        "[NetworkShape] Conv2d \"a\" has 3 groups, but its 4 input channels cannot"
                            + " be divided into as many: use a divisor of the input and the output"
                            + " channels")
                .check();
        image("@Conv2d(value = 6, kernel = 3, groups = §4) Layer a;")
                .says(
                        Message.GROUPS,
                        "[NetworkShape] Conv2d \"a\" has 4 groups, but its 6 output channels cannot"
                            + " be divided into as many: use a divisor of the input and the output"
                            + " channels")
                .check();
    }

    @Test
    void thereAreOutputs() {
        image("@Conv2d(value = §0, kernel = 3) Layer a;")
                .says(
                        Message.SIZE_UNITS,
                        "[NetworkSize] Conv2d \"a\" has 0 units, but a layer has at least 1: write"
                                + " a positive number")
                .check();
    }

    @Test
    void aTransposedConvolutionLeavesSomething() {
        of("2, 2, 1", "@ConvTranspose2d(value = 1, kernel = 2, pad = §2) Layer a;")
                .says(
                        Message.SPREAD_EMPTY,
                        "[NetworkShape] ConvTranspose2d \"a\" cuts off all of its output, whose"
                                + " size would be (2 - 1) * 1 - 2 - 2 + 1*(2 - 1) + 1 = -1: use a"
                                + " smaller pad")
                .check();
    }

    @Test
    void outputPaddingIsLessThanTheStride() {
        of("2, 2, 1", "@ConvTranspose2d(value = 1, kernel = 2, outputPadding = §1) Layer a;")
                .says(
                        Message.OUTPUT_PADDING,
                        "[NetworkShape] outputPadding of ConvTranspose2d \"a\" is 1, but it must be"
                            + " less than the stride, which is 1: only then the places are those"
                            + " that a convolution would not reach")
                .check();
    }

    @Test
    void aShapeKeepsAllElements() {
        of("6, 4", "@Reshape(§{5, 5}) Layer a;")
                .says(
                        Message.RESHAPE_ELEMENTS,
                        "[NetworkShape] Reshape \"a\" keeps all elements, but the input of the"
                            + " network has 6 * 4 = 24 and the new shape has 5 * 5 = 25: write a"
                            + " shape of as many elements, or -1 for what is left")
                .check();
        of("6, 4", "@Reshape(§{-1, 5}) Layer a;")
                .says(
                        Message.RESHAPE_ELEMENTS,
                        "[NetworkShape] Reshape \"a\" keeps all elements, but the input of the"
                            + " network has 6 * 4 = 24 and the new shape has 5: write a shape of as"
                            + " many elements, or -1 for what is left")
                .check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{0, 24}", "{-1, -1, 24}", "{-2, 12}"})
    void aShapeHasPositiveExtents(String shape) {
        of("6, 4", "@Reshape(§" + shape + ") Layer a;")
                .says(
                        Message.RESHAPE_EXTENTS,
                        "[NetworkShape] Reshape \"a\" gives the shape "
                                + shape
                                + ", but every extent must be at least 1, and only one may be -1"
                                + " for what is left: write for instance {28, -1}")
                .check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{0}", "{0, 0}", "{1, 2}", "{0, 1, 2}", "{}"})
    void anOrderNamesEveryDimensionOnce(String order) {
        of("6, 4", "@Permute(§" + order + ") Layer a;")
                .says(
                        Message.PERMUTE_ORDER,
                        "[NetworkShape] Permute \"a\" has the order "
                                + order
                                + ", but the input of the network has the shape [6, 4]: name every"
                                + " dimension from 0 to 1 once")
                .check();
    }

    @Test
    void whatIsTooLargeForAnArray() {
        of("4, 4, 60000", "§@Conv2d(value = 60000, kernel = 3, padding = Padding.SAME) Layer a;")
                .says(
                        Message.SIZE_PARAMETER,
                        "[NetworkSize] The weight of Conv2d \"a\" would have 60,000 * 60,000 * 3 *"
                            + " 3 = 32,400,000,000 elements, more than the 2,147,483,647 that an"
                            + " array can hold: use fewer units or a smaller input")
                .check();
        of("4000, 4000, 4", "§@Upsample2d(100) Layer a;")
                .says(
                        Message.SIZE_OUTPUT,
                        "[NetworkSize] Upsample2d \"a\" would give 4,000 * 100 * 4,000 * 100 * 4 ="
                                + " 640,000,000,000 elements for each sample, more than the"
                                + " 2,147,483,647 that an array can hold: use fewer units")
                .check();
    }
}
