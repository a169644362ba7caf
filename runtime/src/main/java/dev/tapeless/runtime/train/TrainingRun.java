package dev.tapeless.runtime.train;

import dev.tapeless.runtime.data.Dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call of {@code fit}: epochs of batches, with their listeners and results.
 *
 * @param <R> the row type
 */
final class TrainingRun<R> {
    private static final System.Logger LOGGER = System.getLogger(Trainer.class.getName());

    private final Training<R> training;
    private final TrainingPlan plan;
    private final Position position;
    private final BatchSource<R> train;
    private final Optional<Dataset<R>> validation;
    private final CheckpointWriter checkpoints;
    private final TrainingControl control = new TrainingControl();

    /** The batch that ended the run, if its loss was infinite or not a number. */
    private Optional<BatchResult> failure = Optional.empty();

    /**
     * A run that has not begun.
     *
     * @param training whose steps are taken
     * @param plan the settings
     * @param position where to begin; it goes on with the run
     * @param train batches that fit the training's model
     * @param validation data that fits model and loss, to be evaluated after each epoch
     * @param checkpoints what writes the plan's checkpoint
     */
    TrainingRun(
            Training<R> training,
            TrainingPlan plan,
            Position position,
            BatchSource<R> train,
            Optional<Dataset<R>> validation,
            CheckpointWriter checkpoints) {
        this.training = training;
        this.plan = plan;
        this.position = position;
        this.train = train;
        this.validation = validation;
        this.checkpoints = checkpoints;
    }

    /**
     * Trains.
     *
     * @return the results
     */
    History run() {
        List<EpochResult> results = new ArrayList<>();
        while (position.epoch() <= plan.epochs() && goesOn()) {
            runEpoch(position.epoch()).ifPresent(results::add);
        }
        History history = history(results);
        if (failure.isPresent()) {
            LOGGER.log(System.Logger.Level.WARNING, history.reason());
        }
        for (TrainingListener listener : plan.listeners()) {
            listener.onTrainingEnd(history);
        }
        return history;
    }

    /** An interruption stops training between two batches; the flag is the caller's, and stays. */
    private boolean goesOn() {
        if (Thread.currentThread().isInterrupted()) {
            control.stop("the thread was interrupted");
        }
        return failure.isEmpty() && control.stopReason() == null;
    }

    /**
     * Gives nothing if the epoch was stopped before its first batch, a batch's loss failed, or the
     * epoch had come to its end when the checkpoint was saved from which this run goes on.
     */
    private Optional<EpochResult> runEpoch(int epoch) {
        train.begin(epoch);
        EpochStart start = new EpochStart(epoch, plan.epochs(), train.batches(), train.size());
        for (TrainingListener listener : plan.listeners()) {
            listener.onEpochStart(start, control);
        }
        if (!goesOn()) {
            return Optional.empty();
        }
        for (long skipped = 0; skipped < position.batches(); skipped++) {
            train.next();
        }
        LossAverage average = training.evaluator().newAverage();
        Scores<R> scores = training.evaluator().newScores(train.samples());
        long first = position.batches();
        boolean complete = runBatches(epoch, average, scores);
        if (failure.isPresent()) {
            return Optional.empty();
        }
        if (position.batches() == first) {
            position.epochDone();
            return Optional.empty();
        }
        EpochResult result =
                new EpochResult(
                        epoch,
                        plan.epochs(),
                        average.evaluation(scores.values()),
                        validation.map(this::evaluate));
        for (TrainingListener listener : plan.listeners()) {
            listener.onEpochEnd(result, control);
        }
        if (complete) {
            position.epochDone();
        }
        plan.checkpoint().ifPresent(this::save);
        return Optional.of(result);
    }

    private Evaluation evaluate(Dataset<R> data) {
        return training.evaluator().evaluate(data, plan.batchSize());
    }

    private void save(Path file) {
        try {
            checkpoints.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoint could not be written: " + file, e);
        }
    }

    /** Gives whether the epoch came to its end. */
    private boolean runBatches(int epoch, LossAverage average, Scores<R> scores) {
        while (goesOn()) {
            int count = train.next();
            if (count == 0) {
                return true;
            }
            runBatch(epoch, count, average, scores);
        }
        return train.batches() > 0 && position.batches() == train.batches();
    }

    /** Allocates nothing unless somebody wants to know the result. */
    private void runBatch(int epoch, int count, LossAverage average, Scores<R> scores) {
        double loss = training.learn(train.inputs(), train.targets(), count);
        if (!Double.isFinite(loss)) {
            BatchResult result = batchResult(epoch, position.batches() + 1, count, loss);
            failure = Optional.of(result);
            for (TrainingListener listener : plan.listeners()) {
                listener.onNonFiniteLoss(result);
            }
            return;
        }
        position.batchDone();
        average.add(loss);
        scores.add(training.step().outputs(), train.targets(), count);
        if (!plan.listeners().isEmpty()) {
            BatchResult result = batchResult(epoch, position.batches(), count, loss);
            for (TrainingListener listener : plan.listeners()) {
                listener.onBatchEnd(result, control);
            }
        }
    }

    private BatchResult batchResult(int epoch, long batch, int count, double loss) {
        return new BatchResult(
                epoch, plan.epochs(), Math.toIntExact(batch), train.batches(), count, loss);
    }

    private History history(List<EpochResult> results) {
        if (failure.isPresent()) {
            BatchResult batch = failure.get();
            return new History(
                    results,
                    History.Outcome.NON_FINITE_LOSS,
                    "the loss was "
                            + batch.loss()
                            + " in batch "
                            + batch.batch()
                            + " of epoch "
                            + batch.epoch()
                            + "; training ended, and the parameters are as they were before that"
                            + " batch (a lower learning rate or scaled inputs often help)");
        }
        if (control.stopReason() != null) {
            return new History(results, History.Outcome.STOPPED, control.stopReason());
        }
        return new History(results, History.Outcome.COMPLETED, "all epochs were done");
    }

    /** Writes a checkpoint of the run as it is. */
    interface CheckpointWriter {

        /**
         * Writes it.
         *
         * @param file the file, replaced if it exists
         * @throws IOException if it cannot be written
         */
        void save(Path file) throws IOException;
    }
}
