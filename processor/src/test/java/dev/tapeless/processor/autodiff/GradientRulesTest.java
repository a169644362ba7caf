package dev.tapeless.processor.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.ElementType;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.GraphVerifier;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Op.Reduce.Kind;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.Transcription;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.FormulaParser;
import dev.tapeless.processor.optimize.Passes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every rule against central differences, before and after optimization. */
class GradientRulesTest {

    private static final int BATCH = 3;
    private static final int B = Shape.BATCH;

    private record Case(
            Class<? extends Op> op,
            String name,
            Function<GraphBuilder, Node> build,
            Map<String, double[]> values) {

        @Override
        public String toString() {
            return op.getSimpleName() + ": " + name;
        }
    }

    private static Case of(
            Class<? extends Op> op, String name, Function<GraphBuilder, Node> build) {
        return new Case(op, name, build, Map.of());
    }

    static Stream<Case> cases() {
        return Stream.of(
                        leaves(), maps(), contractions(), reductions(), moves(), indices(), scans())
                .flatMap(s -> s);
    }

    private static Stream<Case> leaves() {
        return Stream.of(
                of(Op.Input.class, "is the output", b -> x(b, 4)),
                of(Op.Parameter.class, "is the output", b -> b.parameter("w", Shape.of(2, 3))),
                of(
                        Op.Random.class,
                        "dropout mask",
                        b -> {
                            final Node u =
                                    b.apply(
                                            "u",
                                            new Op.Random(0, Shape.of(4).batched()),
                                            List.of());
                            final Node mask = b.map("mask", f("where(a >= 0.5, 2, 0)"), u);
                            return b.map("y", f("a * b"), x(b, 4), mask);
                        }),
                of(
                        Op.Iota.class,
                        "weight by position",
                        b -> {
                            final Node place =
                                    b.apply("i", new Op.Iota(Shape.of(4).batched(), 1), List.of());
                            return b.map("y", f("a * b + a * a"), x(b, 4), place);
                        }));
    }

    private static Stream<Case> maps() {
        final List<Integer> all = List.of(0, 1);
        return Stream.of(
                of(Op.Map.class, "one operand", b -> b.map("y", f("tanh(a) * a"), x(b, 4))),
                of(
                        Op.Map.class,
                        "operand used twice",
                        b -> {
                            final Node x = x(b, 4);
                            return b.map("y", f("a * sin(b)"), x, x);
                        }),
                of(
                        Op.Map.class,
                        "broadcast over the batch, over a row and over all",
                        b ->
                                b.map(
                                        "y",
                                        f("a * b + exp(c) * a / (3 + d)"),
                                        Shape.of(4).batched(),
                                        List.of(all, List.of(1), List.of(0), List.of()),
                                        List.of(
                                                x(b, 4),
                                                b.parameter("bias", Shape.of(4)),
                                                b.input("scale", new Shape(List.of(B))),
                                                b.parameter("scalar", Shape.SCALAR)))),
                of(
                        Op.Map.class,
                        "from the result",
                        b -> {
                            final Node y =
                                    b.map("h", f("where(a > 0, a, 0.3 * expm1(a))"), x(b, 4));
                            return b.map("y", f("sigmoid(a)"), y);
                        }),
                of(
                        Op.Map.class,
                        "quotient from the result",
                        b ->
                                b.map(
                                        "y",
                                        f("a / (exp(b) + 1.5)"),
                                        x(b, 4),
                                        b.input("z", Shape.of(4).batched()))),
                of(
                        Op.Map.class,
                        "several uses of a value",
                        b -> {
                            final Node h = b.map("h", f("tanh(a)"), x(b, 4));
                            final Node one = b.map("one", f("a * a"), h);
                            final Node two = b.map("two", f("exp(a)"), h);
                            return b.map("y", f("a * b + c"), one, two, h);
                        }));
    }

    private static Stream<Case> contractions() {
        return Stream.of(
                of(Op.Contract.class, "dense", b -> dense(b, x(b, 3), "w", 3, 4)),
                of(
                        Op.Contract.class,
                        "shared weights",
                        b -> dense(b, dense(b, x(b, 3), "w", 3, 3), "w", 3, 3)),
                of(
                        Op.Contract.class,
                        "a value with itself",
                        b -> {
                            final Node x = x(b, 3);
                            return b.contract(
                                    "y",
                                    new Op.Contract(
                                            List.of(B, 3),
                                            List.of(
                                                    IndexMap.ofAxes(2, 0, 1),
                                                    IndexMap.ofAxes(2, 0, 1)),
                                            IndexMap.ofAxes(2, 0),
                                            new Shape(List.of(B))),
                                    x,
                                    x);
                        }),
                of(
                        Op.Contract.class,
                        "three factors",
                        b ->
                                b.contract(
                                        "y",
                                        new Op.Contract(
                                                List.of(B, 3, 2),
                                                List.of(
                                                        IndexMap.ofAxes(3, 0, 1),
                                                        IndexMap.ofAxes(3, 1, 2),
                                                        IndexMap.ofAxes(3, 2)),
                                                IndexMap.ofAxes(3, 0, 2),
                                                Shape.of(2).batched()),
                                        x(b, 3),
                                        b.parameter("w", Shape.of(3, 2)),
                                        b.parameter("v", Shape.of(2)))),
                of(Op.Contract.class, "convolution", b -> convolution(b, 1, 0, 1, 5)),
                of(Op.Contract.class, "padded convolution", b -> convolution(b, 1, 1, 1, 7)),
                of(Op.Contract.class, "strided convolution", b -> convolution(b, 2, 1, 1, 4)),
                of(Op.Contract.class, "dilated convolution", b -> convolution(b, 1, 2, 2, 7)),
                of(Op.Contract.class, "all of it", b -> convolution(b, 3, 2, 2, 3)),
                of(
                        Op.Contract.class,
                        "scatter",
                        b ->
                                b.contract(
                                        "y",
                                        new Op.Contract(
                                                List.of(B, 4),
                                                List.of(IndexMap.ofAxes(2, 0, 1)),
                                                new IndexMap(
                                                        List.of(
                                                                Affine.axis(2, 0),
                                                                Affine.scaled(2, 1, 2).plus(-1))),
                                                Shape.of(5).batched()),
                                        x(b, 4))));
    }

    private static Stream<Case> reductions() {
        return Stream.of(
                of(Op.Reduce.class, "sum of a row", b -> b.reduce("y", Kind.SUM, x(b, 4), 1)),
                of(Op.Reduce.class, "sum over the batch", b -> b.reduce("y", Kind.SUM, x(b, 4), 0)),
                of(
                        Op.Reduce.class,
                        "sum of all",
                        b -> b.reduce("y", Kind.SUM, x(b, 2, 3), 0, 1, 2)),
                of(Op.Reduce.class, "sum of none", b -> b.reduce("y", Kind.SUM, x(b, 2))),
                of(Op.Reduce.class, "maximum", b -> b.reduce("y", Kind.MAX, x(b, 4), 1)),
                of(
                        Op.Reduce.class,
                        "maximum of the batch",
                        b -> b.reduce("y", Kind.MAX, x(b, 4), 0)),
                of(
                        Op.Reduce.class,
                        "maximum over two axes",
                        b -> b.reduce("y", Kind.MAX, x(b, 3, 2, 4), 1, 3)),
                of(
                        Op.Reduce.class,
                        "argmax beside its operand",
                        b -> {
                            final Node x = x(b, 4);
                            final Node best = b.reduce("best", Kind.ARGMAX, x, 1);
                            return b.map(
                                    "y",
                                    f("a * (b + 1)"),
                                    x.shape(),
                                    List.of(List.of(0, 1), List.of(0)),
                                    List.of(x, best));
                        }),
                of(Op.Reduce.class, "softmax", b -> softmax(b, x(b, 4))),
                of(
                        Op.Reduce.class,
                        "log of softmax",
                        b -> b.map("y", f("log(a)"), softmax(b, x(b, 4)))));
    }

    private static Stream<Case> moves() {
        return Stream.of(
                of(
                        Op.Reshape.class,
                        "rows to a square",
                        b ->
                                squared(
                                        b,
                                        b.apply(
                                                "r",
                                                new Op.Reshape(Shape.of(2, 3).batched()),
                                                List.of(x(b, 6))))),
                of(Op.View.class, "transposition", b -> view(b, x(b, 2, 3), 0, "0 2 1", 3, 2)),
                of(Op.View.class, "slice", b -> shifted(b, x(b, 5), 1, 2, 3)),
                of(Op.View.class, "padding", b -> shifted(b, x(b, 3), 1, -2, 7)),
                of(Op.View.class, "reversal", b -> shifted(b, x(b, 4), -1, 3, 4)),
                of(Op.View.class, "every other", b -> shifted(b, x(b, 6), 2, 0, 3)),
                of(Op.View.class, "broadcast", b -> view(b, x(b, 3), 0, "0 2", 2, 3)),
                of(Op.View.class, "windows", b -> squared(b, windows(b, x(b, 6)))),
                of(
                        Op.View.class,
                        "maximum over windows",
                        b -> b.reduce("y", Kind.MAX, windows(b, x(b, 6)), 2)),
                of(
                        Op.Concatenate.class,
                        "three parts, one of them twice",
                        b -> {
                            final Node x = x(b, 2);
                            final Node z = b.input("z", Shape.of(3).batched());
                            return squared(
                                    b, b.apply("c", new Op.Concatenate(1), List.of(x, z, x)));
                        }),
                of(
                        Op.Concatenate.class,
                        "along the last of three axes",
                        b ->
                                squared(
                                        b,
                                        b.apply(
                                                "c",
                                                new Op.Concatenate(2),
                                                List.of(
                                                        x(b, 2, 1),
                                                        b.input("z", Shape.of(2, 2).batched()))))));
    }

    private static Stream<Case> indices() {
        final Map<String, double[]> repeated = Map.of("index", new double[] {1, 0, 1, 1, 2, 0});
        return Stream.of(
                new Case(
                        Op.Gather.class,
                        "repeated rows",
                        b ->
                                squared(
                                        b,
                                        b.apply(
                                                "g",
                                                new Op.Gather(),
                                                List.of(
                                                        b.parameter("table", Shape.of(4, 2)),
                                                        index(b)))),
                        repeated),
                new Case(
                        Op.ScatterAdd.class,
                        "repeated rows",
                        b ->
                                squared(
                                        b,
                                        b.apply(
                                                "s",
                                                new Op.ScatterAdd(Shape.of(4, 3)),
                                                List.of(
                                                        index(b),
                                                        b.input("x", Shape.of(2, 3).batched())))),
                        repeated));
    }

    private static Stream<Case> scans() {
        return Stream.of(
                of(Op.Scan.class, "recurrence", b -> recurrence(b, false, 1)),
                of(Op.Scan.class, "backwards", b -> recurrence(b, true, 1)),
                of(Op.Scan.class, "only the last state", b -> recurrence(b, false, 0)),
                of(Op.Pick.class, "both members", b -> recurrence(b, true, 2)),
                of(Op.Scan.class, "nested", GradientRulesTest::nested));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithDifferences(Case example) {
        final GradientCheck check = new GradientCheck(graph(example), BATCH, 7);
        example.values().forEach((name, values) -> check.with(name, values.clone()));
        final Graph gradients = check.differentiated();
        assertEquals(List.of(), check.mistakes(gradients));
        final Graph optimized =
                GraphVerifier.verify(Passes.run(gradients), GraphVerifier.Level.OPTIMIZED);
        assertEquals(List.of(), check.mistakes(optimized));
    }

    @Test
    void everyOperationHasACase() {
        final Set<Class<?>> tried = new LinkedHashSet<>();
        cases().forEach(example -> tried.add(example.op()));
        assertEquals(Set.of(Op.class.getPermittedSubclasses()), tried);
    }

    @Test
    void theFirstOfEqualMaximaGetsTheGradient() {
        final Graph forward =
                graph(of(Op.Reduce.class, "", b -> b.reduce("y", Kind.MAX, x(b, 4), 1)));
        final Map<String, double[]> result =
                new GradientCheck(forward, 1, 1)
                        .with("x", 1, 5, 5, 5)
                        .run(Differentiator.differentiate(forward, List.of("x")));
        final double[] gradient = result.get("dL/dx");
        assertTrue(gradient[1] != 0);
        assertArrayEquals(new double[] {0, gradient[1], 0, 0}, gradient);
    }

    @Test
    void theFirstOfEqualMaximaInRowMajorOrderGetsTheGradient() {
        final Graph forward =
                graph(of(Op.Reduce.class, "", b -> b.reduce("y", Kind.MAX, x(b, 3, 3), 1, 2)));
        final Map<String, double[]> result =
                new GradientCheck(forward, 1, 1)
                        .with("x", 1, 2, 9, 9, 9, 9, 9, 0, 0)
                        .run(Differentiator.differentiate(forward, List.of("x")));
        final double[] gradient = result.get("dL/dx");
        assertTrue(gradient[2] != 0);
        assertArrayEquals(new double[] {0, 0, gradient[2], 0, 0, 0, 0, 0, 0}, gradient);
    }

    /** A check that cannot fail proves nothing. */
    @Test
    void aFlippedSignIsFound() {
        final Graph forward =
                graph(of(Op.Contract.class, "", b -> squared(b, dense(b, x(b, 3), "w", 3, 2))));
        final GradientCheck check = new GradientCheck(forward, BATCH, 5);
        final Graph gradients = check.differentiated();
        assertEquals(List.of(), check.mistakes(gradients));
        for (final String wrong : List.of("dL/dx", "dL/dw")) {
            final Graph broken = spoiled(gradients, wrong, "-a");
            assertFalse(check.mistakes(broken).isEmpty());
            assertTrue(check.mistakes(broken).stream().allMatch(m -> m.startsWith(wrong)));
            assertFalse(check.mistakes(spoiled(gradients, wrong, "1.000001 * a")).isEmpty());
        }
    }

    /** The graph with one of its outputs changed. */
    private static Graph spoiled(Graph graph, String output, String formula) {
        final GraphBuilder builder = new GraphBuilder();
        final Transcription places = new Transcription(builder);
        places.copyAll(graph);
        final Map<String, Node> outputs = new LinkedHashMap<>(places.graph(graph).outputs());
        outputs.compute(output, (name, node) -> builder.map("spoiled", f(formula), node));
        return Graph.of(places.graph(graph).inputs(), outputs);
    }

    // What the cases are made of ------------------------------------------------------------------

    private static Graph graph(Case example) {
        final GraphBuilder builder = new GraphBuilder();
        final Node output = example.build().apply(builder);
        final Graph needed = Graph.of(List.of(), Map.of("output", output));
        final List<Node> inputs =
                needed.nodes().stream().filter(n -> n.op() instanceof Op.Input).toList();
        return Graph.of(inputs, Map.of("output", output));
    }

    private static Expression f(String formula) {
        return FormulaParser.parse(formula, List.of("a", "b", "c", "d"), Map.of());
    }

    private static Node x(GraphBuilder b, int... extents) {
        return b.input("x", Shape.of(extents).batched());
    }

    private static Node index(GraphBuilder b) {
        final Op.Input input = new Op.Input("index", Shape.of(2).batched(), ElementType.INDEX);
        return b.apply("index", input, List.of());
    }

    private static Node squared(GraphBuilder b, Node x) {
        return b.map("squared", f("a * a + a"), x);
    }

    private static Node dense(GraphBuilder b, Node x, String weight, int inputs, int units) {
        return b.contract(
                "product",
                new Op.Contract(
                        List.of(B, inputs, units),
                        List.of(IndexMap.ofAxes(3, 0, 1), IndexMap.ofAxes(3, 1, 2)),
                        IndexMap.ofAxes(3, 0, 2),
                        Shape.of(units).batched()),
                x,
                b.parameter(weight, Shape.of(inputs, units)));
    }

    /** One-dimensional, 2 channels to 3, kernel of 3, over 7 places. */
    private static Node convolution(
            GraphBuilder b, int stride, int padding, int dilation, int places) {
        // axes: batch, place, out channel, in channel, kernel
        final Affine read =
                Affine.scaled(5, 1, stride).plus(Affine.scaled(5, 4, dilation)).plus(-padding);
        return b.contract(
                "y",
                new Op.Contract(
                        List.of(B, places, 3, 2, 3),
                        List.of(
                                new IndexMap(List.of(Affine.axis(5, 0), read, Affine.axis(5, 3))),
                                IndexMap.ofAxes(5, 4, 3, 2)),
                        IndexMap.ofAxes(5, 0, 1, 2),
                        Shape.of(places, 3).batched()),
                x(b, 7, 2),
                b.parameter("kernel", Shape.of(3, 2, 3)));
    }

    private static Node softmax(GraphBuilder b, Node x) {
        final Node max = b.reduce("max", Kind.MAX, x, 1);
        final List<List<Integer>> rows = List.of(List.of(0, 1), List.of(0));
        final Node shifted = b.map("shifted", f("exp(a - b)"), x.shape(), rows, List.of(x, max));
        final Node sum = b.reduce("sum", Kind.SUM, shifted, 1);
        return b.map("y", f("a / b"), x.shape(), rows, List.of(shifted, sum));
    }

    private static Node view(GraphBuilder b, Node x, double padding, String axes, int... extents) {
        final int[] chosen = Arrays.stream(axes.split(" ")).mapToInt(Integer::parseInt).toArray();
        final Shape shape = Shape.of(extents).batched();
        final IndexMap source = IndexMap.ofAxes(shape.rank(), chosen);
        return squared(b, b.apply("v", new Op.View(source, shape, padding), List.of(x)));
    }

    private static Node shifted(GraphBuilder b, Node x, int step, int start, int places) {
        final IndexMap source =
                new IndexMap(List.of(Affine.axis(2, 0), Affine.scaled(2, 1, step).plus(start)));
        final Op.View op = new Op.View(source, Shape.of(places).batched(), 0.5);
        return squared(b, b.apply("v", op, List.of(x)));
    }

    /** Overlapping windows of three, every two places, with padding in front. */
    private static Node windows(GraphBuilder b, Node x) {
        final Affine place = Affine.scaled(3, 1, 2).plus(Affine.axis(3, 2)).plus(-1);
        final Op.View op =
                new Op.View(
                        new IndexMap(List.of(Affine.axis(3, 0), place)),
                        Shape.of(3, 3).batched(),
                        -10);
        return b.apply("windows", op, List.of(x));
    }

    /** h' = tanh(x + h * w + bias), emitting h' * gate; two states, one of them a running sum. */
    private static Node recurrence(GraphBuilder b, boolean reverse, int members) {
        final GraphBuilder in = new GraphBuilder();
        final Shape state = Shape.of(2).batched();
        final Node h = in.input("h", state);
        final Node total = in.input("total", state);
        final Node x = in.input("step", state);
        final Node w = in.input("w", Shape.of(2, 2));
        final Node gate = in.input("gate", state);
        final Node product =
                in.contract(
                        "product",
                        new Op.Contract(
                                List.of(B, 2, 2),
                                List.of(IndexMap.ofAxes(3, 0, 1), IndexMap.ofAxes(3, 1, 2)),
                                IndexMap.ofAxes(3, 0, 2),
                                state),
                        h,
                        w);
        final Node next = in.map("next", f("tanh(a + b)"), x, product);
        final Node sum = in.map("sum", f("a + b * b"), total, next);
        final Node emitted = in.map("emitted", f("a * b"), next, gate);
        final Map<String, Node> outputs = new LinkedHashMap<>();
        outputs.put("next", next);
        outputs.put("sum", sum);
        outputs.put("emitted", emitted);
        final Graph body = Graph.of(List.of(h, total, x, w, gate), outputs);
        final Node scan =
                b.apply(
                        "scan",
                        new Op.Scan(body, 2, 1, 4, reverse),
                        List.of(
                                b.input("h0", state),
                                b.input("total0", state),
                                b.input("sequence", Shape.of(4, 2).batched()),
                                b.parameter("weight", Shape.of(2, 2)),
                                b.input("gates", state)));
        final Node last = b.apply("last", new Op.Pick(1), List.of(scan));
        final Node all = b.apply("all", new Op.Pick(2), List.of(scan));
        if (members == 0) {
            return last;
        }
        if (members == 1) {
            return all;
        }
        return b.map(
                "y",
                f("a * b"),
                all.shape(),
                List.of(List.of(0, 1, 2), List.of(0, 2)),
                List.of(all, last));
    }

    /** A scan whose body scans: the sum over rows of running products. */
    private static Node nested(GraphBuilder b) {
        final GraphBuilder innermost = new GraphBuilder();
        final Shape one = new Shape(List.of(B));
        final Node p = innermost.input("p", one);
        final Node element = innermost.input("element", one);
        final Graph product =
                Graph.of(
                        List.of(p, element),
                        Map.of("next", innermost.map("next", f("sin(a) * b + a"), p, element)));
        final GraphBuilder in = new GraphBuilder();
        final Node sum = in.input("sum", one);
        final Node row = in.input("row", Shape.of(3).batched());
        final Node inner =
                in.apply("inner", new Op.Scan(product, 1, 1, 3, false), List.of(sum, row));
        final Node last = in.apply("last", new Op.Pick(0), List.of(inner));
        final Graph body =
                Graph.of(List.of(sum, row), Map.of("next", in.map("next", f("a * 0.5"), last)));
        final Node scan =
                b.apply(
                        "scan",
                        new Op.Scan(body, 1, 1, 2, false),
                        List.of(b.input("start", one), x(b, 2, 3)));
        return b.apply("y", new Op.Pick(0), List.of(scan));
    }
}
