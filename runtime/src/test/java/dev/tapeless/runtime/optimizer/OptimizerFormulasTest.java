package dev.tapeless.runtime.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.Allocation;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.Workers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Every optimizer against its paper's formula, written once more for a single element. */
class OptimizerFormulasTest {
    private static final int STEPS = 60;

    /** One element's optimizer. */
    private interface Rule {
        /** The new value of {@code w} at step {@code t} with gradient {@code g}. */
        double step(int t, double w, double g);
    }

    private static double[] reference(Supplier<Rule> rules) {
        double[] w = Quadratic.START.clone();
        for (int i = 0; i < w.length; i++) {
            Rule rule = rules.get();
            for (int t = 1; t <= STEPS; t++) {
                w[i] = rule.step(t, w[i], Quadratic.CURVATURES[i] * w[i]);
            }
        }
        return w;
    }

    private static void check(Supplier<? extends Optimizer> settings, Supplier<Rule> rules) {
        double[] expected = reference(rules);
        Parameters<double[]> doubles = Quadratic.doubles();
        Parameters<float[]> floats = Quadratic.floats();
        train(settings.get(), doubles);
        train(settings.get(), floats);
        assertArrayEquals(expected, Quadratic.values(doubles), 1e-12);
        assertArrayEquals(expected, Quadratic.values(floats), 2e-4);
    }

    private static void train(Optimizer optimizer, Parameters<?> parameters) {
        for (int t = 0; t < STEPS; t++) {
            Quadratic.backward(parameters);
            optimizer.step(parameters);
        }
    }

    private static Rule adaGrad(
            double rate, double rateDecay, double start, double eps, double decay) {
        double[] sum = {start};
        return (t, w, g) -> {
            double d = g + decay * w;
            sum[0] += d * d;
            return w - rate / (1 + (t - 1) * rateDecay) * d / (Math.sqrt(sum[0]) + eps);
        };
    }

    @Test
    void adaGrad() {
        check(() -> AdaGrad.withLearningRate(0.3), () -> adaGrad(0.3, 0, 0, 1e-10, 0));
        check(
                () ->
                        AdaGrad.withLearningRate(0.3)
                                .rateDecay(0.1)
                                .initialAccumulator(0.5)
                                .epsilon(0.01)
                                .weightDecay(0.1),
                () -> adaGrad(0.3, 0.1, 0.5, 0.01, 0.1));
    }

    private static Rule adaDelta(double rate, double rho, double eps, double decay) {
        double[] squares = {0, 0};
        return (t, w, g) -> {
            double d = g + decay * w;
            squares[0] = rho * squares[0] + (1 - rho) * d * d;
            double step = Math.sqrt(squares[1] + eps) / Math.sqrt(squares[0] + eps) * d;
            squares[1] = rho * squares[1] + (1 - rho) * step * step;
            return w - rate * step;
        };
    }

    @Test
    void adaDelta() {
        check(() -> AdaDelta.withLearningRate(1), () -> adaDelta(1, 0.9, 1e-6, 0));
        check(
                () -> AdaDelta.withLearningRate(0.5).rho(0.8).epsilon(0.01).weightDecay(0.1),
                () -> adaDelta(0.5, 0.8, 0.01, 0.1));
    }

    private static Rule rmsProp(
            double rate, double alpha, double eps, double momentum, boolean centered, double l2) {
        double[] s = new double[3];
        return (t, w, g) -> {
            double d = g + l2 * w;
            s[0] = alpha * s[0] + (1 - alpha) * d * d;
            s[1] = alpha * s[1] + (1 - alpha) * d;
            double step = d / (Math.sqrt(centered ? s[0] - s[1] * s[1] : s[0]) + eps);
            s[2] = momentum * s[2] + step;
            return w - rate * s[2];
        };
    }

    @Test
    void rmsProp() {
        check(() -> RmsProp.withLearningRate(0.02), () -> rmsProp(0.02, 0.99, 1e-8, 0, false, 0));
        check(
                () ->
                        RmsProp.withLearningRate(0.02)
                                .alpha(0.9)
                                .epsilon(0.1)
                                .momentum(0.5)
                                .weightDecay(0.1),
                () -> rmsProp(0.02, 0.9, 0.1, 0.5, false, 0.1));
        check(
                () -> RmsProp.withLearningRate(0.02).centered(true).epsilon(0.1),
                () -> rmsProp(0.02, 0.99, 0.1, 0, true, 0));
        check(
                () -> RmsProp.withLearningRate(0.02).centered(true).momentum(0.9).epsilon(0.1),
                () -> rmsProp(0.02, 0.99, 0.1, 0.9, true, 0));
    }

    /** A gradient that does not change: the variance is zero, and rounding may take it below. */
    @Test
    void centeredRmsPropOfConstantGradientsStaysFinite() {
        for (float gradient : new float[] {1e-3f, 0.3f, 17, 12345.678f}) {
            Parameters<float[]> parameters = Quadratic.floats();
            RmsProp optimizer = RmsProp.withLearningRate(1e-6).alpha(0.5).centered(true);
            for (int t = 0; t < 200; t++) {
                for (float[] block : parameters.get(0).gradientBlocks()) {
                    java.util.Arrays.fill(block, gradient);
                }
                optimizer.step(parameters);
            }
            for (double value : Quadratic.values(parameters)) {
                assertTrue(Double.isFinite(value));
            }
        }
    }

    private static Rule adamW(
            double rate, double b1, double b2, double eps, double decay, boolean amsgrad) {
        double[] s = new double[3];
        return (t, w, g) -> {
            double shrunk = w - rate * decay * w;
            s[0] = b1 * s[0] + (1 - b1) * g;
            s[1] = b2 * s[1] + (1 - b2) * g * g;
            s[2] = Math.max(s[2], s[1]);
            double mean = s[0] / (1 - Math.pow(b1, t));
            double square = (amsgrad ? s[2] : s[1]) / (1 - Math.pow(b2, t));
            return shrunk - rate * mean / (Math.sqrt(square) + eps);
        };
    }

    @Test
    void adamW() {
        check(() -> AdamW.withLearningRate(0.1), () -> adamW(0.1, 0.9, 0.999, 1e-8, 0.01, false));
        check(
                () ->
                        AdamW.withLearningRate(0.05)
                                .weightDecay(0.3)
                                .betas(0.7, 0.5)
                                .epsilon(0.01)
                                .amsgrad(true),
                () -> adamW(0.05, 0.7, 0.5, 0.01, 0.3, true));
        assertEquals(0.01, AdamW.withLearningRate(0.1).weightDecay());
    }

    private static Rule adaMax(double rate, double b1, double b2, double eps, double decay) {
        double[] s = new double[2];
        return (t, w, g) -> {
            double d = g + decay * w;
            s[0] = b1 * s[0] + (1 - b1) * d;
            s[1] = Math.max(b2 * s[1], Math.abs(d) + eps);
            return w - rate / (1 - Math.pow(b1, t)) * s[0] / s[1];
        };
    }

    @Test
    void adaMax() {
        check(() -> AdaMax.withLearningRate(0.1), () -> adaMax(0.1, 0.9, 0.999, 1e-8, 0));
        check(
                () -> AdaMax.withLearningRate(0.1).betas(0.8, 0.9).epsilon(0.01).weightDecay(0.2),
                () -> adaMax(0.1, 0.8, 0.9, 0.01, 0.2));
        Parameters<float[]> still = Quadratic.floats();
        AdaMax.withLearningRate(0.1).epsilon(0).step(still);
        assertArrayEquals(Quadratic.START, Quadratic.values(still));
    }

    private static Rule nAdam(
            double rate, double b1, double b2, double eps, double psi, double decay, boolean own) {
        double[] s = {0, 0, 1};
        return (t, w, g) -> {
            double start = own ? w * (1 - rate * decay) : w;
            double d = own ? g : g + decay * w;
            double mu = b1 * (1 - 0.5 * Math.pow(0.96, t * psi));
            double next = b1 * (1 - 0.5 * Math.pow(0.96, (t + 1) * psi));
            s[2] *= mu;
            s[0] = b1 * s[0] + (1 - b1) * d;
            s[1] = b2 * s[1] + (1 - b2) * d * d;
            double denominator = Math.sqrt(s[1] / (1 - Math.pow(b2, t))) + eps;
            return start
                    - rate * (1 - mu) / (1 - s[2]) * d / denominator
                    - rate * next / (1 - s[2] * next) * s[0] / denominator;
        };
    }

    @Test
    void nAdam() {
        check(
                () -> NAdam.withLearningRate(0.05),
                () -> nAdam(0.05, 0.9, 0.999, 1e-8, 4e-3, 0, false));
        check(
                () ->
                        NAdam.withLearningRate(0.05)
                                .betas(0.8, 0.9)
                                .epsilon(0.01)
                                .momentumDecay(0.1)
                                .weightDecay(0.1),
                () -> nAdam(0.05, 0.8, 0.9, 0.01, 0.1, 0.1, false));
        check(
                () -> NAdam.withLearningRate(0.05).weightDecay(0.1).decoupledWeightDecay(true),
                () -> nAdam(0.05, 0.9, 0.999, 1e-8, 4e-3, 0.1, true));
    }

    private static Rule rAdam(
            double rate, double b1, double b2, double eps, double decay, boolean own) {
        double[] s = new double[2];
        return (t, w, g) -> {
            double start = own ? w * (1 - rate * decay) : w;
            double d = own ? g : g + decay * w;
            s[0] = b1 * s[0] + (1 - b1) * d;
            s[1] = b2 * s[1] + (1 - b2) * d * d;
            double mean = s[0] / (1 - Math.pow(b1, t));
            double limit = 2 / (1 - b2) - 1;
            double length = limit - 2 * t * Math.pow(b2, t) / (1 - Math.pow(b2, t));
            if (length <= 5) {
                return start - rate * mean;
            }
            double rectification =
                    Math.sqrt(
                            (length - 4)
                                    * (length - 2)
                                    * limit
                                    / ((limit - 4) * (limit - 2) * length));
            double adaptive = Math.sqrt(1 - Math.pow(b2, t)) / (Math.sqrt(s[1]) + eps);
            return start - rate * mean * rectification * adaptive;
        };
    }

    @Test
    void rAdam() {
        check(() -> RAdam.withLearningRate(0.02), () -> rAdam(0.02, 0.9, 0.999, 1e-8, 0, false));
        check(
                () -> RAdam.withLearningRate(0.02).betas(0.8, 0.95).epsilon(0.01).weightDecay(0.1),
                () -> rAdam(0.02, 0.8, 0.95, 0.01, 0.1, false));
        check(
                () -> RAdam.withLearningRate(0.02).weightDecay(0.1).decoupledWeightDecay(true),
                () -> rAdam(0.02, 0.9, 0.999, 1e-8, 0.1, true));
    }

    private static Rule lion(double rate, double b1, double b2, double decay) {
        double[] m = new double[1];
        return (t, w, g) -> {
            double step = Math.signum(b1 * m[0] + (1 - b1) * g);
            m[0] = b2 * m[0] + (1 - b2) * g;
            return w * (1 - rate * decay) - rate * step;
        };
    }

    @Test
    void lion() {
        check(() -> Lion.withLearningRate(0.0123), () -> lion(0.0123, 0.9, 0.99, 0));
        check(
                () -> Lion.withLearningRate(0.0123).betas(0.7, 0.8).weightDecay(0.5),
                () -> lion(0.0123, 0.7, 0.8, 0.5));
    }

    private static Rule rprop(
            double first, double down, double up, double smallest, double largest) {
        double[] s = {0, first};
        return (t, w, g) -> {
            double product = g * s[0];
            double factor = product > 0 ? up : product < 0 ? down : 1;
            s[1] = Math.min(Math.max(s[1] * factor, smallest), largest);
            s[0] = product < 0 ? 0 : g;
            return w - Math.signum(s[0]) * s[1];
        };
    }

    @Test
    void rprop() {
        check(() -> Rprop.withLearningRate(0.0123), () -> rprop(0.0123, 0.5, 1.2, 1e-6, 50));
        check(
                () -> Rprop.withLearningRate(0.0123).etas(0.3, 1.5).stepSizes(0.001, 0.1),
                () -> rprop(0.0123, 0.3, 1.5, 0.001, 0.1));
    }

    private static List<Supplier<Optimizer>> all() {
        return List.of(
                () -> AdaGrad.withLearningRate(0.5).weightDecay(0.01),
                () -> AdaDelta.withLearningRate(10),
                () -> RmsProp.withLearningRate(0.02),
                () -> RmsProp.withLearningRate(0.02).centered(true).momentum(0.5).epsilon(0.1),
                () -> AdamW.withLearningRate(0.1).amsgrad(true),
                () -> AdaMax.withLearningRate(0.1),
                () -> NAdam.withLearningRate(0.1),
                () -> RAdam.withLearningRate(0.1),
                () -> Lion.withLearningRate(0.02),
                () -> Rprop.withLearningRate(0.1),
                () -> Sgd.withLearningRate(0.02).momentum(0.9).nesterov(true),
                () -> Adam.withLearningRate(0.1));
    }

    @Test
    void threadsGiveTheBitsOfOne() {
        ExecutorService pool = Executors.newCachedThreadPool();
        try {
            for (Supplier<Optimizer> settings : all()) {
                for (int threads : new int[] {1, 2, 3, 7}) {
                    Workers workers = Workers.of(pool, threads, 0);
                    checkThreads(settings, Quadratic.floats(), Quadratic.floats(), workers);
                    checkThreads(settings, Quadratic.doubles(), Quadratic.doubles(), workers);
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void checkThreads(
            Supplier<Optimizer> settings,
            Parameters<?> alone,
            Parameters<?> divided,
            Workers workers) {
        train(settings.get(), alone);
        Optimizer optimizer = settings.get();
        for (int t = 0; t < STEPS; t++) {
            Quadratic.backward(divided);
            if (t % 2 == 0) {
                optimizer.step(divided, workers);
            } else {
                optimizer.stepAndZeroGradients(divided, workers);
                for (Parameter<?> parameter : divided) {
                    assertArrayEquals(new double[parameter.size()], parameter.gradients());
                }
            }
        }
        assertArrayEquals(Quadratic.values(alone), Quadratic.values(divided));
    }

    @Test
    void allComeNearTheMinimum() {
        for (Supplier<Optimizer> settings : all()) {
            Optimizer optimizer = settings.get();
            Parameters<float[]> parameters = Quadratic.floats();
            for (int t = 0; t < 500; t++) {
                Quadratic.backward(parameters);
                optimizer.step(parameters);
            }
            double loss = 0;
            double before = 0;
            double[] values = Quadratic.values(parameters);
            for (int i = 0; i < values.length; i++) {
                loss += Quadratic.CURVATURES[i] * values[i] * values[i];
                before += Quadratic.CURVATURES[i] * Quadratic.START[i] * Quadratic.START[i];
            }
            assertTrue(loss < before / 50, optimizer.getClass() + ": " + loss + " of " + before);
        }
    }

    @Test
    void allGoOnFromTheirStateWithTheSameBits() {
        for (Supplier<Optimizer> settings : all()) {
            Parameters<float[]> whole = Quadratic.floats();
            Optimizer throughout = settings.get();
            train(throughout, whole);
            train(throughout, whole);

            Parameters<float[]> half = Quadratic.floats();
            Optimizer before = settings.get();
            train(before, half);
            Parameters<float[]> rest = Quadratic.floats();
            Quadratic.setValues(rest, Quadratic.values(half));
            Optimizer after = settings.get();
            after.prepare(rest);
            before.state()
                    .forEach(
                            (name, saved) -> {
                                for (int p = 0; p < saved.size(); p++) {
                                    after.state().get(name).get(p).setAll(saved.get(p).toArray());
                                }
                            });
            after.setSteps(before.steps());
            train(after, rest);
            assertArrayEquals(Quadratic.values(whole), Quadratic.values(rest));
        }
    }

    @Test
    void noneAllocates() {
        for (Supplier<Optimizer> settings : all()) {
            Parameters<float[]> floats = Quadratic.floats();
            Optimizer optimizer = settings.get();
            optimizer.prepare(floats, ParameterGroup.of("a.bias").rateFactor(0.5));
            assertEquals(0, Allocation.ofRound(50, () -> optimizer.step(floats)));
        }
    }

    @Test
    void namesOfStatesArePyTorchs() {
        names(AdaGrad.withLearningRate(1), "sum");
        names(AdaDelta.withLearningRate(1), "square_avg", "acc_delta");
        names(RmsProp.withLearningRate(1), "square_avg");
        names(
                RmsProp.withLearningRate(1).centered(true).momentum(0.1),
                "square_avg",
                "momentum_buffer",
                "grad_avg");
        names(AdamW.withLearningRate(1), "exp_avg", "exp_avg_sq");
        names(AdamW.withLearningRate(1).amsgrad(true), "exp_avg", "exp_avg_sq", "max_exp_avg_sq");
        names(AdaMax.withLearningRate(1), "exp_avg", "exp_inf");
        names(NAdam.withLearningRate(1), "exp_avg", "exp_avg_sq");
        names(RAdam.withLearningRate(1), "exp_avg", "exp_avg_sq");
        names(Lion.withLearningRate(1), "exp_avg");
        names(Rprop.withLearningRate(1), "prev", "step_size");
    }

    private static void names(Optimizer optimizer, String... expected) {
        optimizer.prepare(Quadratic.floats());
        assertEquals(List.of(expected), new ArrayList<>(optimizer.state().keySet()));
    }

    @Test
    void settingsAreChecked() {
        refused("rho is 1.0, expected", () -> AdaDelta.withLearningRate(1).rho(1));
        refused("alpha is -1.0, expected", () -> RmsProp.withLearningRate(1).alpha(-1));
        refused("momentum is NaN, expected", () -> RmsProp.withLearningRate(1).momentum(0 / 0.0));
        refused("rate decay is -1.0, expected", () -> AdaGrad.withLearningRate(1).rateDecay(-1));
        refused(
                "initial accumulator is -1.0, expected",
                () -> AdaGrad.withLearningRate(1).initialAccumulator(-1));
        refused("beta1 is 1.0, expected", () -> Lion.withLearningRate(1).betas(1, 0));
        refused("beta2 is 2.0, expected", () -> NAdam.withLearningRate(1).betas(0, 2));
        refused("momentum decay is -1.0", () -> NAdam.withLearningRate(1).momentumDecay(-1));
        refused("epsilon is -1.0, expected", () -> RAdam.withLearningRate(1).epsilon(-1));
        refused("weight decay is -1.0, expected", () -> AdaMax.withLearningRate(1).weightDecay(-1));
        refused(
                "etas are 0.5 and 0.9, expected 0 < etaMinus < 1 < etaPlus",
                () -> Rprop.withLearningRate(1).etas(0.5, 0.9));
        refused(
                "step sizes are 2.0 and 1.0, expected 0 <= smallest <= largest",
                () -> Rprop.withLearningRate(1).stepSizes(2, 1));
    }

    private static void refused(String start, Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.startsWith(start), message);
    }
}
