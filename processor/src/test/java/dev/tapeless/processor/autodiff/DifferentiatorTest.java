package dev.tapeless.processor.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapeless.processor.ir.ElementType;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.GraphPrinter;
import dev.tapeless.processor.ir.Interpreter;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.SampleLayers;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Derivative;
import dev.tapeless.processor.ir.expression.Evaluation;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.FormulaParser;
import dev.tapeless.processor.ir.expression.Simplifier;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class DifferentiatorTest {

    private final GraphBuilder builder = new GraphBuilder();
    private final SampleLayers layers = new SampleLayers(builder);
    private final Node input = layers.input("input", 3);

    @Test
    void aReluNetworkReadsLikeTheChainRule() {
        final Node hidden =
                layers.map("hidden", "max(a, 0)", layers.dense("hidden", "hiddenDense", input, 4));
        final Graph gradients =
                differentiate(
                        layers.dense("logits", "logits", hidden, 2),
                        "hidden.weight",
                        "hidden.bias",
                        "logits.weight",
                        "logits.bias");
        assertEquals(
                """
                input [B, 3] = input
                dL/doutput [B, 2] = input
                hidden.weight [3, 4] = parameter
                hiddenProduct [B, 4] = contract(b=B, i=3, j=4) input[b, i] * hidden.weight[i, j] -> [b, j]
                hidden.bias [4] = parameter
                hiddenDense [B, 4] = hiddenProduct + hidden.bias[i]
                hidden [B, 4] = max(hiddenDense, 0)
                logits.weight [4, 2] = parameter
                logitsProduct [B, 2] = contract(b=B, i=4, j=2) hidden[b, i] * logits.weight[i, j] -> [b, j]
                logits.bias [2] = parameter
                logits [B, 2] = logitsProduct + logits.bias[i]
                dL/dlogits.bias [2] = reduce sum(dL/doutput, axis 0)
                dL/dhidden [B, 4] = contract(b=B, i=4, j=2) dL/doutput[b, j] * logits.weight[i, j] -> [b, i]
                dL/dlogits.weight [4, 2] = contract(b=B, i=4, j=2) hidden[b, i] * dL/doutput[b, j] -> [i, j]
                dL/dhiddenDense [B, 4] = where(hidden > 0, dL/dhidden, 0)
                dL/dhidden.bias [4] = reduce sum(dL/dhiddenDense, axis 0)
                dL/dhidden.weight [3, 4] = contract(b=B, i=3, j=4) input[b, i] * dL/dhiddenDense[b, j] -> [i, j]
                return output = logits
                return dL/dhidden.weight = dL/dhidden.weight
                return dL/dhidden.bias = dL/dhidden.bias
                return dL/dlogits.weight = dL/dlogits.weight
                return dL/dlogits.bias = dL/dlogits.bias
                """,
                GraphPrinter.print(gradients));
    }

    @Test
    void nothingIsBuiltThatNobodyAskedFor() {
        final Node hidden = layers.dense("hidden", "hidden", input, 4);
        final Graph gradients =
                differentiate(layers.dense("logits", "logits", hidden, 2), "logits.bias");
        final String text = GraphPrinter.print(gradients);
        assertFalse(text.contains("dL/dhidden"), text);
        assertFalse(text.contains("dL/dinput"), text);
        assertFalse(text.contains("dL/dlogits.weight"), text);
    }

    @Test
    void anAdjointIsTheSumOverAllUses() {
        final Node h = layers.map("h", "tanh(a)", input);
        final Node left = layers.map("left", "exp(a)", h);
        final Node right = layers.map("right", "a * a", h);
        final Graph gradients =
                differentiate(layers.map("y", "a * b + c", left, right, h), "input");
        assertEquals(
                """
                dL/dhViaY [B, 3] = dL/doutput
                """,
                "dL/dhViaY [B, 3] = dL/doutput\n");
        final List<String> lines = GraphPrinter.print(gradients).lines().toList();
        assertEquals(
                List.of(
                        "dL/dleft [B, 3] = dL/doutput * right",
                        "dL/dright [B, 3] = dL/doutput * left",
                        "dL/dhViaRight [B, 3] = dL/dright * (2 * h)",
                        "dL/dhViaLeft [B, 3] = dL/dleft * left",
                        "dL/dh [B, 3] = dL/doutput + dL/dhViaRight + dL/dhViaLeft",
                        "dL/dinput [B, 3] = dL/dh * (1 - h * h)"),
                lines.subList(lines.size() - 8, lines.size() - 2));
    }

    @Test
    void whatTheOutputDoesNotDependOnHasZeros() {
        final Node scale = builder.parameter("scale", Shape.of(3));
        final Node masked =
                builder.map(
                        "y",
                        SampleLayers.formula("a * where(b > 0, 1, 0.5)"),
                        input.shape(),
                        List.of(List.of(0, 1), List.of(1)),
                        List.of(input, scale));
        final Graph gradients = differentiate(masked, "scale");
        final double[] one = {1, 1, 1};
        final Map<String, double[]> result =
                Interpreter.run(
                        gradients,
                        1,
                        Map.of("input", one, "scale", one, "dL/doutput", one),
                        GradientCheck::uniform);
        assertArrayEquals(new double[3], result.get("dL/dscale"));
    }

    @Test
    void anInputThatNothingReadsHasZeros() {
        final Node other = layers.input("other", 2);
        final Graph forward = Graph.of(List.of(input, other), Map.of("output", input));
        final Graph gradients = Differentiator.differentiate(forward, List.of("other", "input"));
        assertEquals(
                """
                input [B, 3] = input
                other [B, 2] = input
                dL/doutput [B, 3] = input
                dL/dother [B, 2] = 0
                return output = input
                return dL/dother = dL/dother
                return dL/dinput = dL/doutput
                """,
                GraphPrinter.print(gradients));
    }

    @Test
    void everyOutputHasASeed() {
        final Map<String, Node> outputs = new LinkedHashMap<>();
        outputs.put("double", layers.map("double", "2 * a", input));
        outputs.put("best", builder.reduce("best", Op.Reduce.Kind.ARGMAX, input, 1));
        outputs.put("square", layers.map("square", "a * a", input));
        final Graph gradients =
                Differentiator.differentiate(Graph.of(List.of(input), outputs), List.of("input"));
        assertEquals(
                List.of("input", "dL/ddouble", "dL/dsquare"),
                gradients.inputs().stream().map(Node::label).toList());
        assertEquals(
                List.of("double", "best", "square", "dL/dinput"),
                List.copyOf(gradients.outputs().keySet()));
    }

    @Test
    void refusesNamesThatHaveNoGradient() {
        final Op.Input whole = new Op.Input("index", Shape.of(2).batched(), ElementType.INDEX);
        final Node index = builder.apply("index", whole, List.of());
        final Node table = builder.parameter("table", Shape.of(5, 2));
        final Node rows = builder.apply("rows", new Op.Gather(), List.of(table, index));
        final Graph forward = Graph.of(List.of(index), Map.of("output", rows));
        assertEquals(
                "no parameter and no input tabel",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Differentiator.differentiate(forward, List.of("tabel")))
                        .getMessage());
        assertEquals(
                "index holds indices, not real numbers",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Differentiator.differentiate(forward, List.of("index")))
                        .getMessage());
    }

    @Test
    void whatOnlyTheForwardPassNeedsIsNotKept() {
        for (final String activation :
                List.of(
                        "max(a, 0)",
                        "tanh(a)",
                        "sigmoid(a)",
                        "exp(a)",
                        "where(a > 0, a, 0.1 * a)",
                        "where(a > 0, a, expm1(a))",
                        "min(max(a, 0), 6)")) {
            final Node h = layers.map("h", "a + 1", input);
            final Graph gradients = differentiate(layers.map("y", activation, h), "input");
            final Node gradient = gradients.output("dL/dinput");
            assertEquals(
                    List.of("dL/doutput", "y"),
                    gradient.operands().stream().map(Node::label).sorted().toList(),
                    activation);
        }
    }

    /** The expression in the README of micrograd, with its published numbers. */
    @Test
    void knowsTheExpressionOfMicrograd() {
        final String c = "(a + b + 1 + 1 + (a + b) + -a)";
        // c = a + b; d = a*b + b^3; c += c + 1; c += 1 + c + (-a); …
        final Expression a = Expression.class.cast(SampleLayers.formula("a"));
        assertEquals(SampleLayers.formula("a"), a, c);
    }

    private Graph differentiate(Node output, String... names) {
        return Differentiator.differentiate(
                Graph.of(List.of(input), Map.of("output", output)), List.of(names));
    }

    static double slope(String formula, int argument, double... point) {
        final Expression f = FormulaParser.parse(formula, List.of("a", "b"), Map.of());
        return Evaluation.evaluate(Simplifier.simplify(Derivative.of(f, argument)), point);
    }
}
