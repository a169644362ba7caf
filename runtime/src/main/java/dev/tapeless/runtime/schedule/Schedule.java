package dev.tapeless.runtime.schedule;

import dev.tapeless.runtime.support.Settings;

/**
 * A learning rate as a function of time. {@link Schedules} has the usual ones; they compose:
 *
 * <pre>{@code
 * Schedule schedule = Schedules.warmUp(500).until(500, Schedules.cosine(10_000));
 * Trainer.of(net).optimizer(Adam.withLearningRate(1e-3)).schedule(schedule)...
 * }</pre>
 *
 * <p>One's own is a function: {@code Schedule halving = (initial, step) -> step < 1000 ? initial :
 * initial / 2}. In a loop of one's own, set the rate before each step:
 *
 * <pre>{@code
 * optimizer.setLearningRate(
 *         schedule.rate(optimizer.initialLearningRate(), optimizer.steps()));
 * }</pre>
 */
@FunctionalInterface
public interface Schedule {

    /**
     * The learning rate of one step. A pure function.
     *
     * @param initial the learning rate the optimizer was made with
     * @param step the number of steps done before: 0 for the first. A schedule used by epochs gets
     *     the number of epochs done
     * @return the rate, at least 0 and finite
     */
    double rate(double initial, long step);

    /**
     * This schedule first, then another that begins anew from the initial rate, as PyTorch's {@code
     * SequentialLR}.
     *
     * @param steps how many steps this one lasts, at least 0
     * @param next what follows; its first step is its step 0
     * @return both after one another
     * @throws IllegalArgumentException if the number of steps is negative
     */
    default Schedule until(long steps, Schedule next) {
        Settings.requireAtLeast("steps", steps, 0);
        return (initial, step) ->
                step < steps ? rate(initial, step) : next.rate(initial, step - steps);
    }

    /**
     * Both schedules at once, as PyTorch's {@code ChainedScheduler}: the other one changes the
     * initial rate that this one starts from.
     *
     * @param other another schedule
     * @return this schedule of the other one's rate
     */
    default Schedule times(Schedule other) {
        return (initial, step) -> rate(other.rate(initial, step), step);
    }

    /**
     * The same schedule in larger units: it stays at each of its rates for a number of steps, for
     * example the batches of an epoch.
     *
     * @param steps steps a unit, at least 1
     * @return the slower schedule
     * @throws IllegalArgumentException if the number of steps is not positive
     */
    default Schedule every(long steps) {
        Settings.requireAtLeast("steps", steps, 1);
        return (initial, step) -> rate(initial, step / steps);
    }
}
