package dev.tapeless.runtime.train;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.optimizer.GradientTransform;
import dev.tapeless.runtime.optimizer.Optimizer;
import dev.tapeless.runtime.support.RowType;

import java.util.List;

/**
 * From a batch to better parameters: forward, loss, backward, gradient transforms, update.
 * Allocates nothing after the first batch of the largest size.
 *
 * @param <R> the row type
 */
final class TrainingStep<R> {
    private final Model<R> model;
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
     * Takes a step. If the loss is infinite or not a number, nothing is updated.
     *
     * @param evaluator computes the loss
     * @param transforms what is done to the gradients, in order
     * @param optimizer changes the parameters
     * @param inputs the batch's inputs
     * @param targets the batch's targets
     * @param count how many rows are used
     * @return the loss before the update
     */
    double take(
            Evaluator<R> evaluator,
            List<GradientTransform> transforms,
            Optimizer optimizer,
            R[] inputs,
            R[] targets,
            int count) {
        outputs = model.forward(inputs, count);
        if (outputGradients == null || outputGradients.length < count) {
            outputGradients = RowType.of(inputs).newRows(count, model.outputSize());
        }
        double value = evaluator.lossOf(outputs, targets, outputGradients, count);
        if (Double.isFinite(value)) {
            model.backward(outputGradients, count);
            optimizer.zeroFrozenGradients();
            for (int i = 0; i < transforms.size(); i++) {
                transforms.get(i).apply(model.parameters());
            }
            optimizer.step(model.parameters());
            model.parameters().zeroGradients();
        }
        return value;
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
