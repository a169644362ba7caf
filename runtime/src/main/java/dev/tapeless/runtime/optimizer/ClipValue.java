package dev.tapeless.runtime.optimizer;

import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.support.Settings;

/**
 * Clips every gradient element to {@code [-limit, limit]}, as PyTorch's {@code clip_grad_value_}.
 * An element that is not a number stays so.
 *
 * <pre>{@code
 * Trainer.of(net).transformGradients(ClipValue.to(0.5))...
 * }</pre>
 */
public final class ClipValue implements GradientTransform {
    private final double limit;

    private ClipValue(double limit) {
        this.limit = limit;
    }

    /**
     * A clip.
     *
     * @param limit the largest size of an element, more than 0
     * @return the transform
     * @throws IllegalArgumentException if the limit is not a positive finite number
     */
    public static ClipValue to(double limit) {
        return new ClipValue(Settings.requirePositive("value limit", limit));
    }

    @Override
    public void apply(Parameters<?> parameters) {
        for (int p = 0; p < parameters.size(); p++) {
            for (Object block : parameters.get(p).gradientBlocks()) {
                clip(block);
            }
        }
    }

    private void clip(Object block) {
        if (block instanceof float[] floats) {
            float most = (float) limit;
            for (int i = 0; i < floats.length; i++) {
                floats[i] = Math.min(Math.max(floats[i], -most), most);
            }
        } else {
            double[] doubles = (double[]) block;
            for (int i = 0; i < doubles.length; i++) {
                doubles[i] = Math.min(Math.max(doubles[i], -limit), limit);
            }
        }
    }
}
