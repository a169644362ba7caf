package dev.tapeless.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tapeless.processor.testing.Allocation;
import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.Compilers;
import dev.tapeless.processor.testing.DifferenceCheck;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.RowPart;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Several inputs and outputs: the arithmetic of packed rows, and the methods that take names. */
class PortsTest {

    /** Names, fields with ports, and the same network with packed rows. */
    private static final List<List<String>> TWINS =
            List.of(
                    List.of(
                            "Small",
                            "@Input(2) Layer a; @Input(3) Layer b;"
                                    + " @Concat(from = {\"a\", \"b\"}) Layer in;"
                                    + " @Dense(4) @Tanh Layer hidden; @Dense(2) @Output Layer c;"
                                    + " @Dense(value = 1, from = \"hidden\") @Output Layer d;",
                            "@Network(input = 5)",
                            "@Dense(4) @Tanh Layer hidden; @Dense(2) Layer c;"
                                    + " @Dense(value = 1, from = \"hidden\") Layer d;"
                                    + " @Concat(from = {\"c\", \"d\"}) Layer out;"),
                    List.of(
                            "Large",
                            "@Input(20) Layer a; @Input(50) Layer b; @Input(1) Layer c;"
                                    + " @Concat(from = {\"a\", \"b\", \"c\"}) Layer in;"
                                    + " @Dense(40) @Gelu @Output Layer hidden;"
                                    + " @Dense(33) @Softmax @Output Layer d;"
                                    + " @Dense(value = 1, from = \"hidden\") @Output Layer e;",
                            "@Network(input = 71)",
                            "@Dense(40) @Gelu Layer hidden; @Dense(33) @Softmax Layer d;"
                                    + " @Dense(value = 1, from = \"hidden\") Layer e;"
                                    + " @Concat(from = {\"hidden\", \"d\", \"e\"}) Layer out;"),
                    List.of(
                            "Integers",
                            "@Input(value = {3, 4}, integer = true) Layer words;"
                                    + " @Embedding(count = 9, value = 5) @Flatten Layer said;"
                                    + " @Dense(17) @Output Layer d;",
                            "@Network(input = {3, 4})",
                            "@Embedding(count = 9, value = 5) @Flatten Layer said;"
                                    + " @Dense(17) Layer d;"));

    private static final CompiledNetworks NETWORKS = compile();

    private static CompiledNetworks compile() {
        final List<SourceText> sources = new ArrayList<>();
        for (final List<String> twin : TWINS) {
            sources.add(
                    SourceText.of(
                            "@Network abstract class "
                                    + twin.get(0)
                                    + "Named { "
                                    + twin.get(1)
                                    + " }"));
            sources.add(
                    SourceText.of(
                            twin.get(2)
                                    + " abstract class "
                                    + twin.get(0)
                                    + "Packed { "
                                    + twin.get(3)
                                    + " }"));
        }
        return CompiledNetworks.of(sources);
    }

    private static float[][] rows(Model<float[]> model, int count, boolean isInteger) {
        final Random random = new Random(1);
        final float[][] rows = new float[count][model.inputSize()];
        for (final float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = isInteger ? random.nextInt(9) : (float) random.nextGaussian();
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Small", "Large", "Integers"})
    void namesChangeNoBit(String name) {
        final Model<float[]> named = NETWORKS.inFloat("test." + name + "NamedNetwork", 3);
        final Model<float[]> packed = NETWORKS.inFloat("test." + name + "PackedNetwork", 3);
        final float[][] inputs = rows(named, 9, name.equals("Integers"));
        for (final float[] input : inputs) {
            assertArrayEquals(packed.predict(input), named.predict(input));
        }
        for (int step = 0; step < 3; step++) {
            final float[][] expected = packed.forward(inputs, 9);
            final float[][] found = named.forward(inputs, 9);
            for (int s = 0; s < 9; s++) {
                assertArrayEquals(expected[s], found[s]);
            }
            packed.backward(expected, 9);
            named.backward(found, 9);
            for (int p = 0; p < packed.parameters().size(); p++) {
                assertEquals(packed.parameters().get(p).name(), named.parameters().get(p).name());
                assertArrayEquals(
                        packed.parameters().get(p).gradients(),
                        named.parameters().get(p).gradients());
            }
        }
    }

    @Test
    void modelsTellWhereTheirPartsLie() {
        assertEquals(
                List.of(RowPart.of("a", 0, 20), RowPart.of("b", 20, 50), RowPart.of("c", 70, 1)),
                NETWORKS.inFloat("test.LargeNamedNetwork", 1).inputs());
        assertEquals(
                List.of(
                        RowPart.of("hidden", 0, 40),
                        RowPart.of("d", 40, 33),
                        RowPart.of("e", 73, 1)),
                NETWORKS.inFloat("test.LargeNamedNetwork", 1).outputs());
        assertEquals(
                List.of(RowPart.ofIntegers("words", 0, 3, 4)),
                NETWORKS.inFloat("test.IntegersNamedNetwork", 1).inputs());
        final Model<float[]> packed = NETWORKS.inFloat("test.LargePackedNetwork", 1);
        assertEquals(List.of(RowPart.of("input", 0, 71)), packed.inputs());
        assertEquals(List.of(RowPart.of("output", 0, 74)), packed.outputs());
    }

    /** What is declared without names has no code for them. */
    @Test
    void networksWithoutNamesHaveNothingMore() {
        final String source = NETWORKS.sources().get("test.LargePackedNetwork");
        assertFalse(source.contains("predictFrom"), source);
        assertFalse(source.contains("RowPart"), source);
        assertTrue(NETWORKS.sources().get("test.LargeNamedNetwork").contains("predictFrom"));
    }

    private static final List<String> DIFFERENTIATED =
            List.of(

                    // Two of each, in straight lines and in loops.
                    "@Input(3) Layer a; @Dense(2) @Tanh Layer x; @Input(2) Layer b; @Concat(from ="
                        + " {\"x\", \"b\"}) Layer all; @Dense(2) @Output Layer y; @Tanh @Dense(1)"
                        + " @Output Layer z;",
                    "@Input(30) Layer a; @Dense(20) @Tanh Layer x; @Input(20) Layer b;"
                        + " @Multiply(from = {\"x\", \"b\"}) Layer all; @Dense(18) @Output Layer y;"
                        + " @Tanh @Dense(3) @Output Layer z;",
                    // An input that two layers read, and an output that three read.
                    "@Input(4) Layer a; @Input(4) Layer b; @Add(from = {\"a\", \"b\"}) @Output"
                        + " Layer sum; @Dense(20) @Tanh Layer x; @Multiply(from = {\"a\", \"sum\"})"
                        + " @Output Layer p; @Dense(value = 20, from = \"sum\") Layer w;"
                        + " @Concat(from = {\"x\", \"w\"}) @Dense(2) @Output Layer last;",
                    // Shapes.
                    "@Input({4, 5, 2}) Layer image; @Conv2d(value = 3, kernel = 2) @Output Layer"
                        + " seen; @Flatten @Dense(3) Layer told; @Input({2, 3}) Layer words;"
                        + " @Conv1d(value = 3, kernel = 2) @GlobalMaxPool Layer said; @Add(from ="
                        + " {\"told\", \"said\"}) @Tanh @Output Layer both;",
                    // An input that is an output but for its name, and one output only.
                    "@Input(3) Layer a; @Input(2) Layer b; @Permute(value = {0}, from = \"a\")"
                        + " @Output Layer same; @Dense(value = 2, from = \"b\") @Output Layer c;",
                    "@Input(3) Layer a; @Input(2) Layer b; @Concat(from = {\"b\", \"a\"}) Layer c;",
                    "@Input(3) Layer a; @Dense(2) @Output Layer b;",
                    "@Output @Dense(2) Layer b; @Tanh @Output Layer c;",
                    // Noise and statistics.
                    "@Input(6) Layer a; @Dropout(0.5) @Dense(20) Layer x; @BatchNorm @Output Layer"
                        + " n; @Input(20) Layer b; @Add(from = {\"n\", \"b\"}) @Output Layer y;",
                    // Integers.
                    "@Input(3) Layer a; @Input(value = 2, integer = true) Layer words;"
                        + " @Embedding(count = 4, value = 5) @Flatten Layer said; @Concat(from ="
                        + " {\"a\", \"said\"}) @Tanh Layer all; @Dense(2) @Output Layer y;"
                        + " @Dense(value = 1, from = \"all\") @Output Layer z;");

    @TestFactory
    Stream<DynamicTest> gradientsAreDifferences() {
        final List<SourceText> sources = new ArrayList<>();
        for (int k = 0; k < DIFFERENTIATED.size(); k++) {
            final String fields = DIFFERENTIATED.get(k);
            final String input = fields.contains("@Input") ? "" : "input = 3, ";
            sources.add(
                    SourceText.of(
                            "@Network(%sprecision = Precision.DOUBLE, inputGradient = true)\n abstract class Case%d { %s }"
                                    .formatted(input, k, fields)));
        }
        final CompiledNetworks networks = CompiledNetworks.of(sources);
        return IntStream.range(0, DIFFERENTIATED.size())
                .mapToObj(
                        k ->
                                dynamicTest(
                                        DIFFERENTIATED.get(k),
                                        () -> assertDifferences(networks, k)));
    }

    private static void assertDifferences(CompiledNetworks networks, int number) {
        final String name = "test.Case" + number + "Network";
        final DifferenceCheck check = new DifferenceCheck(networks.inDouble(name, 1), 3, 2);
        final boolean hasIntegers = DIFFERENTIATED.get(number).contains("integer");
        assertEquals(
                List.of(),
                (hasIntegers ? check.inputs(k -> k * 7 % 4) : check).mistakes(!hasIntegers),
                networks.sources().get(name));
    }

    /** The gradient of a row has zeros where integers lie. */
    @Test
    void integersHaveNoGradient() throws ReflectiveOperationException {
        final Model<float[]> model = PRICED.inFloat("test.PriceNetwork", 1);
        final float[][] inputs = new float[2][28];
        final float[][] gradients = new float[2][28];
        for (final float[] row : inputs) {
            Arrays.fill(row, 0, 20, 0.5f);
            Arrays.fill(row, 20, 28, 3);
        }
        for (final float[] row : gradients) {
            Arrays.fill(row, Float.NaN);
        }
        final float[][] outputs = model.forward(inputs, 2);
        final Method backward =
                model.getClass()
                        .getDeclaredMethod("backward", float[][].class, float[][].class, int.class);
        backward.setAccessible(true);
        backward.invoke(model, outputs, gradients, 2);
        for (final float[] row : gradients) {
            assertArrayEquals(new float[8], Arrays.copyOfRange(row, 20, 28));
            assertTrue(Math.abs(row[0]) > 0, Arrays.toString(row));
        }
    }

    private static final SourceText PRICE =
            SourceText.of(
                    """
                    @Network(inputGradient = true) abstract class Price {
                        @Input({4, 5}) Layer image;
                        @Flatten @Dense(30) @Relu Layer seen;
                        @Input(value = 8, integer = true) Layer words;
                        @Embedding(count = 50, value = 6) @Flatten Layer said;
                        @Concat(from = {"seen", "said"}) @Dense(32) @Relu Layer hidden;
                        @Dense(10) @Output Layer digit;
                        @Dense(value = 1, from = "hidden") @Output Layer angle;
                    }
                    """);

    private static final SourceText USE =
            SourceText.of(
                    """
                    public class Use implements java.util.function.BiFunction<float[], int[], float[][]> {
                        private final PriceNetwork net = PriceNetwork.create(1);

                        @Override
                        public float[][] apply(float[] image, int[] words) {
                            PriceNetwork.Outputs outputs = net.predictFrom(image, words);
                            return new float[][] {outputs.digit(), outputs.angle()};
                        }

                        public void one(float[] image, int[] words, float[] digit, float[] angle) {
                            net.predictFrom(image, words, digit, angle);
                        }

                        public void batch(
                                float[][] image, int[][] words, float[][] digit, float[][] angle, int count) {
                            net.predictFrom(image, words, digit, angle, count);
                        }

                        public dev.tapeless.runtime.Model<float[]> net() {
                            return net;
                        }
                    }
                    """);

    private static final SourceText CALLS =
            SourceText.of(
                    """
                    public class Calls implements Runnable {
                        private final PriceNetwork net = PriceNetwork.create(1);
                        private final float[][] image = new float[70][20];
                        private final int[][] words = new int[70][8];
                        private final float[][] digit = new float[70][10];
                        private final float[][] angle = new float[70][1];

                        @Override
                        public void run() {
                            net.predictFrom(image[0], words[0], digit[0], angle[0]);
                            net.predictFrom(image, words, digit, angle, 70);
                        }
                    }
                    """);

    private static final CompiledNetworks PRICED = CompiledNetworks.of(PRICE, USE, CALLS);

    private static Object call(Object use, String method, Object... arguments) {
        try {
            return Arrays.stream(use.getClass().getMethods())
                    .filter(m -> m.getName().equals(method))
                    .findFirst()
                    .orElseThrow()
                    .invoke(use, arguments);
        } catch (final InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void networksAreCalledByName() throws ReflectiveOperationException {
        final Object use = PRICED.type("test.Use").getConstructor().newInstance();
        final var model = (Model<float[]>) call(use, "net");
        final int count = 150; // more than are packed at once
        final float[][] image = new float[count][20];
        final int[][] words = new int[count][8];
        final float[][] packed = new float[count][28];
        final Random random = new Random(5);
        for (int s = 0; s < count; s++) {
            for (int i = 0; i < 20; i++) {
                image[s][i] = random.nextFloat();
                packed[s][i] = image[s][i];
            }
            for (int i = 0; i < 8; i++) {
                words[s][i] = random.nextInt(50);
                packed[s][20 + i] = words[s][i];
            }
        }
        final float[][] expected = new float[count][11];
        model.predict(packed, expected);
        final float[][] digit = new float[count][10];
        final float[][] angle = new float[count][1];
        call(use, "batch", image, words, digit, angle, count);
        for (int s = 0; s < count; s++) {
            assertArrayEquals(Arrays.copyOf(expected[s], 10), digit[s]);
            assertEquals(expected[s][10], angle[s][0]);
            final float[][] one =
                    ((BiFunction<float[], int[], float[][]>) use).apply(image[s], words[s]);
            assertArrayEquals(digit[s], one[0]);
            assertArrayEquals(angle[s], one[1]);
        }
    }

    @Test
    void wrongArgumentsAreRefusedByName() throws ReflectiveOperationException {
        final Object use = PRICED.type("test.Use").getConstructor().newInstance();
        final Function<Object[], String> message =
                arguments ->
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> call(use, "one", arguments))
                                .getMessage();
        final float[] image = new float[20];
        final int[] words = new int[8];
        final float[] digit = new float[10];
        final float[] angle = new float[1];
        assertEquals(
                "image has 19 elements, expected 20 elements",
                message.apply(new Object[] {new float[19], words, digit, angle}));
        assertEquals(
                "words is null, expected 8 elements",
                message.apply(new Object[] {image, null, digit, angle}));
        assertEquals(
                "angle has 2 elements, expected 1 element",
                message.apply(new Object[] {image, words, digit, new float[2]}));
        assertEquals(
                "words[2] is 16777217, expected at most 16777216, up to which every whole number is"
                        + " a float",
                message.apply(
                        new Object[] {
                            image, new int[] {0, 0, 16_777_217, 0, 0, 0, 0, 0}, digit, angle
                        }));
        assertEquals(
                "said.weight: found the index 50.0, expected a whole number from 0 to 49",
                message.apply(
                        new Object[] {image, new int[] {0, 0, 50, 0, 0, 0, 0, 0}, digit, angle}));
        assertEquals(
                "words[1] has 7 elements, expected 8 elements",
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        call(
                                                use,
                                                "batch",
                                                new float[2][20],
                                                new int[][] {words, new int[7]},
                                                new float[2][10],
                                                new float[2][1],
                                                2))
                        .getMessage());
    }

    @Test
    void callsByNameAllocateNothing() throws ReflectiveOperationException {
        final Runnable calls = (Runnable) PRICED.type("test.Calls").getConstructor().newInstance();
        assertEquals(0, Allocation.ofRound(50, calls));
    }

    /** Names that Java, or the generated class, has for something else. */
    @Test
    void namesOfPortsClashWithNothing() {
        final List<SourceText> sources =
                List.of(
                        SourceText.of(
                                """
                                @Network abstract class Odd {
                                    static class Outputs {}
                                    static class Packed {}
                                    Outputs packed;
                                    @Input(1) Layer count;
                                    @Input(1) Layer p;
                                    @Input(value = 1, integer = true) Layer first;
                                    @Embedding(count = 2, value = 1) @Flatten Layer n;
                                    @Concat(from = {"count", "p", "n"}) Layer s;
                                    @Dense(1) @Output Layer toString;
                                    @Dense(1) @Output Layer hashCode;
                                    @Dense(2) @Output Layer INPUTS;
                                    @Dense(2) @Output Layer output;
                                }
                                """),
                        SourceText.of(
                                """
                                @Network(name = "Outputs") public abstract class Packed {
                                    @Input(40) Layer input;
                                    @Input(1) Layer w;
                                    @Concat(from = {"input", "w"}) Layer t;
                                    @Dense(40) @Output Layer output;
                                    @Dense(2) @Output Layer inputs;
                                }
                                """));
        for (final Compilers compiler : Compilers.values()) {
            final Compilers.Outcome outcome =
                    compiler.compile(
                            sources,
                            List.of(),
                            List.of(new dev.tapeless.processor.NetworkProcessor()));
            assertEquals(List.of(), outcome.errors());
        }
        final CompiledNetworks compiled = CompiledNetworks.of(sources);
        assertEquals(6, compiled.inFloat("test.OddNetwork", 1).predict(new float[3]).length);
        assertEquals(42, compiled.inFloat("test.Outputs", 1).predict(new float[41]).length);
    }
}
