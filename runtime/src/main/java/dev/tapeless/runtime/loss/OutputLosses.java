package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.Link;
import dev.tapeless.runtime.RowPart;
import dev.tapeless.runtime.support.Settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A loss for each output of a model: {@code sum over outputs of weight * loss of that output}, and
 * the derivatives likewise.
 *
 * <pre>{@code
 * trainer.loss(Losses.perOutput(net)
 *         .loss("digit", Losses.softmaxCrossEntropy())
 *         .loss("angle", Losses.meanSquaredError(), 0.5));
 * }</pre>
 *
 * <p>A target row has the targets of all outputs one after the other, in the order of the outputs;
 * {@link #targets()} lists their places. The target of an output has as many elements as the
 * output, but for losses of classes a single one, the class index; {@link #shares} makes it one
 * share a class there too. {@code DatasetBuilder} makes such rows.
 *
 * <p>Each output's loss is reduced by itself: the mean of a squared error over its own elements,
 * the mean of a cross-entropy over the samples. {@link #value} tells what it came to, and training
 * reports it in every epoch as {@code "digit.loss"}.
 */
public final class OutputLosses extends Loss {
    private final List<RowPart> outputs;
    private final Map<String, OutputLoss> byName;
    private final List<OutputLoss> parts = new ArrayList<>();

    private OutputLosses(List<RowPart> outputs, Map<String, OutputLoss> byName) {
        this.outputs = outputs;
        this.byName = byName;
        int targetSize = 0;
        for (RowPart output : outputs) {
            if (byName.containsKey(output.name())) {
                OutputLoss part = byName.get(output.name()).at(targetSize);
                byName.put(output.name(), part);
                parts.add(part);
                targetSize += part.targetSize();
            }
        }
    }

    /**
     * Losses for outputs.
     *
     * @param outputs the outputs
     * @return losses for none of them yet
     */
    static OutputLosses of(List<RowPart> outputs) {
        return new OutputLosses(List.copyOf(outputs), new LinkedHashMap<>());
    }

    /**
     * Sets the loss of an output.
     *
     * @param output its name
     * @param loss its loss
     * @return new losses with it
     * @throws IllegalArgumentException if no output is called so, or it has a loss already
     */
    public OutputLosses loss(String output, Loss loss) {
        return loss(output, loss, 1);
    }

    /**
     * Sets the loss of an output and its weight in the sum.
     *
     * @param output its name
     * @param loss its loss
     * @param weight at least 0; with 0 the output is measured, but nothing learns from it
     * @return new losses with it
     * @throws IllegalArgumentException if no output is called so, it has a loss already, or the
     *     weight is negative or not finite
     */
    public OutputLosses loss(String output, Loss loss, double weight) {
        Settings.requireNotNegative("the weight of the output \"" + output + "\"", weight);
        RowPart part = RowPart.named(outputs, output);
        return with(new OutputLoss(part, loss, weight, loss.targetSize(part.size())));
    }

    /**
     * Leaves an output without loss and without targets: it is there to be read, and nothing learns
     * from it directly.
     *
     * @param output its name
     * @return new losses without it
     * @throws IllegalArgumentException if no output is called so, or it has a loss already
     */
    public OutputLosses without(String output) {
        return with(new OutputLoss(RowPart.named(outputs, output), null, 0, 0));
    }

    /**
     * Takes the targets of an output as one share for each class, one-hot or probabilities, instead
     * of a class index.
     *
     * @param output its name; its loss must be set and take both
     * @return new losses that do
     * @throws IllegalArgumentException if no output of that name has a loss
     */
    public OutputLosses shares(String output) {
        OutputLoss part = named(output);
        Map<String, OutputLoss> changed = new LinkedHashMap<>(byName);
        changed.put(
                output,
                new OutputLoss(part.output(), part.loss(), part.weight(), part.output().size()));
        return new OutputLosses(outputs, changed);
    }

    private OutputLosses with(OutputLoss part) {
        Map<String, OutputLoss> all = new LinkedHashMap<>(byName);
        if (all.putIfAbsent(part.output().name(), part) != null) {
            throw new IllegalArgumentException(
                    "the output \"" + part.output().name() + "\" has a loss already");
        }
        return new OutputLosses(outputs, all);
    }

    /**
     * Where the targets of the outputs lie in a target row.
     *
     * @return an unmodifiable list in the order of the outputs; a class index has the shape {@code
     *     [1]}. Outputs without loss have no targets
     */
    public List<RowPart> targets() {
        return OutputLoss.targets(parts);
    }

    /**
     * The outputs that have losses.
     *
     * @return their names, in the order of the outputs
     */
    public List<String> names() {
        return targets().stream().map(RowPart::name).toList();
    }

    /**
     * The loss that was set for an output.
     *
     * @param output its name
     * @return the loss
     * @throws IllegalArgumentException if no output of that name has a loss
     */
    public Loss loss(String output) {
        return named(output).loss();
    }

    /**
     * The weight of an output in the sum.
     *
     * @param output its name
     * @return its weight
     * @throws IllegalArgumentException if no output of that name has a loss
     */
    public double weight(String output) {
        return named(output).weight();
    }

    /**
     * The loss of one output in the last evaluation, without its weight.
     *
     * @param output its name
     * @return mean or sum, as that loss reduces; not a number before the first evaluation
     * @throws IllegalArgumentException if no output of that name has a loss
     */
    public double value(String output) {
        return named(output).value();
    }

    /**
     * What the last evaluation divided the sum of one output by.
     *
     * @param output its name
     * @return the {@link Loss#denominator} of that loss then; 1 before the first evaluation
     * @throws IllegalArgumentException if no output of that name has a loss
     */
    public double denominator(String output) {
        return named(output).denominator();
    }

    private OutputLoss named(String output) {
        OutputLoss part = byName.get(output);
        if (part == null || part.loss() == null) {
            throw new IllegalArgumentException(
                    "no loss was set for an output \"" + output + "\"; there are " + names());
        }
        return part;
    }

    @Override
    boolean areCanonical(List<Link> links, List<RowPart> modelOutputs) {
        if (links.size() != parts.size() || !modelOutputs.equals(outputs)) {
            return false;
        }
        for (int p = 0; p < parts.size(); p++) {
            if (!parts.get(p).takesLogits(links.get(p))) {
                return false;
            }
        }
        return true;
    }

    @Override
    protected double sample(double[] output, double[] target, double[] gradient) {
        throw new IllegalStateException("samples are evaluated output by output");
    }

    @Override
    BatchLoss newBatchLoss() {
        return new OutputSum(outputs, parts);
    }
}
