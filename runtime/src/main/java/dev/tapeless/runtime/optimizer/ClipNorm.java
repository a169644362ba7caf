package dev.tapeless.runtime.optimizer;

import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.support.Settings;

/**
 * Clips gradients by their global norm, as PyTorch's {@code clip_grad_norm_}: all of them are
 * multiplied by {@code min(1, limit / (norm + 1e-6))}, where the norm is that of all gradients
 * together. Their direction stays. Pascanu, Mikolov and Bengio, "On the difficulty of training
 * recurrent neural networks", 2013.
 *
 * <pre>{@code
 * ClipNorm clip = ClipNorm.to(1);
 * Trainer.of(net).transformGradients(clip)...
 * clip.lastNorm();
 * }</pre>
 */
public final class ClipNorm implements GradientTransform {
    /** PyTorch's guard against a division by zero. */
    private static final double GUARD = 1e-6;

    private final double limit;
    private double lastNorm = Double.NaN;

    private ClipNorm(double limit) {
        this.limit = limit;
    }

    /**
     * A clip.
     *
     * @param limit the norm above which gradients are made smaller, more than 0
     * @return the transform
     * @throws IllegalArgumentException if the limit is not a positive finite number
     */
    public static ClipNorm to(double limit) {
        return new ClipNorm(Settings.requirePositive("norm limit", limit));
    }

    /**
     * Clips.
     *
     * @param parameters the parameters with the gradients of the whole batch
     * @throws ArithmeticException if the norm is infinite or not a number, as no factor could mend
     *     that; no gradient has changed then, and the optimizer must not step
     */
    @Override
    public void apply(Parameters<?> parameters) {
        lastNorm = GradientNorm.of(parameters);
        if (!Double.isFinite(lastNorm)) {
            throw new ArithmeticException(
                    "the norm of the gradients is "
                            + lastNorm
                            + ", expected a finite number (a lower learning rate or scaled inputs"
                            + " often help)");
        }
        double factor = limit / (lastNorm + GUARD);
        if (factor < 1) {
            for (int p = 0; p < parameters.size(); p++) {
                for (Object block : parameters.get(p).gradientBlocks()) {
                    scale(block, factor);
                }
            }
        }
    }

    private static void scale(Object block, double factor) {
        if (block instanceof float[] floats) {
            float single = (float) factor;
            for (int i = 0; i < floats.length; i++) {
                floats[i] *= single;
            }
        } else {
            double[] doubles = (double[]) block;
            for (int i = 0; i < doubles.length; i++) {
                doubles[i] *= factor;
            }
        }
    }

    /**
     * The norm that the gradients had at the last call, before they were clipped.
     *
     * @return the norm; not a number before the first call
     */
    public double lastNorm() {
        return lastNorm;
    }
}
