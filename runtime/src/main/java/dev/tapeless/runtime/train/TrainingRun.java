package dev.tapeless.runtime.train;

import dev.tapeless.runtime.RandomStream;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.support.Permutation;

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

    /** Draws of the samples' order; layers draw from streams of small numbers. */
    private static final int SHUFFLE_STREAM = 0x53484646;

    private final Trainer<R> trainer;
    private final TrainingPlan plan;
    private final Dataset<R> train;
    private final Optional<Dataset<R>> validation;
    private final TrainingControl control = new TrainingControl();
    private final int[] order;
    private final R[] inputs;
    private final R[] targets;

    /** The batch that ended the run, if its loss was infinite or not a number. */
    private Optional<BatchResult> failure = Optional.empty();

    /**
     * A run that has not begun.
     *
     * @param trainer whose steps are taken
     * @param plan the settings
     * @param train data that fits the trainer's model and loss
     * @param validation the same, to be evaluated after each epoch
     */
    TrainingRun(
            Trainer<R> trainer,
            TrainingPlan plan,
            Dataset<R> train,
            Optional<Dataset<R>> validation) {
        int batch = Math.min(plan.batchSize(), train.size());
        this.trainer = trainer;
        this.plan = plan;
        this.train = train;
        this.validation = validation;
        this.order = new int[train.size()];
        this.inputs = train.rowType().newReferences(batch);
        this.targets = train.rowType().newReferences(batch);
    }

    /**
     * Trains.
     *
     * @return the results
     */
    History run() {
        List<EpochResult> results = new ArrayList<>();
        for (int epoch = plan.firstEpoch(); epoch <= plan.epochs() && goesOn(); epoch++) {
            runEpoch(epoch).ifPresent(results::add);
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

    private boolean goesOn() {
        return failure.isEmpty() && control.stopReason() == null;
    }

    /** Gives nothing if the epoch was stopped before its first batch or a batch's loss failed. */
    private Optional<EpochResult> runEpoch(int epoch) {
        if (plan.shuffle()) {
            Permutation.shuffle(order, RandomStream.key(plan.seed(), epoch, SHUFFLE_STREAM, 0));
        } else {
            Permutation.identity(order);
        }
        int batches = (order.length + inputs.length - 1) / inputs.length;
        EpochStart start = new EpochStart(epoch, plan.epochs(), batches, order.length);
        for (TrainingListener listener : plan.listeners()) {
            listener.onEpochStart(start, control);
        }
        if (!goesOn()) {
            return Optional.empty();
        }
        LossAverage average = trainer.newAverage();
        Scores<R> scores = trainer.newScores(train);
        for (int batch = 1; batch <= batches && goesOn(); batch++) {
            runBatch(epoch, batch, batches, average, scores);
        }
        if (failure.isPresent()) {
            return Optional.empty();
        }
        EpochResult result =
                new EpochResult(
                        epoch,
                        plan.epochs(),
                        new Evaluation(average.value(), scores.values()),
                        validation.map(trainer::evaluateChecked));
        for (TrainingListener listener : plan.listeners()) {
            listener.onEpochEnd(result, control);
        }
        return Optional.of(result);
    }

    /** Allocates nothing unless somebody wants to know the result. */
    private void runBatch(
            int epoch, int batch, int batches, LossAverage average, Scores<R> scores) {
        int count = gather((batch - 1) * inputs.length);
        double loss = trainer.step(inputs, targets, count);
        if (!Double.isFinite(loss)) {
            BatchResult result = new BatchResult(epoch, plan.epochs(), batch, batches, count, loss);
            failure = Optional.of(result);
            for (TrainingListener listener : plan.listeners()) {
                listener.onNonFiniteLoss(result);
            }
            return;
        }
        average.add(loss);
        scores.add(trainer.lastOutputs(), targets, count);
        if (!plan.listeners().isEmpty()) {
            BatchResult result = new BatchResult(epoch, plan.epochs(), batch, batches, count, loss);
            for (TrainingListener listener : plan.listeners()) {
                listener.onBatchEnd(result, control);
            }
        }
    }

    private int gather(int start) {
        int count = Math.min(inputs.length, order.length - start);
        for (int i = 0; i < count; i++) {
            inputs[i] = train.input(order[start + i]);
            targets[i] = train.target(order[start + i]);
        }
        return count;
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
}
