package dev.tapeless.runtime.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapeless.runtime.Allocation;
import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.ShapedBlocks;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Supplier;

class OptimizerTest {

    @Test
    void belongsToOneModel() {
        Parameters<float[]> first = Quadratic.floats();
        Parameters<double[]> second = Quadratic.doubles();
        Adam adam = Adam.withLearningRate(0.1);
        adam.prepare(first);
        adam.prepare(first);
        assertEquals(
                "this Adam optimizer belongs to the parameters it was first used with"
                        + " ([a.weight [2, 3], a.bias [2]]) and keeps state for them; make a new"
                        + " optimizer for [a.weight [2, 3], a.bias [2]]",
                assertThrows(IllegalStateException.class, () -> adam.step(second)).getMessage());
        assertEquals(0, adam.steps());
        adam.betas(0.9, 0.999).step(second);
    }

    @Test
    void stateNeedsParameters() {
        assertEquals(
                "this optimizer has no state yet: call prepare(model.parameters()) first",
                assertThrows(IllegalStateException.class, () -> Adam.withLearningRate(0.1).state())
                        .getMessage());
    }

    @Test
    void stateHasNaturalShapesAndNames() {
        Parameters<float[]> parameters = Quadratic.floats();
        Adam adam = Adam.withLearningRate(0.1);
        Quadratic.backward(parameters);
        adam.step(parameters);
        List<ShapedBlocks<?>> average = adam.state().get("exp_avg");
        assertEquals("a.weight.exp_avg", average.get(0).name());
        assertEquals("a.bias.exp_avg", average.get(1).name());
        assertArrayEquals(new int[] {2, 3}, average.get(0).shape());
        // a tenth of the gradient of element (1, 0), number 3 in natural order
        assertEquals(0.1 * 3 * -0.5, average.get(0).get(1, 0), 1e-7);
        assertThrows(UnsupportedOperationException.class, () -> adam.state().clear());
    }

    @Test
    void resumesToTheSameBits() {
        checkResume(() -> Adam.withLearningRate(0.1).amsgrad(true));
        checkResume(() -> Adam.withLearningRate(0.1).weightDecay(0.1));
        checkResume(() -> Sgd.withLearningRate(0.01).momentum(0.9).dampening(0.5));
        checkResume(() -> Sgd.withLearningRate(0.01).momentum(0.9).nesterov(true));
        checkResume(() -> Sgd.withLearningRate(0.01));
    }

    private static void checkResume(Supplier<Optimizer> settings) {
        Parameters<float[]> whole = Quadratic.floats();
        Optimizer throughout = settings.get();
        train(throughout, whole, 40);

        Parameters<float[]> half = Quadratic.floats();
        Optimizer before = settings.get();
        train(before, half, 17);
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
        train(after, rest, 23);
        assertArrayEquals(Quadratic.values(whole), Quadratic.values(rest));
        assertEquals(40, after.steps());
    }

    private static void train(Optimizer optimizer, Parameters<?> parameters, int steps) {
        for (int t = 0; t < steps; t++) {
            Quadratic.backward(parameters);
            optimizer.step(parameters);
        }
    }

    @Test
    void learningRateMayChangeBetweenSteps() {
        Parameters<double[]> parameters = Quadratic.doubles();
        Sgd sgd = Sgd.withLearningRate(0.1);
        Quadratic.backward(parameters);
        sgd.step(parameters);
        sgd.setLearningRate(0.5);
        assertEquals(0.5, sgd.learningRate());
        Quadratic.backward(parameters);
        sgd.step(parameters);
        assertEquals(0.9 - 0.5 * 0.9, parameters.get(0).get(0, 0), 1e-15);
        assertEquals(
                "learning rate is -1.0, expected a finite number of at least 0",
                assertThrows(IllegalArgumentException.class, () -> sgd.setLearningRate(-1))
                        .getMessage());
        assertEquals(
                "steps is -1, expected at least 0",
                assertThrows(IllegalArgumentException.class, () -> sgd.setSteps(-1)).getMessage());
    }

    @Test
    void gradientsStay() {
        Parameters<double[]> parameters = Quadratic.doubles();
        Quadratic.backward(parameters);
        Adam.withLearningRate(0.1).step(parameters);
        assertEquals(1, parameters.get(0).gradient(0, 0));
    }

    /** An optimizer of one's own, with a state that does not start at zero. */
    @Test
    void subclassesAreSmall() {
        Parameters<float[]> floats = Quadratic.floats();
        Parameters<double[]> doubles = Quadratic.doubles();
        Optimizer first = new Growing(0.5);
        Optimizer second = new Growing(0.5);
        for (int t = 0; t < 2; t++) {
            Quadratic.backward(floats);
            first.step(floats);
            Quadratic.backward(doubles);
            second.step(doubles);
        }
        // w = 1: steps of 0.5 * 3 * sign, then 0.5 * 4 * sign
        assertEquals(1 - 1.5 + 2, floats.get(0).get(0, 0));
        assertEquals(1 - 1.5 + 2, doubles.get(0).get(0, 0));
        assertNotEquals(0, first.state().get("size").get(1).get(1));
    }

    private static final class Growing extends Optimizer {
        Growing(double learningRate) {
            super(learningRate);
        }

        @Override
        protected List<String> stateNames() {
            return List.of("size");
        }

        @Override
        protected double initialState(String stateName) {
            return 3;
        }

        @Override
        protected void update(float[] values, float[] gradients, float[][] blockState) {
            float rate = (float) learningRate();
            for (int i = 0; i < values.length; i++) {
                values[i] -= rate * blockState[0][i] * Math.signum(gradients[i]);
                blockState[0][i] += 1;
            }
        }

        @Override
        protected void update(double[] values, double[] gradients, double[][] blockState) {
            for (int i = 0; i < values.length; i++) {
                values[i] -= learningRate() * blockState[0][i] * Math.signum(gradients[i]);
                blockState[0][i] += 1;
            }
        }
    }

    @Test
    void powersAreExactWhereTheyCanBe() {
        assertEquals(1, Optimizer.power(0.9, 0));
        assertEquals(0.9, Optimizer.power(0.9, 1));
        assertEquals(0.9 * 0.9, Optimizer.power(0.9, 2));
        assertEquals(0x1p-37, Optimizer.power(0.5, 37));
        assertEquals(Math.pow(0.999, 1000), Optimizer.power(0.999, 1000), 1e-13);
        assertEquals(0, Optimizer.power(0.999, 10_000_000_000L));
        assertEquals(0, Optimizer.power(0, 3));
    }

    @Test
    void stepsAllocateNothing() {
        for (Optimizer optimizer :
                List.of(
                        Adam.withLearningRate(0.1),
                        Adam.withLearningRate(0.1).amsgrad(true),
                        Sgd.withLearningRate(0.1).momentum(0.9))) {
            Parameters<float[]> parameters = Quadratic.floats();
            optimizer.prepare(parameters);
            assertEquals(0, Allocation.ofRound(100, () -> optimizer.step(parameters)));
        }
    }
}
