package dev.tapeless.runtime.train;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Workers;
import dev.tapeless.runtime.optimizer.GradientTransform;
import dev.tapeless.runtime.optimizer.Optimizer;
import dev.tapeless.runtime.optimizer.ParameterGroup;
import dev.tapeless.runtime.schedule.Schedule;
import dev.tapeless.runtime.support.RowType;

import java.util.ArrayList;
import java.util.List;

/**
 * From a batch to better parameters: learning rate, forward, loss, backward, gradient transforms,
 * update. Allocates nothing after the first batch of the largest size.
 *
 * @param <R> the row type
 */
final class TrainingStep<R> {
    private final Model<R> model;
    private final List<ParameterGroup> groups = new ArrayList<>();
    private final List<GradientTransform> transforms = new ArrayList<>();
    private Workers workers = Workers.one();
    private Optimizer optimizer;
    private Schedule schedule;
    private boolean scheduleByEpoch;

    /** Whether the optimizer knows the parameter groups. */
    private boolean grouped;

    private R[] outputs;
    private R[] outputGradients;

    /**
     * Steps of a model.
     *
     * @param model the model
     */
    TrainingStep(Model<R> model) {
        this.model = model;
    }

    /**
     * Sets what changes the parameters.
     *
     * @param newOptimizer the optimizer
     */
    void use(Optimizer newOptimizer) {
        optimizer = newOptimizer;
        grouped = false;
    }

    /**
     * Sets the threads among which a step is divided.
     *
     * @param newWorkers the threads
     */
    void use(Workers newWorkers) {
        workers = newWorkers;
        model.parallel(newWorkers);
    }

    /**
     * Adds parameters with settings of their own.
     *
     * @param group the parameters and their settings
     */
    void add(ParameterGroup group) {
        groups.add(group);
        grouped = false;
    }

    /**
     * Adds something to do to the gradients.
     *
     * @param transform the transform
     */
    void add(GradientTransform transform) {
        transforms.add(transform);
    }

    /**
     * Sets the course of the learning rate.
     *
     * @param newSchedule the schedule
     * @param byEpoch whether it counts epochs instead of steps
     */
    void use(Schedule newSchedule, boolean byEpoch) {
        schedule = newSchedule;
        scheduleByEpoch = byEpoch;
    }

    /**
     * Binds the optimizer to the model's parameters.
     *
     * @return the optimizer
     * @throws IllegalStateException if there is none, or it belongs to other parameters
     * @throws IllegalArgumentException if the groups do not fit the model
     */
    Optimizer prepare() {
        requireOptimizer();
        if (!grouped && !groups.isEmpty()) {
            optimizer.prepare(model.parameters(), groups.toArray(new ParameterGroup[0]));
        }
        grouped = true;
        optimizer.prepare(model.parameters());
        return optimizer;
    }

    /**
     * Makes sure that there is an optimizer.
     *
     * @throws IllegalStateException if there is none
     */
    void requireOptimizer() {
        if (optimizer == null) {
            throw new IllegalStateException(
                    "the trainer has no optimizer: call optimizer(...), for example"
                            + " optimizer(Adam.withLearningRate(1e-3))");
        }
    }

    /**
     * Takes a step. If the loss is infinite or not a number, nothing is updated. Gradients are zero
     * afterwards, also after an exception, so that the next step does not add to a part of this
     * one.
     *
     * @param evaluator computes the loss
     * @param epochsDone what a schedule by epochs goes by
     * @param inputs the batch's inputs
     * @param targets the batch's targets
     * @param count how many rows are used
     * @return the loss before the update
     */
    double take(Evaluator<R> evaluator, int epochsDone, R[] inputs, R[] targets, int count) {
        prepare();
        if (schedule != null) {
            long done = scheduleByEpoch ? epochsDone : optimizer.steps();
            optimizer.setLearningRate(schedule.rate(optimizer.initialLearningRate(), done));
        }
        outputs = model.forward(inputs, count);
        if (outputGradients == null || outputGradients.length < count) {
            outputGradients = RowType.of(inputs).newRows(count, model.outputSize());
        }
        double value = evaluator.lossOf(outputs, targets, outputGradients, count);
        if (Double.isFinite(value)) {
            update(evaluator, count);
        }
        return value;
    }

    private void update(Evaluator<R> evaluator, int count) {
        boolean done = false;
        try {
            evaluator.backward(outputGradients, count);
            optimizer.zeroFrozenGradients();
            for (int i = 0; i < transforms.size(); i++) {
                transforms.get(i).apply(model.parameters());
            }
            optimizer.stepAndZeroGradients(model.parameters(), workers);
            done = true;
        } finally {
            if (!done) {
                model.parameters().zeroGradients();
            }
        }
    }

    /**
     * The outputs of the last step, as they were before its update.
     *
     * @return the model's own rows
     */
    R[] outputs() {
        return outputs;
    }
}
