package dev.tapeless.runtime.optimizer;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.ShapedBlocks;
import dev.tapeless.runtime.Workers;
import dev.tapeless.runtime.math.Elementary;
import dev.tapeless.runtime.support.Settings;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Changes parameters by their gradients. Call order:
 *
 * <ol>
 *   <li>optionally {@link #prepare(Parameters)}, which makes room for the state; the first step
 *       does it too; {@link #prepare(Parameters, ParameterGroup...)} gives some parameters settings
 *       of their own;
 *   <li>any number of {@link #step}, each after a backward; gradients are not cleared by it;
 *   <li>between steps, {@link #setLearningRate} as a schedule wants it.
 * </ol>
 *
 * <p>An optimizer belongs to the parameters it was first used with; another network needs another
 * optimizer. A step allocates nothing. Float networks are updated in float arithmetic, double
 * networks in double. Not thread-safe.
 *
 * <p>An optimizer's own settings (momentum and the like) are fixed: each setter returns a new
 * optimizer with that setting and without any state.
 *
 * <p>A subclass names its state, computes the step's constants in {@link #beginStep}, and writes
 * its formula as one elementwise loop in each precision. Plain descent with the sign of the
 * gradient, for example:
 *
 * <pre>{@code
 * final class SignDescent extends Optimizer {
 *     SignDescent(double learningRate) { super(learningRate); }
 *
 *     protected List<String> stateNames() { return List.of(); }
 *
 *     protected void update(float[] values, float[] gradients, float[][] state) {
 *         float rate = (float) rate();
 *         for (int i = 0; i < values.length; i++) {
 *             values[i] -= rate * Math.signum(gradients[i]);
 *         }
 *     }
 *
 *     protected void update(double[] values, double[] gradients, double[][] state) { ... }
 * }
 * }</pre>
 */
public abstract class Optimizer {
    /** What a number is worth in multiply-adds: a step moves several and takes a root. */
    private static final int WORK = 16;

    private final Consumer<BlockGroup.Share> updating = this::update;
    private final Consumer<BlockGroup.Share> updatingAndZeroing = this::updateAndZeroGradients;
    private final double initialLearningRate;
    private final double weightDecay;
    private final boolean hasWeightDecay;
    private double learningRate;
    private long steps;
    private Binding binding;

    // What rate() and decay() return: those of the group whose turn it is.
    private double groupRate;
    private double groupDecay;

    /**
     * An optimizer without state and without weight decay.
     *
     * @param learningRate the learning rate, at least 0
     * @throws IllegalArgumentException if it is negative or not finite
     */
    protected Optimizer(double learningRate) {
        this(learningRate, 0, false);
    }

    /**
     * An optimizer without state whose formula has a weight decay, see {@link #decay()}.
     *
     * @param learningRate the learning rate, at least 0
     * @param weightDecay the weight decay, at least 0
     * @throws IllegalArgumentException if one is negative or not finite
     */
    protected Optimizer(double learningRate, double weightDecay) {
        this(learningRate, weightDecay, true);
    }

    private Optimizer(double learningRate, double weightDecay, boolean hasWeightDecay) {
        this.learningRate = requireNotNegative("learning rate", learningRate);
        this.initialLearningRate = learningRate;
        this.weightDecay = requireNotNegative("weight decay", weightDecay);
        this.hasWeightDecay = hasWeightDecay;
        this.groupRate = learningRate;
        this.groupDecay = weightDecay;
    }

    /**
     * Names what the optimizer remembers an element, in PyTorch's words where it has them, for
     * example {@code "momentum_buffer"}. Asked once, at {@link #prepare(Parameters)}.
     *
     * @return names in the order in which {@code update} gets the state; empty for no state
     */
    protected abstract List<String> stateNames();

    /**
     * The value that a state starts with. {@link #rate()} is that of the state's group.
     *
     * @param stateName one of {@link #stateNames()}
     * @return 0 unless overridden
     */
    protected double initialState(String stateName) {
        return 0;
    }

    /**
     * Checks settings that are only wrong in combination. Called once, at {@link
     * #prepare(Parameters)}.
     *
     * @throws IllegalStateException if they do not go together
     */
    protected void checkSettings() {}

    /**
     * Computes what is the same for all elements of a group in a step, for example bias
     * corrections: called once a step and group. It must depend only on the settings, {@link
     * #rate()}, {@link #decay()} and the number given, so that a restored optimizer goes on exactly
     * where the saved one stopped.
     *
     * @param step the step's number, from 1
     */
    protected void beginStep(long step) {}

    /**
     * Updates one block in float arithmetic. Where a step has several threads, they update
     * different blocks at the same time: it changes nothing but what it is given.
     *
     * @param values the values, to be changed
     * @param gradients their gradients, not to be changed
     * @param blockState for each of {@link #stateNames()} one array of the same length
     */
    protected abstract void update(float[] values, float[] gradients, float[][] blockState);

    /**
     * Updates one block in double arithmetic, as the other does in float.
     *
     * @param values the values, to be changed
     * @param gradients their gradients, not to be changed
     * @param blockState for each of {@link #stateNames()} one array of the same length
     */
    protected abstract void update(double[] values, double[] gradients, double[][] blockState);

    /**
     * Binds this optimizer to a network's parameters and makes room for its state. Calling it again
     * with the same parameters changes nothing.
     *
     * @param parameters a model's {@code parameters()}
     * @throws IllegalStateException if this optimizer belongs to other parameters already, or its
     *     settings do not go together
     */
    public final void prepare(Parameters<?> parameters) {
        if (binding == null || binding.parameters() != parameters) {
            prepare(parameters, List.of());
        }
    }

    /**
     * Binds this optimizer to a network's parameters and gives some of them settings of their own.
     * Calling it again with the same parameters keeps the state and replaces the groups, for
     * example to thaw a frozen layer; no group at all treats all parameters alike.
     *
     * @param parameters a model's {@code parameters()}
     * @param groups the groups, each with members that no other one has
     * @throws IllegalStateException if this optimizer belongs to other parameters already, or its
     *     settings do not go together
     * @throws IllegalArgumentException if a group has no members, a parameter is in two groups, or
     *     a group has a weight decay and this optimizer's formula has none; nothing has changed
     *     then
     */
    public final void prepare(Parameters<?> parameters, ParameterGroup... groups) {
        prepare(parameters, List.of(groups));
    }

    private void prepare(Parameters<?> parameters, List<ParameterGroup> groups) {
        for (ParameterGroup group : groups) {
            if (group.weightDecay().isPresent() && !hasWeightDecay) {
                throw new IllegalArgumentException(
                        group
                                + " has a weight decay, and "
                                + getClass().getSimpleName()
                                + " has none; use a penalty on the gradients instead");
            }
        }
        if (binding != null) {
            requireBound(parameters);
            binding.divide(groups);
            return;
        }
        checkSettings();
        Binding created = Binding.of(parameters, stateNames());
        created.divide(groups);
        created.state().forEach(this::fillInitially);
        for (BlockGroup group : created.groups()) {
            enter(group);
            initialise(group);
        }
        binding = created;
    }

    /** All of it, as a frozen parameter may be thawed later; groups of another rate then follow. */
    private void fillInitially(String name, List<ShapedBlocks<?>> perParameter) {
        groupRate = learningRate;
        perParameter.forEach(blocks -> blocks.fill(initialState(name)));
    }

    private void initialise(BlockGroup group) {
        List<String> names = stateNames();
        for (int s = 0; s < names.size(); s++) {
            group.fillState(s, initialState(names.get(s)));
        }
    }

    private void requireBound(Parameters<?> parameters) {
        if (binding.parameters() != parameters) {
            throw new IllegalStateException(
                    "this "
                            + getClass().getSimpleName()
                            + " optimizer belongs to the parameters it was first used with ("
                            + binding.parameters()
                            + ") and keeps state for them; make a new optimizer for "
                            + parameters);
        }
    }

    /**
     * Changes the parameters by their gradients. The gradients stay as they are; clear them with
     * {@link Parameters#zeroGradients()} before the next backward.
     *
     * @param boundParameters a model's {@code parameters()}, the same at every call
     * @throws IllegalStateException if this optimizer belongs to other parameters, or at the first
     *     call if its settings do not go together
     */
    public final void step(Parameters<?> boundParameters) {
        step(boundParameters, Workers.one());
    }

    /**
     * Changes the parameters by their gradients, as {@link #step(Parameters)} and with the same
     * bits, by several threads: each changes some blocks.
     *
     * @param boundParameters a model's {@code parameters()}, the same at every call
     * @param workers the threads
     * @throws IllegalStateException if this optimizer belongs to other parameters, or at the first
     *     call if its settings do not go together
     */
    public final void step(Parameters<?> boundParameters, Workers workers) {
        step(boundParameters, workers, updating);
    }

    /**
     * Changes the parameters by their gradients and sets all gradients to zero: {@link
     * #step(Parameters, Workers)} and {@link Parameters#zeroGradients()} in one pass over memory,
     * as each gradient is set to zero while it is still in the processor's first cache.
     *
     * @param boundParameters a model's {@code parameters()}, the same at every call
     * @param workers the threads
     * @throws IllegalStateException if this optimizer belongs to other parameters, or at the first
     *     call if its settings do not go together
     */
    public final void stepAndZeroGradients(Parameters<?> boundParameters, Workers workers) {
        step(boundParameters, workers, updatingAndZeroing);
        zeroFrozenGradients();
    }

    private void step(
            Parameters<?> boundParameters, Workers workers, Consumer<BlockGroup.Share> task) {
        prepare(boundParameters);
        steps++;
        List<BlockGroup> groups = binding.groups();
        for (int g = 0; g < groups.size(); g++) { // an iterator would be allocated
            BlockGroup group = groups.get(g);
            enter(group);
            beginStep(steps);
            workers.run(group.divide(workers.parts(group.elements * WORK)), task);
        }
    }

    private void update(BlockGroup.Share share) {
        share.update(this);
    }

    private void updateAndZeroGradients(BlockGroup.Share share) {
        share.updateAndZeroGradients(this);
    }

    /**
     * Sets the gradients of frozen parameters to zero, so that what looks at all gradients, a norm
     * for example, sees those that count. A trainer does it before its gradient transforms; without
     * frozen groups it does nothing.
     */
    public final void zeroFrozenGradients() {
        if (binding != null) {
            List<Parameter<?>> frozen = binding.frozen();
            for (int p = 0; p < frozen.size(); p++) {
                frozen.get(p).zeroGradient();
            }
        }
    }

    private void enter(BlockGroup group) {
        groupRate = learningRate * group.rateFactor;
        groupDecay = group.weightDecay.isPresent() ? group.weightDecay.getAsDouble() : weightDecay;
    }

    /**
     * The learning rate of the blocks whose turn it is: the optimizer's, times their group's
     * factor.
     *
     * @return the rate that formulas take
     */
    protected final double rate() {
        return groupRate;
    }

    /**
     * The weight decay of the blocks whose turn it is: their group's, or the optimizer's.
     *
     * @return the decay that formulas take; 0 for optimizers without
     */
    protected final double decay() {
        return groupDecay;
    }

    /**
     * The weight decay of the parameters that are in no group with one of its own.
     *
     * @return 0 for optimizers without
     */
    public final double weightDecay() {
        return weightDecay;
    }

    /**
     * The learning rate that this optimizer was made with: where a schedule begins.
     *
     * @return the rate
     */
    public final double initialLearningRate() {
        return initialLearningRate;
    }

    /**
     * The learning rate of the next step.
     *
     * @return the rate
     */
    public final double learningRate() {
        return learningRate;
    }

    /**
     * Sets the learning rate from the next step on.
     *
     * @param learningRate the rate, at least 0
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public final void setLearningRate(double learningRate) {
        this.learningRate = requireNotNegative("learning rate", learningRate);
    }

    /**
     * The number of steps taken.
     *
     * @return 0 at first
     */
    public final long steps() {
        return steps;
    }

    /**
     * Sets the number of steps taken, from a checkpoint.
     *
     * @param steps the number, at least 0
     * @throws IllegalArgumentException if it is negative
     */
    public final void setSteps(long steps) {
        this.steps = Settings.requireAtLeast("steps", steps, 0);
    }

    /**
     * What the optimizer remembers, for checkpoints: for each state's name the numbers of every
     * parameter, in the parameters' order and with their natural shapes. They are live: to restore
     * an optimizer, {@link #prepare(Parameters)} it, set all of them and {@link #setSteps}.
     *
     * @return an unmodifiable map in a fixed order; the numbers in it can be changed
     * @throws IllegalStateException before {@link #prepare(Parameters)} or the first step
     */
    public final Map<String, List<ShapedBlocks<?>>> state() {
        if (binding == null) {
            throw new IllegalStateException(
                    "this optimizer has no state yet: call prepare(model.parameters()) first");
        }
        return binding.state();
    }

    /**
     * Checks a setting that may be zero.
     *
     * @param what its name, for the message
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException if it is negative or not finite
     */
    protected static double requireNotNegative(String what, double value) {
        return Settings.requireNotNegative(what, value);
    }

    /**
     * Checks a setting that is a rate of decay.
     *
     * @param what its name, for the message
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException if it is not at least 0 and less than 1
     */
    protected static double requireDecay(String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    what + " is " + value + ", expected at least 0 and less than 1");
        }
        return value;
    }

    /**
     * A whole power, for bias corrections: {@link Elementary#power}.
     *
     * @param base the base
     * @param exponent the exponent, at least 0
     * @return base to the power of the exponent
     */
    protected static double power(double base, long exponent) {
        return Elementary.power(base, exponent);
    }
}
