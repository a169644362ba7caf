package dev.tapeless.processor.schedule.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class PrecedenceTest {

    private static final Value A = Value.name("a");
    private static final Value B = Value.name("b");

    @Test
    void strongerOperatorsBindMore() {
        assertTrue(Precedence.of(Value.sum(A, B)) < Precedence.of(Value.product(A, B)));
        assertTrue(
                Precedence.of(Value.product(A, B))
                        < Precedence.of(new Value.Unary(UnaryFunction.NEGATE, A)));
        assertEquals(Precedence.ATOM, Precedence.of(new Value.Binary(BinaryFunction.MAX, A, B)));
        assertEquals(Precedence.SIGN, Precedence.of(new Value.Real(-1)));
    }

    @Test
    void theRightOperandNeedsToBindMoreThanTheLeft() {
        final List<Integer> asked = new ArrayList<>();
        Precedence.forEachPart(Value.sum(A, B), (part, level) -> asked.add(level));
        assertEquals(List.of(Precedence.SUM, Precedence.PRODUCT), asked);
    }

    @Test
    void argumentsOfACallMayBeAnything() {
        final List<Integer> asked = new ArrayList<>();
        Precedence.forEachPart(
                new Value.Unary(UnaryFunction.TANH, A), (part, level) -> asked.add(level));
        assertEquals(List.of(Precedence.CHOICE), asked);
    }
}
