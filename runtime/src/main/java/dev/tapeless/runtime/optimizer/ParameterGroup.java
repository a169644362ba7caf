package dev.tapeless.runtime.optimizer;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.support.Settings;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Parameters that an optimizer treats otherwise than the rest: with a learning rate or weight decay
 * of their own, or not at all. What PyTorch does with {@code param_groups} and {@code
 * requires_grad}.
 *
 * <pre>{@code
 * optimizer.prepare(
 *         net.parameters(),
 *         ParameterGroup.of("embedding").frozen(),
 *         ParameterGroup.of("hidden1", "hidden2").rateFactor(0.1),
 *         ParameterGroup.where(p -> p.name().startsWith("out.")).weightDecay(0));
 * }</pre>
 *
 * <p>Immutable. A parameter is in one group at most; those in none have the optimizer's own
 * settings.
 */
public final class ParameterGroup {
    private final ParameterSelection selection;
    private final double rateFactor;
    private final OptionalDouble weightDecay;
    private final boolean frozen;

    private ParameterGroup(
            ParameterSelection selection,
            double rateFactor,
            OptionalDouble weightDecay,
            boolean frozen) {
        this.selection = selection;
        this.rateFactor = rateFactor;
        this.weightDecay = weightDecay;
        this.frozen = frozen;
    }

    /**
     * A group of layers or single parameters.
     *
     * @param names names of layers, for example {@code "hidden"}, or of parameters, for example
     *     {@code "hidden.bias"}
     * @return a group that differs in nothing yet
     * @throws IllegalArgumentException if there is no name
     */
    public static ParameterGroup of(String... names) {
        return of(ParameterSelection.named(names));
    }

    /**
     * A group of the parameters that meet a condition.
     *
     * @param condition the condition
     * @return a group that differs in nothing yet
     */
    public static ParameterGroup where(Predicate<? super Parameter<?>> condition) {
        return of(ParameterSelection.where(condition));
    }

    private static ParameterGroup of(ParameterSelection selection) {
        return new ParameterGroup(selection, 1, OptionalDouble.empty(), false);
    }

    /**
     * Sets the group's learning rate relative to the optimizer's, so that it follows every
     * schedule. Default: 1. (A PyTorch group of rate r in an optimizer of rate R has the factor r /
     * R.)
     *
     * @param newRateFactor at least 0
     * @return a new group with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public ParameterGroup rateFactor(double newRateFactor) {
        double factor = Settings.requireNotNegative("rate factor", newRateFactor);
        return new ParameterGroup(selection, factor, weightDecay, frozen);
    }

    /**
     * Sets the group's weight decay. Default: the optimizer's.
     *
     * @param newWeightDecay at least 0
     * @return a new group with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public ParameterGroup weightDecay(double newWeightDecay) {
        double decay = Settings.requireNotNegative("weight decay", newWeightDecay);
        return new ParameterGroup(selection, rateFactor, OptionalDouble.of(decay), frozen);
    }

    /**
     * Leaves the group's parameters, and what the optimizer remembers about them, as they are:
     * neither gradients nor weight decay touch them.
     *
     * @return a new group that is not trained
     */
    public ParameterGroup frozen() {
        return new ParameterGroup(selection, rateFactor, weightDecay, true);
    }

    /**
     * The learning rate relative to the optimizer's.
     *
     * @return the factor
     */
    public double rateFactor() {
        return rateFactor;
    }

    /**
     * The group's own weight decay.
     *
     * @return empty for the optimizer's
     */
    public OptionalDouble weightDecay() {
        return weightDecay;
    }

    /**
     * Whether the group is left as it is.
     *
     * @return whether it is not trained
     */
    public boolean isFrozen() {
        return frozen;
    }

    /**
     * The group's members.
     *
     * @param parameters all parameters of a network
     * @return the members in the parameters' order, at least one
     * @throws IllegalArgumentException if a name belongs to no parameter, or none meets the
     *     condition; the message lists the names there are
     */
    List<Parameter<?>> members(Iterable<? extends Parameter<?>> parameters) {
        return selection.from(parameters);
    }

    /**
     * Who is in the group.
     *
     * @return for example {@code group [hidden, out.bias]}
     */
    @Override
    public String toString() {
        return "group " + selection;
    }
}
