package dev.tapeless.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapeless.processor.ir.GraphVerifier.Level;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class GraphVerifierTest {

    private static final Shape ROW = Shape.of(2).batched();

    private final GraphBuilder builder = new GraphBuilder();
    private final SampleLayers layers = new SampleLayers(builder);
    private final Node x = layers.input("x", 2);
    private final Node y = layers.map("y", "tanh(a)", x);

    private static void assertProblems(Level level, Graph graph, String... problems) {
        assertEquals(List.of(problems), GraphVerifier.problems(graph, level));
    }

    private Graph graph(Node output) {
        return Graph.of(List.of(x), Map.of("y", output));
    }

    private static Node node(int id, Op op, List<Node> operands, Shape shape, String label) {
        return new Node(id, op, operands, List.of(shape), ElementType.REAL, label);
    }

    private static Op.Map inPlace(Expression body) {
        return new Op.Map(body, List.of(List.of(0, 1)), ROW);
    }

    @Test
    void aCorrectGraphIsGivenBack() {
        final Graph graph = graph(y);
        assertSame(graph, GraphVerifier.verify(graph, Level.OPTIMIZED));
        assertProblems(Level.BUILT, graph);
    }

    @Test
    void aRefusalShowsAllProblemsAndTheGraph() {
        final Graph graph = new Graph(List.of(), Map.of("y", y), List.of(y));
        final IllegalStateException refusal =
                assertThrows(
                        IllegalStateException.class,
                        () -> GraphVerifier.verify(graph, Level.BUILT));
        assertEquals("%1 y stands before %0 x", refusal.getMessage().lines().findFirst().get());
    }

    @Test
    void operandsStandBeforeTheirReaders() {
        final Graph graph = new Graph(List.of(x), Map.of("y", y), List.of(y, x));
        assertProblems(Level.BUILT, graph, "%1 y stands before %0 x");
    }

    @Test
    void everyNodeStandsOnce() {
        final Graph graph = new Graph(List.of(x), Map.of("y", y), List.of(x, x, y));
        assertProblems(Level.BUILT, graph, "%0 x stands twice");
    }

    @Test
    void inputsAreDeclared() {
        final Graph graph = new Graph(List.of(), Map.of("y", y), List.of(x, y));
        assertProblems(Level.BUILT, graph, "%0 x is not among the inputs");
        final Graph other = new Graph(List.of(x, y), Map.of("y", y), List.of(x, y));
        assertProblems(Level.BUILT, other, "%1 y is no input");
    }

    @Test
    void outputsAreAmongTheNodes() {
        final Node z = layers.map("z", "-a", x);
        final Graph graph = new Graph(List.of(x), Map.of("y", y, "z", z), List.of(x, y));
        assertProblems(Level.BUILT, graph, "output z is not among the nodes");
    }

    @Test
    void everyNodeIsNeeded() {
        final Node z = layers.map("z", "-a", x);
        final Graph graph = new Graph(List.of(x), Map.of("y", y), List.of(x, y, z));
        assertProblems(Level.BUILT, graph, "%2 z is needed by no output");
    }

    @Test
    void leavesHaveNamesOfTheirOwn() {
        final Node parameter = builder.parameter("x", Shape.of(2));
        final Node sum =
                builder.map(
                        "sum",
                        SampleLayers.formula("a + b"),
                        ROW,
                        List.of(List.of(0, 1), List.of(1)),
                        List.of(x, parameter));
        assertProblems(Level.BUILT, graph(sum), "two leaves are called x");
    }

    @Test
    void randomStreamsAreUsedOnce() {
        final Node narrow = builder.apply("u", new Op.Random(7, Shape.of(2)), List.of());
        final Node wide = builder.apply("v", new Op.Random(7, ROW), List.of());
        final Node sum =
                builder.map(
                        "sum",
                        SampleLayers.formula("a + b"),
                        ROW,
                        List.of(List.of(0, 1), List.of(1)),
                        List.of(wide, narrow));
        final Graph graph = Graph.of(List.of(), Map.of("y", sum));
        assertProblems(Level.BUILT, graph, "random stream 7 is used twice");
    }

    @Test
    void shapesAndTypesAreThoseOfTheOperation() {
        final Op.Map body = inPlace(SampleLayers.formula("tanh(a)"));
        assertProblems(
                Level.BUILT,
                graph(node(9, body, List.of(x), Shape.of(3).batched(), "y")),
                "%9 y has shapes [[B, 3]], not [[B, 2]]");
        final Node whole = new Node(9, body, List.of(x), List.of(ROW), ElementType.INDEX, "y");
        assertProblems(Level.BUILT, graph(whole), "%9 y is INDEX, not REAL");
        assertProblems(
                Level.BUILT,
                graph(node(9, new Op.Gather(), List.of(x, x), ROW, "y")),
                "%9 y: samples as the rows of a table");
    }

    @Test
    void aBodyReadsOperandsThatExist() {
        final Op.Map body = inPlace(SampleLayers.formula("a + b"));
        assertProblems(
                Level.BUILT, graph(node(9, body, List.of(x), ROW, "y")), "%9 y has no operand 1");
    }

    @Test
    void anOptimizedBodyReadsAllOfItsOperands() {
        final Node wasteful = builder.map("w", SampleLayers.formula("-a"), x, y);
        assertProblems(Level.BUILT, graph(wasteful));
        assertProblems(
                Level.OPTIMIZED, graph(wasteful), "%2 w has an operand that it does not read");
    }

    @Test
    void anOptimizedBodyHasNothingDetached() {
        final Expression detached =
                Expressions.add(
                        Expressions.argument(0),
                        Expressions.apply(UnaryFunction.DETACH, Expressions.argument(0)));
        final Node node = builder.map("d", detached, x);
        assertProblems(Level.BUILT, graph(node));
        assertProblems(Level.OPTIMIZED, graph(node), "%2 d is detached");
    }

    @Test
    void theBodyOfAScanIsCheckedToo() {
        final GraphBuilder inner = new GraphBuilder();
        final Node state = inner.input("state", ROW);
        final Node noise = inner.apply("noise", new Op.Random(1, ROW), List.of());
        final Node next = inner.map("next", SampleLayers.formula("a + b"), state, noise);
        final Graph body = Graph.of(List.of(state), Map.of("state", next));
        final Node scan = builder.apply("s", new Op.Scan(body, 1, 0, 3, false), List.of(x));
        final Node last = builder.apply("last", new Op.Pick(0), List.of(scan));
        assertProblems(
                Level.BUILT,
                graph(last),
                "%1 noise stands inside of a scan; it must be an invariant or a sequence");
    }
}
