package dev.tapeless.runtime.train;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Workers;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.data.SampleSource;
import dev.tapeless.runtime.io.StoredTensor;
import dev.tapeless.runtime.io.TensorFileException;
import dev.tapeless.runtime.loss.Loss;
import dev.tapeless.runtime.optimizer.GradientTransform;
import dev.tapeless.runtime.optimizer.Optimizer;
import dev.tapeless.runtime.optimizer.ParameterGroup;
import dev.tapeless.runtime.schedule.Schedule;
import dev.tapeless.runtime.support.Settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * <p>Interrupting the thread that is in {@code fit} ends training after the current batch, as
 * {@link TrainingControl#stop} does: the epoch is evaluated and a checkpoint written, {@code fit}
 * returns what was done with {@link History.Outcome#STOPPED}, and the thread stays interrupted.
 *
 * <p>The setters change this trainer and return it. Not thread-safe. A step allocates nothing after
 * the first one with the largest batch.
 *
 * @param <R> the row type, {@code float[]} or {@code double[]}
 */
public final class Trainer<R> {
    private final Training<R> training;
    private final List<TrainingListener> listeners = new ArrayList<>();
    private final Map<String, StoredTensor> beside = new LinkedHashMap<>();

    private int batchSize = 32;
    private int firstEpoch = 1;
    private int epochs = 1;
    private long seed = 42;
    private boolean shuffle = true;
    private int shuffleBuffer = 10_000;
    private Optional<Path> checkpoint = Optional.empty();

    private Trainer(Model<R> model) {
        this.training = new Training<>(model);
    }

    /**
     * A trainer with default settings.
     *
     * @param <R> the row type
     * @param model the model to train
     * @return the trainer
     */
    public static <R> Trainer<R> of(Model<R> model) {
        return new Trainer<>(Objects.requireNonNull(model, "model"));
    }

    /**
     * Sets what to make small. Required.
     *
     * @param newLoss the loss
     * @return this trainer
     */
    public Trainer<R> loss(Loss newLoss) {
        training.use(Objects.requireNonNull(newLoss, "loss"));
        return this;
    }

    /**
     * Sets what changes the parameters. Required. It belongs to this model from the first step on.
     *
     * @param newOptimizer the optimizer
     * @return this trainer
     */
    public Trainer<R> optimizer(Optimizer newOptimizer) {
        training.step().use(Objects.requireNonNull(newOptimizer, "optimizer"));
        return this;
    }

    /**
     * Sets the threads among which steps and evaluations are divided; the model has them from now
     * on, see {@link Model#parallel}. Default: the calling thread does everything. The bits do not
     * depend on it.
     *
     * @param workers the threads
     * @return this trainer
     */
    public Trainer<R> workers(Workers workers) {
        training.step().use(workers);
        return this;
    }

    /**
     * Treats some parameters otherwise than the rest, with what was said before. Default: all are
     * treated alike.
     *
     * @param group the parameters and their settings
     * @return this trainer
     */
    public Trainer<R> parameterGroup(ParameterGroup group) {
        training.step().add(Objects.requireNonNull(group, "parameter group"));
        return this;
    }

    /**
     * Sets the learning rate before each step: a function of the number of steps done. Default: the
     * optimizer's rate stays as it is.
     *
     * @param newSchedule the schedule
     * @return this trainer
     */
    public Trainer<R> schedule(Schedule newSchedule) {
        training.step().use(Objects.requireNonNull(newSchedule, "schedule"), false);
        return this;
    }

    /**
     * Sets the learning rate as a function of the number of epochs done, in place of {@link
     * #schedule}.
     *
     * @param newSchedule the schedule, in epochs
     * @return this trainer
     */
    public Trainer<R> epochSchedule(Schedule newSchedule) {
        training.step().use(Objects.requireNonNull(newSchedule, "schedule"), true);
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
        batchSize = Settings.requireAtLeast("batch size", newBatchSize, 1);
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
        epochs = Settings.requireAtLeast("epochs", newEpochs, 1);
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
        firstEpoch = Settings.requireAtLeast("first epoch", newFirstEpoch, 1);
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
     * Sets how many samples of a stream are kept in memory to be shuffled among each other.
     * Default: 10,000. Datasets are always shuffled as a whole.
     *
     * @param newShuffleBuffer at least 1, which keeps the stream's order
     * @return this trainer
     * @throws IllegalArgumentException if it is less
     */
    public Trainer<R> shuffleBuffer(int newShuffleBuffer) {
        shuffleBuffer = Settings.requireAtLeast("shuffle buffer", newShuffleBuffer, 1);
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
        training.add(Objects.requireNonNull(metric, "metric"));
        return this;
    }

    /**
     * Adds something to do to the gradients before each update, after what was added before.
     *
     * @param transform the transform
     * @return this trainer
     */
    public Trainer<R> transformGradients(GradientTransform transform) {
        training.step().add(Objects.requireNonNull(transform, "gradient transform"));
        return this;
    }

    /**
     * Adds a listener, to be called after those that were added before.
     *
     * @param listener the listener
     * @return this trainer
     */
    public Trainer<R> listener(TrainingListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Writes a checkpoint after each epoch, as {@link #save} does. Default: none.
     *
     * @param file the file, replaced each time; its folder must exist
     * @return this trainer
     */
    public Trainer<R> checkpoint(Path file) {
        checkpoint = Optional.of(Objects.requireNonNull(file, "checkpoint"));
        return this;
    }

    /**
     * Saves tensors with every checkpoint that belong to the model, for example the scales of its
     * inputs.
     *
     * @param tensors tensors by name, with a slash in each name, which begins neither with {@code
     *     optimizer/}, {@code trainer/} nor {@code listener/}
     * @return this trainer
     * @throws IllegalArgumentException if a name is another one
     */
    public Trainer<R> saveBeside(Map<String, StoredTensor> tensors) {
        tensors.keySet().forEach(Checkpoint::checkBeside);
        beside.putAll(tensors);
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
     * @throws java.io.UncheckedIOException if a checkpoint cannot be written
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
     * @throws java.io.UncheckedIOException if a checkpoint cannot be written
     */
    public History fit(Dataset<R> train, Dataset<R> validation) {
        return fit(train, Optional.of(validation));
    }

    private History fit(Dataset<R> train, Optional<Dataset<R>> validation) {
        training.check(train);
        checkCheckpoint();
        TrainingPlan plan = plan();
        return training.run(new DatasetBatches<>(train, plan), validation, plan, this::save);
    }

    /**
     * Trains on a stream, read anew in each epoch. A target that does not fit ends training with an
     * exception when it comes.
     *
     * @param train the samples to learn from
     * @return the results of all epochs
     * @throws IllegalStateException if loss or optimizer is missing, or there is no sample
     * @throws IllegalArgumentException if the samples do not fit model or loss
     * @throws java.io.UncheckedIOException if they cannot be read, or a checkpoint not be written
     */
    public History fit(SampleSource<R> train) {
        return fit(train, Optional.empty());
    }

    /**
     * Trains on a stream, as {@link #fit(SampleSource)}, and evaluates other data after each epoch.
     *
     * @param train the samples to learn from
     * @param validation the data to evaluate; never learnt from
     * @return the results of all epochs
     * @throws IllegalStateException if loss or optimizer is missing, or there is no sample
     * @throws IllegalArgumentException if samples or data do not fit model or loss
     * @throws java.io.UncheckedIOException if they cannot be read, or a checkpoint not be written
     */
    public History fit(SampleSource<R> train, Dataset<R> validation) {
        return fit(train, Optional.of(validation));
    }

    private History fit(SampleSource<R> train, Optional<Dataset<R>> validation) {
        training.checkInputSize(train.inputSize());
        checkCheckpoint();
        TrainingPlan plan = plan();
        return training.run(new StreamBatches<>(train, plan), validation, plan, this::save);
    }

    /** Tells before the first epoch what would be told after it, when the file is written. */
    private void checkCheckpoint() {
        checkpoint.ifPresent(file -> checkpoint().checkPlace(file));
    }

    private TrainingPlan plan() {
        return new TrainingPlan(
                batchSize, firstEpoch, epochs, seed, shuffle, shuffleBuffer, listeners, checkpoint);
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
        return training.learn(inputs, targets, count);
    }

    /**
     * Learns one sample: a {@link #step} of a batch of one.
     *
     * @param input a row of the model's input size
     * @param target its target
     * @return the sample's loss before the update
     * @throws IllegalStateException if loss or optimizer is missing
     * @throws IllegalArgumentException if a row does not fit
     */
    public double learn(R input, R target) {
        SingleSample<R> sample = training.single(input);
        sample.set(input, target);
        return step(sample.input(), sample.target(), 1);
    }

    /**
     * Learns one sample of a class.
     *
     * @param input a row of the model's input size
     * @param label the class index
     * @return the sample's loss before the update
     * @throws IllegalStateException if loss or optimizer is missing
     * @throws IllegalArgumentException if the row does not fit, or the loss takes no such class
     */
    public double learn(R input, int label) {
        SingleSample<R> sample = training.single(input);
        sample.set(input, label);
        return step(sample.input(), sample.target(), 1);
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
        return training.evaluate(data, batchSize);
    }

    /**
     * Saves everything that training goes on from as one safetensors file, atomically: parameters,
     * optimizer state and learning rate, the generator of noise, how far training has come, and
     * what listeners remember. May be called at any time, also by a listener during training.
     * {@link dev.tapeless.runtime.io.SafeTensors#load(Path, Model)} takes the parameters alone from
     * it.
     *
     * @param file the file, replaced if it exists; its folder must exist
     * @throws IllegalStateException if loss or optimizer is missing
     * @throws IOException if it cannot be written; the old file then stays
     */
    public void save(Path file) throws IOException {
        checkpoint().save(file, beside);
    }

    /**
     * Goes on from a checkpoint: the next {@code fit} begins where it was saved, within an epoch if
     * need be, and gives the same bits as if training had not been interrupted. Model, optimizer,
     * batch size, seed and listeners must be set up as they were. (The loss and metrics that are
     * reported for an epoch that was interrupted are those of its rest.)
     *
     * @param file the file
     * @return this trainer
     * @throws IllegalStateException if loss or optimizer is missing
     * @throws TensorFileException if the file is not valid or does not fit, for example comes from
     *     another network or optimizer; the message names the tensors and both shapes, and nothing
     *     has changed
     * @throws IOException if it cannot be read
     */
    public Trainer<R> load(Path file) throws IOException {
        training.resume(checkpoint(), file);
        return this;
    }

    private Checkpoint checkpoint() {
        return training.checkpoint(batchSize, seed, listeners);
    }
}
