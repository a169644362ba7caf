package dev.tapeless.runtime.train;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.loss.Loss;
import dev.tapeless.runtime.optimizer.GradientTransform;
import dev.tapeless.runtime.optimizer.Optimizer;
import dev.tapeless.runtime.support.RowType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains a model on data in mini-batches.
 *
 * <pre>{@code
 * History history = Trainer.of(net)
 *         .loss(Losses.softmaxCrossEntropy())
 *         .optimizer(Adam.withLearningRate(1e-3))
 *         .batchSize(128)
 *         .epochs(5)
 *         .fit(train, test);
 * System.out.println(history.last().validation().orElseThrow().accuracy());
 * }</pre>
 *
 * <p>Loss and optimizer must be set, everything else has a default: batches of 32, one epoch, a
 * fixed seed, shuffling. The same model, data and settings give the same bits everywhere.
 *
 * <p>A loop of one's own takes {@link #step} for each batch, or nothing of this class at all:
 *
 * <pre>{@code
 * float[][] gradients = new float[batch][net.outputSize()];
 * while (more()) {
 *     float[][] outputs = net.forward(inputs, batch);
 *     double value = loss.evaluate(outputs, targets, gradients, batch);
 *     net.backward(gradients, batch);
 *     optimizer.step(net.parameters());
 *     net.parameters().zeroGradients();
 * }
 * }</pre>
 *
 * <p>The setters change this trainer and return it. Not thread-safe. A step allocates nothing after
 * the first one with the largest batch.
 *
 * @param <R> the row type, {@code float[]} or {@code double[]}
 */
public final class Trainer<R> {
    private final Model<R> model;
    private Loss loss;
    private Optimizer optimizer;
    private int batchSize = 32;
    private int firstEpoch = 1;
    private int epochs = 1;
    private long seed = 42;
    private boolean shuffle = true;
    private final List<Metric> metrics = new ArrayList<>();
    private final List<GradientTransform> gradientTransforms = new ArrayList<>();
    private final List<TrainingListener> listeners = new ArrayList<>();

    private R[] lastOutputs;
    private R[] outputGradients;
    private R[] predictions;

    private Trainer(Model<R> model) {
        this.model = model;
    }

    /**
     * A trainer with default settings.
     *
     * @param <R> the row type
     * @param model the model to train
     * @return the trainer
     */
    public static <R> Trainer<R> of(Model<R> model) {
        return new Trainer<>(model);
    }

    /**
     * Sets what to make small. Required.
     *
     * @param newLoss the loss
     * @return this trainer
     */
    public Trainer<R> loss(Loss newLoss) {
        loss = newLoss;
        return this;
    }

    /**
     * Sets what changes the parameters. Required. It belongs to this model from the first step on.
     *
     * @param newOptimizer the optimizer
     * @return this trainer
     */
    public Trainer<R> optimizer(Optimizer newOptimizer) {
        optimizer = newOptimizer;
        return this;
    }

    /**
     * Sets the number of samples a step. Default: 32. The last batch of an epoch may have fewer.
     *
     * @param newBatchSize at least 1
     * @return this trainer
     * @throws IllegalArgumentException if it is less
     */
    public Trainer<R> batchSize(int newBatchSize) {
        batchSize = requirePositive("batch size", newBatchSize);
        return this;
    }

    /**
     * Sets the number of the last epoch, counted from 1. Default: 1.
     *
     * @param newEpochs at least 1
     * @return this trainer
     * @throws IllegalArgumentException if it is less
     */
    public Trainer<R> epochs(int newEpochs) {
        epochs = requirePositive("epochs", newEpochs);
        return this;
    }

    /**
     * Sets the number of the first epoch, to go on with a training that was interrupted: epochs
     * from 26 to 50 see the samples in the same order as if 1 to 25 had just been done. Default: 1.
     *
     * @param newFirstEpoch at least 1
     * @return this trainer
     * @throws IllegalArgumentException if it is less
     */
    public Trainer<R> firstEpoch(int newFirstEpoch) {
        firstEpoch = requirePositive("first epoch", newFirstEpoch);
        return this;
    }

    /**
     * Sets the seed of the samples' order. Default: 42. (Initial values and dropout depend on the
     * seed that the model was created with.)
     *
     * @param newSeed any number
     * @return this trainer
     */
    public Trainer<R> seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /**
     * Sets whether every epoch sees the samples in an order of its own. Default: true; false keeps
     * the dataset's order.
     *
     * @param newShuffle whether to shuffle
     * @return this trainer
     */
    public Trainer<R> shuffle(boolean newShuffle) {
        shuffle = newShuffle;
        return this;
    }

    /**
     * Adds something to measure, on training and validation data. Without any, accuracy is measured
     * where the data has labels and the model several outputs.
     *
     * @param metric the metric
     * @return this trainer
     * @throws IllegalArgumentException if there is one of the same name
     */
    public Trainer<R> metric(Metric metric) {
        for (Metric other : metrics) {
            if (other.name().equals(metric.name())) {
                throw new IllegalArgumentException(
                        "there is a metric called \"" + metric.name() + "\" already");
            }
        }
        metrics.add(metric);
        return this;
    }

    /**
     * Adds something to do to the gradients before each update, after what was added before.
     *
     * @param transform the transform
     * @return this trainer
     */
    public Trainer<R> transformGradients(GradientTransform transform) {
        gradientTransforms.add(transform);
        return this;
    }

    /**
     * Adds a listener, to be called after those that were added before.
     *
     * @param listener the listener
     * @return this trainer
     */
    public Trainer<R> listener(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Trains without validation.
     *
     * @param train the data to learn from
     * @return the results of all epochs
     * @throws IllegalStateException if loss or optimizer is missing
     * @throws IllegalArgumentException if the data does not fit model or loss; nothing has changed
     *     then
     */
    public History fit(Dataset<R> train) {
        return fit(train, Optional.empty());
    }

    /**
     * Trains, and evaluates other data after each epoch.
     *
     * @param train the data to learn from
     * @param validation the data to evaluate; never learnt from
     * @return the results of all epochs
     * @throws IllegalStateException if loss or optimizer is missing
     * @throws IllegalArgumentException if the data does not fit model or loss; nothing has changed
     *     then
     */
    public History fit(Dataset<R> train, Dataset<R> validation) {
        return fit(train, Optional.of(validation));
    }

    private History fit(Dataset<R> train, Optional<Dataset<R>> validation) {
        requireReady();
        check("training data", train);
        validation.ifPresent(data -> check("validation data", data));
        model.reserve(Math.min(batchSize, train.size()));
        optimizer.prepare(model.parameters());
        model.parameters().zeroGradients();
        TrainingPlan plan =
                new TrainingPlan(batchSize, firstEpoch, epochs, seed, shuffle, listeners);
        return new TrainingRun<>(this, plan, train, validation).run();
    }

    /**
     * One training step: forward, loss, backward, gradient transforms, update; afterwards the
     * gradients are zero. If the loss is infinite or not a number, nothing is updated.
     *
     * @param inputs rows of the model's input size
     * @param targets their targets
     * @param count how many rows to use, from 1 to the length of either array
     * @return the batch's loss before the update
     * @throws IllegalStateException if loss or optimizer is missing
     * @throws IllegalArgumentException if count, rows or targets do not fit
     */
    public double step(R[] inputs, R[] targets, int count) {
        requireReady();
        lastOutputs = model.forward(inputs, count);
        if (outputGradients == null || outputGradients.length < count) {
            outputGradients = RowType.of(inputs).newRows(count, model.outputSize());
        }
        double value = lossOf(lastOutputs, targets, outputGradients, count);
        if (Double.isFinite(value)) {
            model.backward(outputGradients, count);
            for (int i = 0; i < gradientTransforms.size(); i++) {
                gradientTransforms.get(i).apply(model.parameters());
            }
            optimizer.step(model.parameters());
            model.parameters().zeroGradients();
        }
        return value;
    }

    /**
     * Measures loss and metrics in inference mode.
     *
     * @param data the data
     * @return loss and metrics
     * @throws IllegalStateException if the loss is missing
     * @throws IllegalArgumentException if the data does not fit model or loss
     */
    public Evaluation evaluate(Dataset<R> data) {
        requireLoss();
        check("data", data);
        return evaluateChecked(data);
    }

    /**
     * Measures loss and metrics on data that has been checked.
     *
     * @param data the data
     * @return loss and metrics
     */
    Evaluation evaluateChecked(Dataset<R> data) {
        RowType<R> rowType = data.rowType();
        int largest = Math.min(batchSize, data.size());
        R[] inputs = rowType.newReferences(largest);
        R[] targets = rowType.newReferences(largest);
        if (predictions == null || predictions.length < largest) {
            predictions = rowType.newRows(largest, model.outputSize());
        }
        LossAverage average = newAverage();
        Scores<R> scores = newScores(data);
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
        return new Evaluation(average.value(), scores.values());
    }

    /**
     * Begins to measure the metrics.
     *
     * @param data the data to be measured on
     * @return scores without samples
     */
    Scores<R> newScores(Dataset<R> data) {
        boolean classes = data.isLabelled() && model.outputSize() > 1;
        List<Metric> measured =
                metrics.isEmpty() && classes ? List.of(Metrics.accuracy()) : metrics;
        return new Scores<>(measured, data.rowType(), model.outputSize(), data.targetSize());
    }

    /**
     * The outputs of the last step, as they were before its update.
     *
     * @return the model's own rows
     */
    R[] lastOutputs() {
        return lastOutputs;
    }

    /**
     * Begins to measure the loss.
     *
     * @return an average of no batch yet
     */
    LossAverage newAverage() {
        return new LossAverage(loss);
    }

    private double lossOf(R[] outputs, R[] targets, R[] gradients, int count) {
        Object[] out = outputs;
        Object[] want = targets;
        Object[] grad = gradients;
        return out instanceof float[][] floats
                ? loss.evaluate(floats, (float[][]) want, (float[][]) grad, count)
                : loss.evaluate((double[][]) out, (double[][]) want, (double[][]) grad, count);
    }

    private void check(String what, Dataset<R> data) {
        if (data.inputSize() != model.inputSize()) {
            throw new IllegalArgumentException(
                    what
                            + ": found inputs of "
                            + data.inputSize()
                            + " elements, expected "
                            + model.inputSize()
                            + ", the model's input size");
        }
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

    private void requireReady() {
        requireLoss();
        if (optimizer == null) {
            throw new IllegalStateException(
                    "the trainer has no optimizer: call optimizer(...), for example"
                            + " optimizer(Adam.withLearningRate(1e-3))");
        }
    }

    private void requireLoss() {
        if (loss == null) {
            throw new IllegalStateException(
                    "the trainer has no loss: call loss(...), for example"
                            + " loss(Losses.softmaxCrossEntropy())");
        }
    }

    private static int requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " is " + value + ", expected at least 1");
        }
        return value;
    }
}
