package dev.tapeless.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tapeless.Network;
import dev.tapeless.processor.testing.ClassesBeside;
import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.RunningNetwork;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.loss.Loss;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Sgd;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Gradients of generated code in double precision against central differences: every layer of the
 * DSL, every loss of the runtime, as drawn and after some training, for one sample and for several.
 */
class GradientsTest {

    private static final int TRAINING_STEPS = 30;

    /** How networks end for losses that do not take any number. */
    private static final Map<String, String> LAST =
            Map.of(
                    "crossEntropy", "@Dense(3) @Softmax",
                    "binaryCrossEntropy", "@Dense(3) @Sigmoid",
                    "negativeLogLikelihood", "@Dense(3) @LogSoftmax",
                    "kullbackLeibler", "@Dense(3) @LogSoftmax");

    private static final int OUTPUTS = 3;

    /** Kinds of targets: shares or numbers, signs, the index of a class. */
    private static final List<Function<Random, double[]>> TARGETS =
            List.of(
                    random -> random.doubles(OUTPUTS, 0.1, 0.9).toArray(),
                    random ->
                            random.doubles(OUTPUTS, -1, 1)
                                    .map(number -> number < 0 ? -1 : 1)
                                    .toArray(),
                    random -> new double[] {random.nextInt(OUTPUTS)});

    private static final List<String> KINKED =
            List.of(
                    "Relu",
                    "LeakyRelu",
                    "Elu",
                    "Selu",
                    "Celu",
                    "HardTanh",
                    "Relu6",
                    "HardSigmoid",
                    "HardSwish",
                    "Softsign");

    /** So many elements that they are computed in a loop. */
    private static final int WIDE = 500;

    private static List<LayerCase> cases;
    private static CompiledNetworks compiled;

    @BeforeAll
    static void compileAll() {
        final List<Class<? extends Annotation>> annotations = new ArrayList<>();
        for (final Class<?> type : ClassesBeside.of(Network.class)) {
            if (type.isAnnotation()) {
                annotations.add(type.asSubclass(Annotation.class));
            }
        }
        cases = LayerCase.of(annotations);
        final List<SourceText> sources = new ArrayList<>();
        cases.forEach(each -> sources.add(each.text()));
        for (final Method loss : losses()) {
            final String last = LAST.getOrDefault(loss.getName(), "@Dense(3)");
            sources.add(
                    SourceText.of(
                            "@Network(input = 4, precision = Precision.DOUBLE, inputGradient ="
                                    + " true) abstract class Loss_"
                                    + loss.getName()
                                    + " { @Dense(5) @Tanh Layer hidden; "
                                    + last
                                    + " Layer last; }"));
        }
        for (final String activation : KINKED) {
            sources.add(kinked(activation, 1));
            sources.add(kinked(activation, WIDE));
        }
        compiled = CompiledNetworks.of(sources);
    }

    private static SourceText kinked(String activation, int width) {
        return SourceText.of(
                "@Network(input = %d, precision = Precision.DOUBLE, inputGradient = true)"
                                .formatted(width)
                        + " abstract class Kink%s%d { @%s Layer y; }"
                                .formatted(activation, width, activation));
    }

    private static List<Method> losses() {
        return Arrays.stream(Losses.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 0)
                .filter(method -> Loss.class.isAssignableFrom(method.getReturnType()))
                .toList();
    }

    private static RunningNetwork<?> network(String name, long seed) {
        return RunningNetwork.of(compiled, name, true, seed);
    }

    private static double[][] rows(Random random, int count, int length) {
        final double[][] rows = new double[count][];
        for (int s = 0; s < count; s++) {
            rows[s] = random.doubles(length, -1.5, 1.5).toArray();
        }
        return rows;
    }

    @TestFactory
    Stream<DynamicTest> ofEveryLayer() {
        return cases.stream()
                .map(each -> dynamicTest(each.name(), () -> checkLayer(each.className())));
    }

    private static void checkLayer(String className) {
        for (final int batch : new int[] {1, 3}) {
            final RunningNetwork<?> network = network(className, 5);
            final Random random = new Random(batch);
            final double[][] inputs = rows(random, batch, network.model().inputSize());
            final double[][] direction = rows(random, batch, network.model().outputSize());
            checkProjection(network, inputs, direction);
            train(network, random);
            checkProjection(network, inputs, direction);
        }
    }

    /** The loss is a random projection, so that no derivative hides behind another. */
    private static void checkProjection(
            RunningNetwork<?> network, double[][] inputs, double[][] direction) {
        final Differences differences =
                new Differences(network, outputs -> product(outputs, direction), inputs);
        differences.check(direction);
        assertSound(differences);
    }

    private static double product(double[][] a, double[][] b) {
        double sum = 0;
        for (int s = 0; s < a.length; s++) {
            for (int k = 0; k < a[s].length; k++) {
                sum += a[s][k] * b[s][k];
            }
        }
        return sum;
    }

    private static void assertSound(Differences differences) {
        assertEquals(List.of(), differences.mistakes().stream().limit(5).toList());
        assertTrue(differences.checked() > 20 * differences.kinks(), "too many kinks");
    }

    private static void train(RunningNetwork<?> network, Random random) {
        final Sgd optimizer = Sgd.withLearningRate(0.002);
        final double[][] inputs = rows(random, 8, network.model().inputSize());
        final double[][] targets = rows(random, 8, network.model().outputSize());
        final double[][] gradients = new double[8][network.model().outputSize()];
        for (int step = 0; step < TRAINING_STEPS; step++) {
            final double[][] outputs = network.forward(inputs);
            Losses.meanSquaredError().evaluate(outputs, targets, gradients, 8);
            network.backward(gradients);
            optimizer.step(network.parameters());
            network.parameters().zeroGradients();
        }
    }

    @TestFactory
    Stream<DynamicTest> ofEveryLoss() {
        return losses().stream()
                .map(method -> dynamicTest(method.getName(), () -> checkLoss(method)));
    }

    private static void checkLoss(Method method) throws ReflectiveOperationException {
        final Loss loss = (Loss) method.invoke(null);
        int kinds = 0;
        for (final Function<Random, double[]> kind : TARGETS) {
            if (takes(loss, kind.apply(new Random(0)))) {
                kinds++;
                checkLoss(method.getName(), loss, kind);
            }
        }
        assertTrue(kinds > 0, "no target for " + method.getName() + ": add a kind of targets");
    }

    private static boolean takes(Loss loss, double[] target) {
        try {
            loss.checkTargets(new double[][] {target}, 1, OUTPUTS);
            return true;
        } catch (final IllegalArgumentException e) {
            return false;
        }
    }

    private static void checkLoss(String name, Loss loss, Function<Random, double[]> kind) {
        final RunningNetwork<?> network = network("test.Loss_" + name + "Network", 3);
        for (final int batch : new int[] {1, 3}) {
            final Random random = new Random(batch);
            final double[][] inputs = rows(random, batch, 4);
            final double[][] targets = new double[batch][];
            Arrays.setAll(targets, s -> kind.apply(random));
            final double[][] gradients = new double[batch][OUTPUTS];
            loss.evaluate(network.forward(inputs), targets, gradients, batch);
            final Differences differences =
                    new Differences(
                            network, row -> loss.evaluate(row, targets, null, batch), inputs);
            differences.check(gradients);
            assertSound(differences);
        }
    }

    /** At kinks the convention decides, in straight lines and in loops. */
    @ParameterizedTest
    @CsvSource({
        "Relu, 0, 0",
        "Relu, -0.0, 0",
        "LeakyRelu, 0, 0.01",
        "Elu, 0, 1",
        "Selu, 0, 1.7580993408473766",
        "Celu, 0, 1",
        "HardTanh, -1, 0",
        "HardTanh, 1, 0",
        "Relu6, 0, 0",
        "Relu6, 6, 0",
        "HardSigmoid, -3, 0",
        "HardSigmoid, 3, 0",
        "HardSwish, -3, 0",
        "HardSwish, 3, 1",
        "Softsign, 0, 1",
    })
    void atKinks(String activation, double kink, double slope) {
        for (final int width : new int[] {1, WIDE}) {
            final RunningNetwork<?> network =
                    network("test.Kink%s%dNetwork".formatted(activation, width), 0);
            final double[][] input = new double[1][width];
            final double[][] gradient = new double[1][width];
            final double[] expected = new double[width];
            Arrays.fill(input[0], kink);
            Arrays.fill(gradient[0], 2);
            Arrays.fill(expected, 2 * slope);
            network.forward(input);
            assertArrayEquals(expected, network.backwardToInput(gradient)[0], 1e-15);
        }
    }

    /** Instances share nothing: two trained at once have the bits of two trained in turn. */
    @Test
    void instancesInTwoThreadsDoNotDisturbEachOther() throws InterruptedException {
        final String name = "test.DropoutCaseNetwork";
        final List<double[]> inTurn = new ArrayList<>();
        final List<RunningNetwork<?>> atOnce = new ArrayList<>();
        final List<Thread> threads = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            final RunningNetwork<?> alone = network(name, k);
            train(alone, new Random(k));
            inTurn.add(alone.allValues());
            final RunningNetwork<?> together = network(name, k);
            final Random random = new Random(k);
            atOnce.add(together);
            threads.add(new Thread(() -> train(together, random)));
        }
        threads.forEach(Thread::start);
        for (final Thread thread : threads) {
            thread.join();
        }
        for (int k = 0; k < 2; k++) {
            assertArrayEquals(inTurn.get(k), atOnce.get(k).allValues(), 0);
        }
    }
}
