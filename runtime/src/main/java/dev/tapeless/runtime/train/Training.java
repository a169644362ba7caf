package dev.tapeless.runtime.train;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.loss.Loss;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model in training: what measures it, what changes it, and how far it has come. It lasts as long
 * as its trainer; each {@code fit} is a {@link TrainingRun} of it.
 *
 * @param <R> the row type
 */
final class Training<R> {
    private final Model<R> model;
    private final TrainingStep<R> step;
    private final Position position = new Position();
    private final List<Metric> metrics = new ArrayList<>();

    private Evaluator<R> evaluator;
    private SingleSample<R> single;

    /** Whether the position comes from a checkpoint and the next run begins there. */
    private boolean resumed;

    /**
     * A training without loss and optimizer yet.
     *
     * @param model the model
     */
    Training(Model<R> model) {
        this.model = model;
        this.step = new TrainingStep<>(model);
    }

    /**
     * What changes the parameters.
     *
     * @return the step, to be told with what
     */
    TrainingStep<R> step() {
        return step;
    }

    /**
     * What measures the loss and the metrics.
     *
     * @return the evaluator
     */
    Evaluator<R> evaluator() {
        return evaluator;
    }

    /**
     * Sets what to make small.
     *
     * @param loss the loss
     */
    void use(Loss loss) {
        evaluator = new Evaluator<>(model, loss, metrics);
    }

    /**
     * Adds something to measure.
     *
     * @param metric the metric
     * @throws IllegalArgumentException if there is one of the same name
     */
    void add(Metric metric) {
        for (Metric other : metrics) {
            if (other.name().equals(metric.name())) {
                throw new IllegalArgumentException(
                        "there is a metric called \"" + metric.name() + "\" already");
            }
        }
        metrics.add(metric);
    }

    /**
     * Refuses data to learn from that does not fit.
     *
     * @param data the data
     * @throws IllegalStateException if loss or optimizer is missing
     * @throws IllegalArgumentException if the data does not fit model or loss
     */
    void check(Dataset<R> data) {
        requireReady();
        evaluator.check("training data", data);
    }

    /**
     * Refuses a stream to learn from that does not fit. Its targets are seen when they come.
     *
     * @param inputSize elements of an input row
     * @throws IllegalStateException if loss or optimizer is missing
     * @throws IllegalArgumentException if the inputs do not fit the model
     */
    void checkInputSize(int inputSize) {
        requireReady();
        evaluator.checkInputSize("training data", inputSize);
    }

    /**
     * Trains on data that has been checked.
     *
     * @param train the data to learn from, closed at the end
     * @param validation the data to evaluate after each epoch
     * @param plan the settings
     * @param checkpoints what writes the plan's checkpoint
     * @return the results
     * @throws IllegalArgumentException if validation data or metrics do not fit; nothing has
     *     changed then
     */
    History run(
            BatchSource<R> train,
            Optional<Dataset<R>> validation,
            TrainingPlan plan,
            TrainingRun.CheckpointWriter checkpoints) {
        validation.ifPresent(data -> evaluator.check("validation data", data));
        evaluator.newScores(train.samples()); // refuses metrics that do not fit
        model.reserve(train.inputs().length);
        step.prepare();
        model.parameters().zeroGradients();
        if (!resumed) {
            position.set(plan.firstEpoch(), 0);
        }
        resumed = false;
        try (train) {
            return new TrainingRun<>(this, plan, position, train, validation, checkpoints).run();
        }
    }

    /**
     * Learns a batch.
     *
     * @param inputs its inputs
     * @param targets its targets
     * @param count how many rows are used
     * @return the loss before the update
     * @throws IllegalStateException if loss or optimizer is missing
     * @throws IllegalArgumentException if count, rows or targets do not fit
     */
    double learn(R[] inputs, R[] targets, int count) {
        requireReady();
        return step.take(evaluator, position.epoch() - 1, inputs, targets, count);
    }

    /**
     * A batch of one, the same one at every call.
     *
     * @param like a row of the type to come
     * @return the batch, to be set
     */
    SingleSample<R> single(R like) {
        if (single == null) {
            single = new SingleSample<>(like);
        }
        return single;
    }

    /**
     * Measures loss and metrics in inference mode.
     *
     * @param data the data
     * @param batchSize samples that are computed at once
     * @return loss and metrics
     * @throws IllegalStateException if the loss is missing
     * @throws IllegalArgumentException if the data does not fit model or loss
     */
    Evaluation evaluate(Dataset<R> data, int batchSize) {
        requireLoss();
        evaluator.check("data", data);
        return evaluator.evaluate(data, batchSize);
    }

    /**
     * All that training goes on from, as it is now.
     *
     * @param batchSize samples a step
     * @param seed the seed of the samples' order
     * @param listeners who remembers something
     * @return the checkpoint, to be saved
     * @throws IllegalStateException if loss or optimizer is missing
     */
    Checkpoint checkpoint(int batchSize, long seed, List<TrainingListener> listeners) {
        requireReady();
        return new Checkpoint(model, step.prepare(), position, batchSize, seed, listeners);
    }

    /**
     * Goes on from a file: the next run begins where it was saved.
     *
     * @param checkpoint this training's checkpoint
     * @param file the file
     * @throws IOException if it cannot be read or does not fit; nothing has changed then
     */
    void resume(Checkpoint checkpoint, Path file) throws IOException {
        checkpoint.load(file);
        resumed = true;
    }

    private void requireReady() {
        requireLoss();
        step.requireOptimizer();
    }

    private void requireLoss() {
        if (evaluator == null) {
            throw new IllegalStateException(
                    "the trainer has no loss: call loss(...), for example"
                            + " loss(Losses.softmaxCrossEntropy())");
        }
    }
}
