package dev.tapeless.runtime.train;

import dev.tapeless.runtime.Link;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.RowPart;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.loss.Loss;
import dev.tapeless.runtime.loss.OutputLosses;
import dev.tapeless.runtime.support.RowType;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures a model: its loss on batches, and loss and metrics on datasets.
 *
 * @param <R> the row type
 */
final class Evaluator<R> {
    private final Model<R> model;
    private final Loss loss;
    private final List<Metric> metrics;

    /** What the loss goes without the derivatives of; empty where it does not know them. */
    private final List<Link> links;

    private R[] predictions;

    /**
     * An evaluator.
     *
     * @param model the model
     * @param loss the loss
     * @param metrics what else to measure; if empty, accuracy where there are classes
     */
    Evaluator(Model<R> model, Loss loss, List<Metric> metrics) {
        this.model = model;
        this.loss = loss;
        this.metrics = metrics;
        List<Link> all = model.links();
        this.links = loss.takesLogits(model.outputs(), all) ? all : List.of();
    }

    /**
     * Measures loss and metrics on data that has been checked, in inference mode.
     *
     * @param data the data
     * @param batchSize samples that are computed at once
     * @return loss and metrics
     */
    Evaluation evaluate(Dataset<R> data, int batchSize) {
        RowType<R> rowType = data.rowType();
        int largest = Math.min(batchSize, data.size());
        R[] inputs = rowType.newReferences(largest);
        R[] targets = rowType.newReferences(largest);
        if (predictions == null || predictions.length < largest) {
            predictions = rowType.newRows(largest, model.outputSize());
        }
        LossAverage average = newAverage();
        Scores<R> scores =
                newScores(new BatchSource.Samples<>(rowType, data.targetSize(), data.isLabelled()));
        for (int start = 0; start < data.size(); start += largest) {
            int count = Math.min(largest, data.size() - start);
            for (int i = 0; i < count; i++) {
                inputs[i] = data.input(start + i);
                targets[i] = data.target(start + i);
            }
            model.predict(inputs, predictions, count);
            average.add(lossOf(predictions, targets, null, count));
            scores.add(predictions, targets, count);
        }
        return average.evaluation(scores.values());
    }

    /**
     * Begins to measure the metrics.
     *
     * @param samples the samples to be measured on
     * @return scores without samples
     */
    Scores<R> newScores(BatchSource.Samples<R> samples) {
        List<Metric> measured = metrics.isEmpty() ? defaults(samples) : metrics;
        return new Scores<>(
                measured,
                samples.rowType(),
                model.outputs(),
                targets(samples.targetSize()),
                samples.targetSize());
    }

    /** Accuracy where targets are class indices. */
    private List<Metric> defaults(BatchSource.Samples<R> samples) {
        if (loss instanceof OutputLosses losses) {
            List<Metric> accuracies = new ArrayList<>();
            for (RowPart target : losses.targets()) {
                int classes = RowPart.named(model.outputs(), target.name()).size();
                if (target.size() == 1 && classes > 1) {
                    accuracies.add(Metrics.accuracy().of(target.name()));
                }
            }
            return accuracies;
        }
        boolean classes = samples.labelled() && model.outputSize() > 1;
        return classes ? List.of(Metrics.accuracy()) : List.of();
    }

    /** The parts of a target row, none where nobody knows them. */
    private List<RowPart> targets(int targetSize) {
        if (loss instanceof OutputLosses losses) {
            return losses.targets();
        } else if (targetSize == model.outputSize()) {
            return model.outputs();
        }
        return model.outputs().size() == 1
                ? List.of(RowPart.of(model.outputs().get(0).name(), 0, targetSize))
                : List.of();
    }

    /**
     * Begins to measure the loss.
     *
     * @return an average of no batch yet
     */
    LossAverage newAverage() {
        return new LossAverage(loss);
    }

    /**
     * The loss of a batch.
     *
     * @param outputs the model's outputs
     * @param targets their targets
     * @param gradients overwritten by the derivatives that {@link #backward} takes; null if only
     *     the value is wanted
     * @param count how many rows are used
     * @return the value
     */
    double lossOf(R[] outputs, R[] targets, R[] gradients, int count) {
        Object[] out = outputs;
        Object[] want = targets;
        Object[] grad = gradients;
        List<Link> by = gradients == null ? List.of() : links;
        return out instanceof float[][] floats
                ? loss.evaluate(floats, (float[][]) want, (float[][]) grad, count, by)
                : loss.evaluate((double[][]) out, (double[][]) want, (double[][]) grad, count, by);
    }

    /**
     * Takes derivatives to the parameters' gradients.
     *
     * @param gradients what {@link #lossOf} has computed
     * @param count how many rows are used
     */
    void backward(R[] gradients, int count) {
        if (links.isEmpty()) {
            model.backward(gradients, count);
        } else {
            model.backwardLogits(gradients, count);
        }
    }

    /**
     * Refuses data that does not fit model or loss.
     *
     * @param what what it is, for messages
     * @param data the data
     * @throws IllegalArgumentException if it does not fit
     */
    void check(String what, Dataset<R> data) {
        checkInputSize(what, data.inputSize());
        Object[] targets = data.targets();
        try {
            if (targets instanceof float[][] floats) {
                loss.checkTargets(floats, data.size(), model.outputSize());
            } else {
                loss.checkTargets((double[][]) targets, data.size(), model.outputSize());
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
        }
    }

    /**
     * Refuses inputs of another size than the model's.
     *
     * @param what what they are, for messages
     * @param inputSize elements of a row
     * @throws IllegalArgumentException if they do not fit
     */
    void checkInputSize(String what, int inputSize) {
        if (inputSize != model.inputSize()) {
            throw new IllegalArgumentException(
                    what
                            + ": found inputs of "
                            + inputSize
                            + " elements, expected "
                            + model.inputSize()
                            + ", the model's input size");
        }
    }
}
