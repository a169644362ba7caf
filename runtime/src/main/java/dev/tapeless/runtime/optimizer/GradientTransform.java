package dev.tapeless.runtime.optimizer;

import dev.tapeless.runtime.Parameters;

/**
 * Something done to the gradients between backward and the optimizer's step: clipping them, adding
 * a penalty's derivative, looking at their norm.
 *
 * <pre>{@code
 * GradientTransform halve = parameters -> {
 *     for (Parameter<?> parameter : parameters) {
 *         if (parameter.gradientBlocks() instanceof float[][] blocks) {
 *             for (float[] block : blocks) {
 *                 for (int i = 0; i < block.length; i++) {
 *                     block[i] *= 0.5f;
 *                 }
 *             }
 *         }
 *     }
 * };
 * Trainer.of(net).transformGradients(halve)...
 * }</pre>
 *
 * <p>In a loop of one's own, call {@code transform.apply(net.parameters())} before {@code
 * optimizer.step(net.parameters())}.
 */
@FunctionalInterface
public interface GradientTransform {

    /**
     * Changes the gradients (or only reads them). It must not change the values.
     *
     * @param parameters the parameters with the gradients of the whole batch
     */
    void apply(Parameters<?> parameters);
}
