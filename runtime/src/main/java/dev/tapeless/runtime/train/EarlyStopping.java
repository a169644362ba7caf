package dev.tapeless.runtime.train;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.io.TensorSlot;
import dev.tapeless.runtime.support.Settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends training when a number has not become better for some epochs, as Keras's {@code
 * EarlyStopping}: that of the validation data where there is such data, otherwise that of the
 * training data.
 *
 * <pre>{@code
 * Trainer.of(net)
 *         .listener(EarlyStopping.onLoss().patience(5).restoreBest(net))
 *         .epochs(200)
 *         .fit(train, validation);
 * }</pre>
 *
 * <p>An epoch is better if its number is below (for metrics: above) the best one so far by more
 * than the least difference; any number is better than what is not a number. The settings change
 * this object and return it. It has a memory: use a new one for each training. Checkpoints keep
 * that memory.
 */
public final class EarlyStopping implements TrainingListener {
    private final Optional<String> metric;
    private boolean higherIsBetter;
    private int patience;
    private double minDelta;
    private Optional<Snapshot> snapshot = Optional.empty();

    private double best = Double.NaN;
    private long bestEpoch;
    private long waited;

    private EarlyStopping(Optional<String> metric, boolean higherIsBetter) {
        this.metric = metric;
        this.higherIsBetter = higherIsBetter;
    }

    /**
     * Watches the loss.
     *
     * @return early stopping with a patience of 0
     */
    public static EarlyStopping onLoss() {
        return new EarlyStopping(Optional.empty(), false);
    }

    /**
     * Watches a metric that should become high.
     *
     * @param name its name, for example {@code "accuracy"}
     * @return early stopping with a patience of 0
     */
    public static EarlyStopping onMetric(String name) {
        return new EarlyStopping(Optional.of(name), true);
    }

    /**
     * Watches for a low number instead, for example of the metric {@code "mae"}.
     *
     * @return this listener
     */
    public EarlyStopping lowerIsBetter() {
        higherIsBetter = false;
        return this;
    }

    /**
     * Sets how many epochs in a row may be no better than the best one: training ends with the last
     * of them. Default: 0, which like 1 ends it with the first.
     *
     * @param newPatience at least 0
     * @return this listener
     * @throws IllegalArgumentException if it is negative
     */
    public EarlyStopping patience(int newPatience) {
        patience = Settings.requireAtLeast("patience", newPatience, 0);
        return this;
    }

    /**
     * Sets by how much more than nothing an epoch must be better to count as better. Default: 0.
     *
     * @param newMinDelta at least 0
     * @return this listener
     * @throws IllegalArgumentException if it is negative or not a number
     */
    public EarlyStopping minDelta(double newMinDelta) {
        if (!(newMinDelta >= 0)) {
            throw new IllegalArgumentException(
                    "minDelta is " + newMinDelta + ", expected at least 0");
        }
        minDelta = newMinDelta;
        return this;
    }

    /**
     * Gives the model the parameters of its best epoch when training ends, however it ends. A copy
     * of them is kept in memory.
     *
     * @param model the model that is trained
     * @return this listener
     */
    public EarlyStopping restoreBest(Model<?> model) {
        snapshot = Optional.of(new Snapshot(Parameters.withBuffers(model)));
        return this;
    }

    /**
     * The best number so far.
     *
     * @return not a number before the first epoch
     */
    public double best() {
        return best;
    }

    /**
     * The epoch of the best number.
     *
     * @return its number; 0 before the first epoch
     */
    public long bestEpoch() {
        return bestEpoch;
    }

    @Override
    public void onEpochEnd(EpochResult result, TrainingControl control) {
        Evaluation watched = result.validation().orElse(result.training());
        double number = metric.isPresent() ? watched.metric(metric.get()) : watched.loss();
        if (isBetter(number)) {
            best = number;
            bestEpoch = result.epoch();
            waited = 0;
            snapshot.ifPresent(Snapshot::take);
            return;
        }
        waited++;
        if (waited >= patience) {
            control.stop(
                    metric.orElse("loss")
                            + " has not become better for "
                            + waited
                            + (waited == 1 ? " epoch" : " epochs")
                            + "; the best was "
                            + best
                            + " in epoch "
                            + bestEpoch);
        }
    }

    private boolean isBetter(double number) {
        if (bestEpoch == 0 || Double.isNaN(best)) {
            return bestEpoch == 0 || !Double.isNaN(number);
        }
        return higherIsBetter ? number > best + minDelta : number < best - minDelta;
    }

    @Override
    public void onTrainingEnd(History history) {
        if (bestEpoch > 0) {
            snapshot.ifPresent(Snapshot::restore);
        }
    }

    @Override
    public List<TensorSlot> checkpointSlots() {
        String prefix = "listener/earlyStopping." + metric.orElse("loss") + ".";
        List<TensorSlot> slots = new ArrayList<>();
        slots.add(
                TensorSlot.ofLongs(
                        prefix + "epochs",
                        2,
                        () -> new long[] {bestEpoch, waited},
                        EarlyStopping::checkEpochs,
                        read -> {
                            bestEpoch = read[0];
                            waited = read[1];
                        }));
        slots.add(
                TensorSlot.ofDoubles(
                        prefix + "best",
                        1,
                        () -> new double[] {best},
                        read -> read,
                        read -> best = read[0]));
        snapshot.ifPresent(copy -> slots.addAll(copy.slots(prefix)));
        return slots;
    }

    private static long[] checkEpochs(long[] read) {
        if (read[0] < 0 || read[1] < 0) {
            throw new IllegalArgumentException(
                    "found " + read[0] + " and " + read[1] + ", expected at least 0");
        }
        return read;
    }
}
