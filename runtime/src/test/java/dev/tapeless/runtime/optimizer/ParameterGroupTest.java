package dev.tapeless.runtime.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.Workers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ParameterGroupTest {

    private static Parameters<double[]> stepped(Optimizer optimizer, ParameterGroup... groups) {
        Parameters<double[]> parameters = Quadratic.doubles();
        optimizer.prepare(parameters, groups);
        for (int t = 0; t < 3; t++) {
            Quadratic.backward(parameters);
            optimizer.step(parameters);
        }
        return parameters;
    }

    /** Each group is what an optimizer with its settings would have done. */
    @Test
    void groupsHaveSettingsOfTheirOwn() {
        Parameters<double[]> mixed =
                stepped(
                        AdamW.withLearningRate(0.5),
                        ParameterGroup.of("a.bias").rateFactor(0.5).weightDecay(0.25));
        Parameters<double[]> rest = stepped(AdamW.withLearningRate(0.5));
        Parameters<double[]> group = stepped(AdamW.withLearningRate(0.25).weightDecay(0.25));
        assertArrayEquals(rest.get("a.weight").values(), mixed.get("a.weight").values());
        assertArrayEquals(group.get("a.bias").values(), mixed.get("a.bias").values());
    }

    /** The first step size of Rprop is its learning rate, and a group has its own. */
    @Test
    void initialStatesFollowTheGroup() {
        Parameters<double[]> mixed =
                stepped(
                        Rprop.withLearningRate(0.5),
                        ParameterGroup.where(p -> p.shape().length == 1).rateFactor(0.5));
        Parameters<double[]> group = stepped(Rprop.withLearningRate(0.25));
        assertArrayEquals(group.get("a.bias").values(), mixed.get("a.bias").values());
    }

    @Test
    void frozenParametersStayUntilTheyThaw() {
        Parameters<double[]> parameters = Quadratic.doubles();
        double[] bias = parameters.get("a.bias").values();
        double[] weight = parameters.get("a.weight").values();
        AdamW optimizer = AdamW.withLearningRate(0.1);
        optimizer.prepare(parameters, ParameterGroup.of("a.bias").frozen());
        Quadratic.backward(parameters);
        optimizer.zeroFrozenGradients();
        assertArrayEquals(new double[2], parameters.get("a.bias").gradients());
        Quadratic.backward(parameters);
        optimizer.step(parameters);
        assertArrayEquals(bias, parameters.get("a.bias").values());
        assertEquals(weight[0] - 0.1 * 0.01 * weight[0] - 0.1, parameters.get(0).get(0, 0), 1e-7);

        optimizer.prepare(parameters);
        Quadratic.backward(parameters);
        optimizer.stepAndZeroGradients(parameters, Workers.one());
        assertArrayEquals(bias, parameters.get("a.bias").values());
        assertArrayEquals(new double[2], parameters.get("a.bias").gradients());
        assertArrayEquals(new double[6], parameters.get("a.weight").gradients());

        optimizer.prepare(parameters, new ParameterGroup[0]);
        Quadratic.backward(parameters);
        optimizer.step(parameters);
        assertEquals(3, optimizer.steps());
        assertEquals(
                Math.signum(bias[0]), Math.signum(bias[0] - parameters.get("a.bias").values()[0]));
    }

    @Test
    void aLayerIsAllItsParameters() {
        Parameters<double[]> frozen =
                stepped(Sgd.withLearningRate(0.1), ParameterGroup.of("a").frozen());
        assertArrayEquals(Quadratic.START, Quadratic.values(frozen));
    }

    @Test
    void groupsThatDoNotFitAreRefused() {
        Parameters<double[]> parameters = Quadratic.doubles();
        Sgd sgd = Sgd.withLearningRate(0.1);
        refused(
                "no layer or parameter is called \"b\"; there are [a.weight [2, 3], a.bias [2]]",
                () -> sgd.prepare(parameters, ParameterGroup.of("a", "b")));
        refused(
                "no parameter meets the condition; there are [a.weight [2, 3], a.bias [2]]",
                () -> sgd.prepare(parameters, ParameterGroup.where(p -> false)));
        refused(
                "a.bias is in two groups, expected one at most; the second is group [a.bias]",
                () ->
                        sgd.prepare(
                                parameters,
                                ParameterGroup.of("a").frozen(),
                                ParameterGroup.of("a.bias")));
        refused(
                "group [a] has a weight decay, and Rprop has none; use a penalty on the gradients"
                        + " instead",
                () ->
                        Rprop.withLearningRate(0.1)
                                .prepare(parameters, ParameterGroup.of("a").weightDecay(0.1)));
        refused(
                "found no names, expected at least one layer or parameter",
                () -> ParameterGroup.of());
        refused(
                "rate factor is -1.0, expected a finite number of at least 0",
                () -> ParameterGroup.of("a").rateFactor(-1));
        sgd.step(Quadratic.doubles());
    }

    private static void refused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
