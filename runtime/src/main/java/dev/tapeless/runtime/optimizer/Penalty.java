package dev.tapeless.runtime.optimizer;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.support.Settings;

import java.util.List;
import java.util.function.Predicate;

/**
 * A penalty on the size of values, whose derivative is added to the gradients: L1, {@code factor *
 * sum of |w|}, which drives values to zero, or L2, {@code factor / 2 * sum of w^2}, which keeps
 * them small. For all parameters, or for some layers.
 *
 * <pre>{@code
 * Trainer.of(net)
 *         .transformGradients(Penalty.l2(1e-4))
 *         .transformGradients(Penalty.l1(1e-5).on("hidden"))...
 * }</pre>
 *
 * <p>L2 has PyTorch's half: the derivative is {@code factor * w}, the same as an optimizer's
 * coupled weight decay (Keras's {@code L2(f)} is {@code f * sum of w^2}: give 2 f here). Put
 * penalties before clipping to clip their sum with the gradients, after it to clip the gradients
 * alone. The loss that training reports does not contain them; {@link #value} computes them.
 *
 * <p>Settings return a new penalty. Use one with one network.
 */
public final class Penalty implements GradientTransform {
    private final double l1;
    private final double l2;
    private final ParameterSelection selection;

    private Parameters<?> parameters;
    private List<Parameter<?>> selected = List.of();

    private Penalty(double l1, double l2, ParameterSelection selection) {
        this.l1 = l1;
        this.l2 = l2;
        this.selection = selection;
    }

    /**
     * The sum of absolute values, on all parameters. Its derivative at zero is zero.
     *
     * @param factor its factor, at least 0
     * @return the penalty
     * @throws IllegalArgumentException if the factor is negative or not finite
     */
    public static Penalty l1(double factor) {
        return new Penalty(
                Settings.requireNotNegative("L1 factor", factor),
                0,
                ParameterSelection.where(parameter -> true));
    }

    /**
     * Half the sum of squares, on all parameters.
     *
     * @param factor its factor, at least 0
     * @return the penalty
     * @throws IllegalArgumentException if the factor is negative or not finite
     */
    public static Penalty l2(double factor) {
        return new Penalty(
                0,
                Settings.requireNotNegative("L2 factor", factor),
                ParameterSelection.where(parameter -> true));
    }

    /**
     * Restricts the penalty to layers or single parameters. A name that the network does not have
     * is refused at the first use.
     *
     * @param names names of layers, for example {@code "hidden"}, or of parameters, for example
     *     {@code "hidden.weight"}
     * @return a new penalty
     * @throws IllegalArgumentException if there is no name
     */
    public Penalty on(String... names) {
        return new Penalty(l1, l2, ParameterSelection.named(names));
    }

    /**
     * Restricts the penalty to the parameters that meet a condition, for example {@code p ->
     * p.name().endsWith(".weight")}.
     *
     * @param condition the condition
     * @return a new penalty
     */
    public Penalty where(Predicate<? super Parameter<?>> condition) {
        return new Penalty(l1, l2, ParameterSelection.where(condition));
    }

    /**
     * Adds the derivative to the gradients.
     *
     * @param newParameters the parameters with the gradients of the whole batch
     * @throws IllegalArgumentException if a name belongs to none of the parameters; no gradient has
     *     changed then
     */
    @Override
    public void apply(Parameters<?> newParameters) {
        select(newParameters);
        for (int p = 0; p < selected.size(); p++) {
            Parameter<?> parameter = selected.get(p);
            Object[] values = parameter.blocks();
            Object[] gradients = parameter.gradientBlocks();
            for (int b = 0; b < values.length; b++) {
                if (values[b] instanceof float[] floats) {
                    add(floats, (float[]) gradients[b]);
                } else {
                    add((double[]) values[b], (double[]) gradients[b]);
                }
            }
        }
    }

    private void add(float[] values, float[] gradients) {
        float factor = (float) (l1 != 0 ? l1 : l2);
        if (l1 != 0) {
            for (int i = 0; i < values.length; i++) {
                gradients[i] += factor * Sign.of(values[i]);
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                gradients[i] += factor * values[i];
            }
        }
    }

    private void add(double[] values, double[] gradients) {
        if (l1 != 0) {
            for (int i = 0; i < values.length; i++) {
                gradients[i] += l1 * Sign.of(values[i]);
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                gradients[i] += l2 * values[i];
            }
        }
    }

    /**
     * The penalty itself, to be added to a loss that is reported.
     *
     * @param newParameters the network's parameters
     * @return the penalty of their values
     * @throws IllegalArgumentException if a name belongs to none of the parameters
     */
    public double value(Parameters<?> newParameters) {
        select(newParameters);
        double sum = 0;
        for (Parameter<?> parameter : selected) {
            for (double value : parameter.values()) {
                sum += l1 * Math.abs(value) + l2 / 2 * value * value;
            }
        }
        return sum;
    }

    private void select(Parameters<?> newParameters) {
        if (parameters != newParameters) {
            selected = selection.from(newParameters);
            parameters = newParameters;
        }
    }
}
