package dev.tapeless.processor.random;

import dev.tapeless.processor.testing.DividedWork;
import dev.tapeless.processor.testing.Reference;
import dev.tapeless.processor.testing.RunningNetwork;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.RandomStream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Compares what a compiled network computes with what it means. */
final class NetworkComparison {

    private final RandomNetwork drawn;
    private final Reference reference;
    private final RunningNetwork<?> network;
    private final Random random;
    private int numbers;

    private NetworkComparison(
            RandomNetwork drawn, Reference reference, RunningNetwork<?> network, long seed) {
        this.drawn = drawn;
        this.reference = reference;
        this.network = network;
        this.random = new Random(seed);
    }

    /**
     * A comparison's result.
     *
     * @param mistake the first difference; empty if there is none
     * @param isOfBits whether it is one of bits that should be equal, for which no kink accounts
     * @param numbers how many numbers were compared
     */
    record Result(Optional<String> mistake, boolean isOfBits, int numbers) {}

    /** Found where a number is not what it should be. */
    @SuppressWarnings("serial") // never serialized
    private static final class Difference extends RuntimeException {
        private final boolean isOfBits;

        Difference(String message, boolean isOfBits) {
            super(message);
            this.isOfBits = isOfBits;
        }
    }

    /**
     * Compares predictions, training passes, gradients and their accumulation.
     *
     * @param drawn the network
     * @param reference what it means
     * @param network a new instance of the compiled class
     * @param seed of parameters and samples
     * @return the first difference, if any
     */
    static Result compare(
            RandomNetwork drawn, Reference reference, RunningNetwork<?> network, long seed) {
        final NetworkComparison comparison = new NetworkComparison(drawn, reference, network, seed);
        try {
            comparison.compareAll();
            return new Result(Optional.empty(), false, comparison.numbers);
        } catch (final Difference e) {
            return new Result(Optional.of(e.getMessage()), e.isOfBits, comparison.numbers);
        }
    }

    private void compareAll() {
        for (final Parameter<?> parameter : network.parameters()) {
            // Biases, and the scales of normalisations.
            if (parameter.shape().length == 1) {
                parameter.setAll(row(parameter.size()));
            }
        }
        for (final Parameter<?> statistic : network.model().buffers()) {
            final double[] values = row(statistic.size());
            final boolean isVariance = statistic.name().endsWith("running_var");
            statistic.setAll(
                    Arrays.stream(values).map(v -> isVariance ? 0.25 + v * v : v).toArray());
        }
        final double[][] samples = samples(drawn.batches().get(0));
        final double[][] outputs = network.predict(samples);
        compareRows("predict", reference.predict(network.model(), samples), outputs);
        for (int s = 0; s < samples.length; s++) {
            if (!Arrays.equals(outputs[s], network.predict(samples[s]))) {
                throw new Difference("predict of one sample has other bits than of a batch", true);
            }
        }
        final Map<String, double[]> sums = new LinkedHashMap<>();
        for (final int batch : drawn.batches()) {
            trainOnce(batch, sums);
        }
        compareRows(
                "predict after training",
                reference.predict(network.model(), samples),
                network.predict(samples));
        if (drawn.inputGradient()) {
            compareWithAndWithoutInput(drawn.batches().get(0));
        }
        compareThreads(network, Collections.max(drawn.batches()))
                .ifPresent(
                        mistake -> {
                            throw new Difference(mistake, true);
                        });
    }

    private <R> Optional<String> compareThreads(RunningNetwork<R> running, int batch) {
        return DividedWork.compare(
                running.model(),
                running.rows(samples(batch)),
                running.rows(rows(batch, running.model().outputSize())));
    }

    /** Who asks for the gradient of the input gets the same bits in the others. */
    private void compareWithAndWithoutInput(int batch) {
        final double[][] inputs = samples(batch);
        final double[][] outputGradients = rows(batch, network.model().outputSize());
        final RandomStream noise = network.model().random();
        final long step = noise.step();
        network.parameters().zeroGradients();
        network.forward(inputs);
        network.backward(outputGradients);
        final List<double[]> without = gradients();
        network.parameters().zeroGradients();
        noise.set(noise.seed(), step);
        network.forward(inputs);
        network.backwardToInput(outputGradients);
        final List<double[]> with = gradients();
        for (int p = 0; p < with.size(); p++) {
            if (!Arrays.equals(with.get(p), without.get(p))) {
                throw new Difference(
                        "dL/d"
                                + network.parameters().get(p).name()
                                + " has other bits when dL/dinput is asked for",
                        true);
            }
        }
    }

    private List<double[]> gradients() {
        final List<double[]> all = new ArrayList<>();
        network.parameters().forEach(parameter -> all.add(parameter.gradients()));
        return all;
    }

    private void trainOnce(int batch, Map<String, double[]> sums) {
        final double[][] inputs = samples(batch);
        final double[][] outputs = network.forward(inputs);
        final double[][] outputGradients = rows(batch, outputs[0].length);
        final RandomStream noise = network.model().random();
        final Reference.Pass pass =
                reference.train(network.model(), inputs, outputGradients, noise);
        compareRows("forward", pass.outputs(), outputs);
        if (drawn.inputGradient()) {
            compareRows(
                    "dL/dinput", pass.inputGradients(), network.backwardToInput(outputGradients));
        } else {
            network.backward(outputGradients);
        }
        for (final Parameter<?> parameter : network.parameters()) {
            final double[] sum =
                    sums.computeIfAbsent(parameter.name(), unused -> new double[parameter.size()]);
            final double[] gradient = pass.gradients().get(parameter.name());
            Arrays.setAll(sum, k -> sum[k] + gradient[k]);
            compare("dL/d" + parameter.name(), sum, parameter.gradients());
        }
    }

    private void compareRows(String what, double[][] expected, double[][] found) {
        for (int s = 0; s < expected.length; s++) {
            compare(what + " of sample " + s + " of " + expected.length, expected[s], found[s]);
        }
    }

    /** Relative to the largest element, for small ones are differences of large ones. */
    private void compare(String what, double[] expected, double[] found) {
        if (expected.length != found.length) {
            throw new Difference(what + " has " + found.length + " elements", true);
        }
        numbers += expected.length;
        final double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        final double tolerance = (drawn.isDouble() ? 1e-10 : 1e-3) * Math.max(1, largest);
        for (int k = 0; k < expected.length; k++) {
            if (!(Math.abs(found[k] - expected[k]) <= tolerance)) {
                throw new Difference(
                        "%s[%d] is %s, expected %s".formatted(what, k, found[k], expected[k]),
                        false);
            }
        }
    }

    /** Samples with whole numbers where the network looks them up. */
    private double[][] samples(int count) {
        final double[][] samples = rows(count, drawn.inputSize());
        for (final double[] sample : samples) {
            drawn.integers().stream().forEach(k -> sample[k] = random.nextInt(RandomNetwork.TABLE));
        }
        return samples;
    }

    private double[][] rows(int count, int length) {
        final double[][] rows = new double[count][];
        for (int s = 0; s < count; s++) {
            rows[s] = row(length);
        }
        return rows;
    }

    /** Numbers that are floats, whatever the network computes in. */
    private double[] row(int length) {
        return random.doubles(length, -1.5, 1.5).map(value -> (float) value).toArray();
    }
}
