package dev.tapeless.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javapoet.ClassName;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.ir.expression.UnaryFunction;
import dev.tapeless.processor.schedule.code.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class ValuePrinterTest {

    private static final int VALUES = 1500;
    private static final int DEPTH = 5;

    private static final Value A = Value.name("a");
    private static final Value B = Value.name("b");
    private static final Value C = Value.name("c");

    private static Value minus(Value operand) {
        return new Value.Unary(UnaryFunction.NEGATE, operand);
    }

    private static Value difference(Value left, Value right) {
        return new Value.Binary(BinaryFunction.SUBTRACT, left, right);
    }

    private static Value quotient(Value left, Value right) {
        return new Value.Binary(BinaryFunction.DIVIDE, left, right);
    }

    private static Value choice(Value left, Value right, Value then, Value otherwise) {
        return new Value.Select(Comparison.LESS, left, right, then, otherwise);
    }

    private static void assertPrinted(String expected, Value value) {
        assertEquals(expected, printed(Real.FLOAT, value));
    }

    private static String printed(Real real, Value value) {
        final CodeText code = new CodeText();
        new ValuePrinter(real, new RoutineNames(ClassName.get("test", "Kernels")), code)
                .print(value);
        return code.toString();
    }

    @ParameterizedTest
    @EnumSource(Real.class)
    void printedValuesAreWorthWhatTheirTreesAre(Real real) {
        final RandomValues random = new RandomValues(new Random(7));
        final List<Value> values = new ArrayList<>();
        for (int k = 0; k < VALUES; k++) {
            values.add(random.value(DEPTH));
        }
        final Object computed =
                CompiledValues.of(
                        real,
                        RandomValues.declarations(real),
                        values.stream().map(value -> printed(real, value)).toList());
        int numbers = 0;
        for (int k = 0; k < VALUES; k++) {
            final Value value = values.get(k);
            final double expected = RandomValues.evaluate(real, value);
            final double found =
                    real == Real.FLOAT ? ((float[]) computed)[k] : ((double[]) computed)[k];
            assertEquals(expected, found, () -> printed(real, value) + " of " + value);
            numbers += Double.isFinite(expected) && expected != 0 ? 1 : 0;
        }
        assertTrue(numbers > VALUES / 2, "only " + numbers + " values tell anything");
    }

    @Test
    void sumsGroupToTheLeft() {
        assertPrinted("a + b + c", Value.sum(Value.sum(A, B), C));
        assertPrinted("a + (b + c)", Value.sum(A, Value.sum(B, C)));
        assertPrinted("a - (b - c)", difference(A, difference(B, C)));
        assertPrinted("a - b + c", Value.sum(difference(A, B), C));
    }

    @Test
    void productsBindMoreThanSums() {
        assertPrinted("a * b + c", Value.sum(Value.product(A, B), C));
        assertPrinted("(a + b) * c", Value.product(Value.sum(A, B), C));
        assertPrinted("a / (b * c)", quotient(A, Value.product(B, C)));
        assertPrinted("a * b / c", quotient(Value.product(A, B), C));
    }

    @Test
    void twoSignsDoNotMeet() {
        assertPrinted("-(-a)", minus(minus(A)));
        assertPrinted("a - -b", difference(A, minus(B)));
        assertPrinted("-(-1f)", minus(new Value.Real(-1)));
        assertPrinted("-(a * b)", minus(Value.product(A, B)));
        assertPrinted("-a * b", Value.product(minus(A), B));
        assertPrinted("-a[2]", minus(Value.element("a", 2)));
    }

    @Test
    void choicesStandAloneOnlyAtTheEnd() {
        assertPrinted("a < b ? a : a < c ? b : c", choice(A, B, A, choice(A, C, B, C)));
        assertPrinted("a < b ? (a < c ? b : c) : a", choice(A, B, choice(A, C, B, C), A));
        assertPrinted("(a < b ? a : b) < c ? a : b", choice(choice(A, B, A, B), C, A, B));
        assertPrinted("(a < b ? a : b) + c", Value.sum(choice(A, B, A, B), C));
        assertPrinted("-(a < b ? a : b)", minus(choice(A, B, A, B)));
    }

    @Test
    void argumentsOfCallsNeedNoParentheses() {
        assertPrinted(
                "java.lang.Math.fma(a + b, a < b ? a : b, -c)",
                new Value.Fma(Value.sum(A, B), choice(A, B, A, B), minus(C)));
        assertPrinted(
                "java.lang.Math.max(a + b, c)",
                new Value.Binary(BinaryFunction.MAX, Value.sum(A, B), C));
        assertPrinted(
                "(float) java.lang.Math.sqrt(a + b)",
                new Value.Unary(UnaryFunction.SQRT, Value.sum(A, B)));
        assertPrinted(
                "dev.tapeless.runtime.math.Elementary.tanh(a)",
                new Value.Unary(UnaryFunction.TANH, A));
    }

    @Test
    void indicesAreWholeNumbersAndShortSums() {
        assertPrinted("a[3]", Value.element("a", 3));
        assertPrinted("a[i - 1]", new Value.Element(A, Value.offset("i", -1)));
        assertPrinted("a[i]", new Value.Element(A, Value.offset("i", 0)));
        assertPrinted("a[s][j]", new Value.Element(Value.element("a", "s"), Value.name("j")));
    }

    @Test
    void randomNumbersAreThoseOfTheRuntime() {
        final Value key = new Value.RandomKey(3, Value.name("s"));
        assertPrinted("dev.tapeless.runtime.RandomStream.key(seed, step, 3, s)", key);
        assertPrinted(
                "dev.tapeless.runtime.RandomStream.uniformFloat(a, 4)",
                new Value.Uniform(A, new Value.Whole(4)));
    }

    @Test
    void whatCannotBePrintedIsRefused() {
        final Value detached = new Value.Unary(UnaryFunction.DETACH, A);
        assertThrows(IllegalStateException.class, () -> printed(Real.FLOAT, detached));
        final Value index =
                new Value.Element(A, new Value.Binary(BinaryFunction.MAX, A, new Value.Whole(0)));
        assertThrows(IllegalStateException.class, () -> printed(Real.FLOAT, index));
    }
}
