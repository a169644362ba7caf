package dev.tapeless.processor.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import dev.tapeless.processor.testing.RunningNetwork;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.ShapedBlocks;
import dev.tapeless.runtime.loss.Loss;
import dev.tapeless.runtime.train.Trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Trains a compiled network as a trace was trained and compares every number. A twin is trained by
 * {@link Trainer#step} and must end with the same bits.
 *
 * @param <R> the network's rows
 */
final class TraceRun<R> {

    private final Trace trace;
    private final boolean isDouble;
    private final JsonObject recorded;
    private final RunningNetwork<R> network;
    private final RunningNetwork<R> twin;
    private final Loss loss;
    private final OptimizerTranslations.Training training;
    private final Comparison comparison;

    /**
     * A run that has not begun.
     *
     * @param trace the trace
     * @param isDouble in which precision
     * @param network a new network of it
     * @param twin another
     */
    TraceRun(Trace trace, boolean isDouble, RunningNetwork<R> network, RunningNetwork<R> twin) {
        this.trace = trace;
        this.isDouble = isDouble;
        this.recorded = trace.recorded(isDouble);
        this.network = network;
        this.twin = twin;
        this.loss = LossTranslations.translate(trace.loss());
        this.training = OptimizerTranslations.translate(trace.optimizer());
        this.comparison = new Comparison(isDouble);
    }

    /**
     * Trains all steps.
     *
     * @return the comparison of all numbers
     */
    Comparison run() {
        load(network);
        load(twin);
        final double[] losses = Tensor.doubles(recorded.get("losses"));
        for (int step = 1; step <= losses.length; step++) {
            step(step, losses[step - 1]);
        }
        trainTwin(losses.length);
        final double[][] inputs = trace.batches().get(0).inputs().rows();
        compareRows(
                losses.length,
                "output of evaluation",
                recorded.get("eval_output_batch0_after_50"),
                network.predict(inputs));
        return comparison;
    }

    private void load(RunningNetwork<R> into) {
        assertEquals(
                new TreeSet<>(trace.initial().keySet()),
                new TreeSet<>(names(into)),
                "the names of the parameters");
        for (final Parameter<R> parameter : into.parameters()) {
            final Tensor tensor = trace.initial().get(parameter.name());
            assertArrayEquals(
                    tensor.shape().stream().mapToInt(Integer::intValue).toArray(),
                    parameter.shape(),
                    parameter.name());
            parameter.setAll(tensor.data());
        }
    }

    private List<String> names(RunningNetwork<R> of) {
        final List<String> names = new ArrayList<>();
        of.parameters().forEach(parameter -> names.add(parameter.name()));
        return names;
    }

    private Trace.Batch batch(int step) {
        return trace.batches().get((step - 1) % trace.batches().size());
    }

    private void step(int step, double expectedLoss) {
        final JsonElement details = recorded.getAsJsonObject("steps").get(String.valueOf(step));
        final double[][] inputs = batch(step).inputs().rows();
        final double[][] outputs = network.forward(inputs);
        final double[][] outputGradients = new double[inputs.length][outputs[0].length];
        final double value = evaluate(outputs, batch(step).targets().rows(), outputGradients);
        comparison.compare(step, "loss", expectedLoss, value);
        if (trace.hasInputGradient()) {
            final double[][] inputGradients = network.backwardToInput(outputGradients);
            if (details != null) {
                compareRows(step, "input", get(details, "input_grad"), inputGradients);
            }
        } else {
            network.backward(outputGradients);
        }
        comparison.compare(step, "norm", at("grad_norms", step), norm());
        if (details != null) {
            comparison.compare(step, "loss", get(details, "loss").getAsDouble(), value);
            compareRows(step, "output", get(details, "output"), outputs);
            compareGradients(step, "gradient of ", get(details, "grads"));
        }
        training.clipping().forEach(transform -> transform.apply(network.parameters()));
        if (details != null && details.getAsJsonObject().has("grads_after_clipping")) {
            compareGradients(step, "clipped ", get(details, "grads_after_clipping"));
        }
        training.optimizer().setLearningRate(training.learningRate().applyAsDouble(step));
        comparison.compare(
                step,
                "learning rate",
                at("learning_rates", step),
                training.optimizer().learningRate());
        training.optimizer().step(network.parameters());
        network.parameters().zeroGradients();
        if (details != null) {
            compareAfter(step, details.getAsJsonObject());
        }
    }

    /** The loss in the network's own precision. */
    private double evaluate(double[][] outputs, double[][] targets, double[][] gradients) {
        final R[] given = network.rows(outputs);
        final R[] wanted = network.rows(targets);
        final R[] result = network.rows(gradients);
        final Object[] all = given;
        final double value =
                all instanceof float[][] floats
                        ? loss.evaluate(
                                floats,
                                (float[][]) (Object) wanted,
                                (float[][]) (Object) result,
                                given.length)
                        : loss.evaluate(
                                (double[][]) all,
                                (double[][]) (Object) wanted,
                                (double[][]) (Object) result,
                                given.length);
        final double[][] computed = network.doubles(result, given.length);
        System.arraycopy(computed, 0, gradients, 0, given.length);
        return value;
    }

    private double norm() {
        double squares = 0;
        for (final Parameter<R> parameter : network.parameters()) {
            for (final double gradient : parameter.gradients()) {
                squares += gradient * gradient;
            }
        }
        return Math.sqrt(squares);
    }

    private double at(String list, int step) {
        return recorded.getAsJsonArray(list).get(step - 1).getAsDouble();
    }

    private static JsonElement get(JsonElement object, String name) {
        final JsonElement value = object.getAsJsonObject().get(name);
        if (value == null) {
            throw new AssertionError("no " + name + " in the trace");
        }
        return value;
    }

    private void compareRows(int step, String what, JsonElement expected, double[][] found) {
        final double[][] rows = Tensor.of(expected).rows();
        for (int s = 0; s < rows.length; s++) {
            comparison.compare(step, what + " of sample " + s, rows[s], found[s]);
        }
    }

    private void compareGradients(int step, String what, JsonElement expected) {
        final Map<String, Tensor> tensors = Trace.tensors(expected.getAsJsonObject());
        for (final Parameter<R> parameter : network.parameters()) {
            comparison.compare(
                    step,
                    what + parameter.name(),
                    tensors.get(parameter.name()).data(),
                    parameter.gradients());
        }
    }

    private void compareAfter(int step, JsonObject details) {
        final Map<String, Tensor> tensors = Trace.tensors(details.getAsJsonObject("params_after"));
        for (int p = 0; p < network.parameters().size(); p++) {
            final Parameter<R> parameter = network.parameters().get(p);
            final String name = parameter.name();
            comparison.compare(step, name, tensors.get(name).data(), parameter.values());
            if (details.has("optimizer_state_after")) {
                compareState(
                        step,
                        p,
                        name,
                        details.getAsJsonObject("optimizer_state_after").getAsJsonObject(name));
            }
        }
        compareBuffers(step, details);
    }

    /** PyTorch also counts the batches, which serves another momentum than ours. */
    private void compareBuffers(int step, JsonObject details) {
        final JsonObject expected =
                details.has("buffers_after")
                        ? details.getAsJsonObject("buffers_after")
                        : new JsonObject();
        final Set<String> names = new TreeSet<>(expected.keySet());
        names.removeIf(name -> name.endsWith(".num_batches_tracked"));
        final Set<String> found = new TreeSet<>();
        for (final Parameter<R> buffer : network.model().buffers()) {
            found.add(buffer.name());
            if (names.contains(buffer.name())) {
                comparison.compare(
                        step,
                        buffer.name(),
                        Tensor.of(expected.get(buffer.name())).data(),
                        buffer.values());
            }
        }
        assertEquals(names, found, "the names of the buffers");
    }

    /** State of our optimizer under a name of PyTorch's; the others are ways of another kind. */
    private void compareState(int step, int index, String name, JsonObject expected) {
        final Map<String, List<ShapedBlocks<?>>> state = training.optimizer().state();
        for (final Map.Entry<String, JsonElement> entry : expected.entrySet()) {
            final String key = entry.getKey();
            if (state.containsKey(key)) {
                comparison.compare(
                        step,
                        name + "." + key,
                        Tensor.of(entry.getValue()).data(),
                        state.get(key).get(index).toArray());
            } else if (key.equals("step")) {
                final JsonElement value = entry.getValue();
                comparison.compare(
                        step,
                        "steps",
                        Tensor.isTensor(value) ? Tensor.of(value).data()[0] : value.getAsDouble(),
                        training.optimizer().steps());
            }
        }
    }

    private void trainTwin(int steps) {
        final OptimizerTranslations.Training again =
                OptimizerTranslations.translate(trace.optimizer());
        final Trainer<R> trainer =
                Trainer.of(twin.model())
                        .loss(LossTranslations.translate(trace.loss()))
                        .optimizer(again.optimizer());
        again.clipping().forEach(trainer::transformGradients);
        for (int step = 1; step <= steps; step++) {
            again.optimizer().setLearningRate(again.learningRate().applyAsDouble(step));
            final Trace.Batch batch = batch(step);
            final double[][] inputs = batch.inputs().rows();
            trainer.step(twin.rows(inputs), twin.rows(batch.targets().rows()), inputs.length);
        }
        assertArrayEquals(
                network.allValues(), twin.allValues(), 0, "parameters of Trainer.step" + isDouble);
    }
}
