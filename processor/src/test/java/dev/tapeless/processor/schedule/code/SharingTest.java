package dev.tapeless.processor.schedule.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class SharingTest {

    private static final Value A = Value.name("a");
    private static final Value B = Value.name("b");
    private static final Value C = Value.name("c");

    private final List<Statement> before = new ArrayList<>();

    static Stream<Value> everyKind() {
        return Stream.of(
                new Value.Real(2),
                new Value.Whole(2),
                A,
                new Value.Element(A, B),
                tanh(A),
                Value.sum(A, B),
                new Value.Select(Comparison.LESS, A, B, C, A),
                new Value.Fma(A, B, C),
                new Value.RandomKey(3, A),
                new Value.Uniform(A, B));
    }

    private static Value tanh(Value operand) {
        return new Value.Unary(UnaryFunction.TANH, operand);
    }

    private Value shared(Value value) {
        return Sharing.share(value, part -> "t" + before.size(), before);
    }

    private static Statement declared(String name, Value value) {
        return new Statement.Declare(Statement.Kind.REAL, name, value, "");
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void aValueWithItsOwnPartsIsTheSame(Value value) {
        assertEquals(value, Sharing.withParts(value, part -> part));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyPartIsChanged(Value value) {
        final Value changed = Sharing.withParts(value, SharingTest::tanh);
        assertEquals(
                Sharing.parts(value).stream().map(SharingTest::tanh).toList(),
                Sharing.parts(changed));
    }

    @Test
    void replacementsAreReplacedToo() {
        assertEquals(
                Value.sum(tanh(C), C),
                Sharing.replace(Value.sum(A, B), Map.of("a", tanh(B), "b", C)));
    }

    @Test
    void namesAreCountedEverywhere() {
        final Map<String, Integer> counts = new LinkedHashMap<>();
        Sharing.countNames(Value.sum(Value.element("row", "i"), Value.product(A, A)), counts);
        assertEquals(Map.of("row", 1, "i", 1, "a", 2), counts);
    }

    @Test
    void whatOccursOnceStays() {
        final Value value = Value.sum(tanh(A), tanh(B));
        assertSame(value, shared(value));
        assertEquals(List.of(), before);
    }

    @Test
    void whatOccursTwiceIsComputedOnce() {
        assertEquals(
                Value.sum(Value.name("t0"), Value.name("t0")), shared(Value.sum(tanh(A), tanh(A))));
        assertEquals(List.of(declared("t0", tanh(A))), before);
    }

    @Test
    void namesAndNumbersAreNotShared() {
        final Value two = new Value.Real(2);
        final Value value = Value.sum(Value.product(A, two), Value.product(two, A));
        assertEquals(value, shared(value));
    }

    @Test
    void aPartThatOnlyOccursWithinALargerOneIsNotNamed() {
        final Value large = tanh(Value.sum(A, B));
        shared(Value.product(large, large));
        assertEquals(List.of(declared("t0", large)), before);
    }

    @Test
    void aPartThatOccursBesidesIsNamedFirst() {
        final Value sum = Value.sum(A, B);
        final Value value = Value.product(Value.product(tanh(sum), tanh(sum)), sum);
        final Value t0 = Value.name("t0");
        final Value t1 = Value.name("t1");
        assertEquals(Value.product(Value.product(t1, t1), t0), shared(value));
        assertEquals(List.of(declared("t0", sum), declared("t1", tanh(t0))), before);
    }

    @Test
    void anElementReadTwiceIsReadOnce() {
        final Value element = Value.element("row", "j");
        assertEquals(
                Value.product(Value.name("t0"), Value.name("t0")),
                shared(Value.product(element, element)));
        assertEquals(List.of(declared("t0", element)), before);
    }

    @Test
    void differentFunctionsOfTheSameValuesAreDifferent() {
        final Value value =
                Value.sum(
                        new Value.Binary(BinaryFunction.MIN, A, B),
                        new Value.Binary(BinaryFunction.MAX, A, B));
        assertEquals(value, shared(value));
    }
}
