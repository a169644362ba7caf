package dev.tapeless.processor.schedule.straight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.SampleLayers;
import dev.tapeless.processor.ir.expression.UnaryFunction;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.scope.LocalNames;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What is read once stands where it is read; what nobody reads is not there. */
class StraightLineCodeTest {

    private static final Value OUT = Value.element("out", 0);
    private static final Value X = Value.element("input", 0);
    private static final Value A = Value.name("a");
    private static final Value B = Value.name("b");

    private final GraphBuilder builder = new GraphBuilder();
    private final SampleLayers layers = new SampleLayers(builder);
    private final Node x = layers.input("input", 1);
    private final Node product = layers.product("w", x, 1);
    private final Node map = layers.map("y", "tanh(a)", product);
    private final Node sum = builder.reduce("total", Op.Reduce.Kind.SUM, map, 1);
    private final StraightLineCode code = new StraightLineCode(new LocalNames());

    private static Value tanh(Value operand) {
        return new Value.Unary(UnaryFunction.TANH, operand);
    }

    private static Statement remark(String text) {
        return new Statement.Remark(text);
    }

    private static Statement declared(String name, Value value) {
        return new Statement.Declare(Statement.Kind.REAL, name, value, "");
    }

    private static Statement assigned(Value value) {
        return new Statement.Assign(OUT, value, "");
    }

    private void assertStatements(Statement... expected) {
        assertEquals(List.of(expected), code.statements());
    }

    @Test
    void anElementThatIsReadOnceIsReadInPlace() {
        code.define(x, "a", X);
        code.write(map, OUT, false, tanh(A));
        assertStatements(remark("y = tanh(wProduct)"), assigned(tanh(X)));
    }

    @Test
    void anArrayHasItsNameInTheFormulaWhereverItsElementsAreRead() {
        code.define(x, "a", X);
        code.write(product, OUT, false, Value.product(A, B));
        assertStatements(remark("wProduct = input * w.weight"), assigned(Value.product(X, B)));
    }

    @Test
    void anElementThatIsReadTwiceHasALocal() {
        code.define(x, "a", X);
        code.write(map, OUT, false, Value.product(A, A));
        assertStatements(
                declared("a", X), remark("y = tanh(wProduct)"), assigned(Value.product(A, A)));
    }

    @Test
    void whatNobodyReadsIsNotThere() {
        code.define(x, "a", X);
        code.define(map, "b", tanh(A));
        code.write(map, OUT, false, new Value.Real(1));
        assertStatements(remark("y = tanh(wProduct)"), assigned(new Value.Real(1)));
    }

    @Test
    void aProductStandsWithinACall() {
        code.define(product, "a", Value.product(X, B));
        code.write(map, OUT, false, tanh(A));
        assertStatements(remark("y = tanh(input * w.weight)"), assigned(tanh(Value.product(X, B))));
    }

    @Test
    void aProductThatWouldNeedParenthesesKeepsItsLocal() {
        final Value terms = Value.sum(Value.product(X, B), B);
        code.define(product, "a", terms);
        code.write(map, OUT, false, Value.product(A, B));
        assertStatements(
                remark("wProduct = input * w.weight"),
                declared("a", terms),
                remark("y = tanh(wProduct)"),
                assigned(Value.product(A, B)));
    }

    @Test
    void anElementwiseValueKeepsItsLocal() {
        code.define(map, "a", tanh(X));
        code.write(product, OUT, false, Value.product(A, B));
        assertStatements(
                remark("y = tanh(wProduct)"),
                declared("a", tanh(X)),
                remark("wProduct = input * w.weight"),
                assigned(Value.product(A, B)));
    }

    @Test
    void aValueThatIsOnlyStoredHasNoLocal() {
        code.define(map, "a", tanh(X));
        code.write(map, OUT, false, A);
        assertStatements(remark("y = tanh(wProduct)"), assigned(tanh(X)));
    }

    @Test
    void aTermOfASumStandsInTheSum() {
        code.define(map, "a", Value.product(X, B));
        code.write(sum, OUT, false, Value.sum(A, B));
        assertStatements(
                remark("total = sum(tanh(wProduct))"), assigned(Value.sum(Value.product(X, B), B)));
    }

    @Test
    void aGradientIsAdded() {
        code.write(sum, OUT, true, B);
        assertStatements(remark("total = sum(y)"), new Statement.Increase(OUT, B, ""));
        assertEquals(List.of("total = sum(y)"), code.formulas());
    }

    @Test
    void whatAStatementNeedsTwiceIsNamedAfterWhatItIs() {
        code.write(map, OUT, false, Value.product(tanh(B), tanh(B)));
        final Value tanh = Value.name("yTanh");
        assertStatements(
                remark("y = tanh(wProduct)"),
                declared("yTanh", tanh(B)),
                assigned(Value.product(tanh, tanh)));
    }
}
