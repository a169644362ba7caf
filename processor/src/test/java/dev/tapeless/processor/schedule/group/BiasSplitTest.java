package dev.tapeless.processor.schedule.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.SampleLayers;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.ExpressionPrinter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

class BiasSplitTest {

    private static final List<String> NAMES = List.of("sum", "bias", "other");

    private final GraphBuilder builder = new GraphBuilder();
    private final SampleLayers layers = new SampleLayers(builder);
    private final Node product = layers.product("w", layers.input("x", 2), 3);
    private final Node bias = builder.parameter("w.bias", Shape.of(3));

    private Optional<BiasSplit> split(String formula) {
        return split(formula, bias);
    }

    private Optional<BiasSplit> split(String formula, Node row) {
        final Node other = layers.input("other", 3);
        final Node map =
                builder.map(
                        "y",
                        SampleLayers.formula(formula),
                        product.shape(),
                        List.of(List.of(0, 1), List.of(1), List.of(0, 1)),
                        List.of(product, row, other));
        return BiasSplit.of(product, map);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a + b | sum",
                "b + a | sum",
                "tanh(a + b) | tanh(sum)",
                "max(a + b, 0) | max(sum, 0)",
                "(a + b) * sigmoid(a + b) | sum * sigmoid(sum)",
                "tanh(a + b) * c + c | tanh(sum) * other + other"
            })
    void theBiasIsTakenOutOfEveryFormula(String formula, String rest) {
        final BiasSplit split = split(formula).orElseThrow();
        assertSame(bias, split.bias());
        assertEquals(rest, ExpressionPrinter.print(split.rest(), NAMES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a - b", "a * b", "a + 2 * b", "(a + b) * b"})
    void theBiasStaysWhereSomethingElseReadsProductOrBias(String formula) {
        assertTrue(split(formula).isEmpty());
    }

    @Test
    void onlyASumAloneIsPlain() {
        assertTrue(split("a + b").orElseThrow().isPlain());
        assertFalse(split("tanh(a + b)").orElseThrow().isPlain());
    }

    @Test
    void aRowThatIsNoParameterIsNoBias() {
        assertTrue(split("a + b", builder.input("row", Shape.of(3))).isEmpty());
    }

    @Test
    void aParameterOfTheShapeOfTheWeightsIsNoBias() {
        final Node square = builder.parameter("square", Shape.of(3, 3));
        final Node matrix = builder.parameter("matrix", Shape.of(3, 3));
        final Node sum = builder.map("y", SampleLayers.formula("a + b"), square, matrix);
        assertTrue(BiasSplit.of(square, sum).isEmpty());
    }

    @Test
    void whatIsNotElementwiseHasNoBias() {
        assertTrue(BiasSplit.of(product, product).isEmpty());
    }
}
