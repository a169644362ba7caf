package dev.tapeless.runtime.optimizer;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.ShapedBlocks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes parameters by their gradients. Call order:
 *
 * <ol>
 *   <li>optionally {@link #prepare}, which makes room for the state; the first step does it too;
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
 *         float rate = (float) learningRate();
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
    private double learningRate;
    private long steps;
    private Parameters<?> parameters;
    private Map<String, List<ShapedBlocks<?>>> state;

    // The blocks of all parameters one after the other; one of the two lists stays empty.
    private FloatBlock[] floatBlocks = {};
    private DoubleBlock[] doubleBlocks = {};

    /**
     * An optimizer without state.
     *
     * @param learningRate the learning rate, at least 0
     * @throws IllegalArgumentException if it is negative or not finite
     */
    protected Optimizer(double learningRate) {
        this.learningRate = requireNotNegative("learning rate", learningRate);
    }

    /**
     * Names what the optimizer remembers an element, in PyTorch's words where it has them, for
     * example {@code "momentum_buffer"}. Asked once, at {@link #prepare}.
     *
     * @return names in the order in which {@code update} gets the state; empty for no state
     */
    protected abstract List<String> stateNames();

    /**
     * The value that a state starts with.
     *
     * @param stateName one of {@link #stateNames()}
     * @return 0 unless overridden
     */
    protected double initialState(String stateName) {
        return 0;
    }

    /**
     * Checks settings that are only wrong in combination. Called once, at {@link #prepare}.
     *
     * @throws IllegalStateException if they do not go together
     */
    protected void checkSettings() {}

    /**
     * Computes what is the same for all elements of a step, for example bias corrections. It must
     * depend only on the settings, the learning rate and the number given, so that a restored
     * optimizer goes on exactly where the saved one stopped.
     *
     * @param step the step's number, from 1
     */
    protected void beginStep(long step) {}

    /**
     * Updates one block in float arithmetic.
     *
     * @param values the values, to be changed
     * @param gradients their gradients, not to be changed
     * @param blockState for each of {@link #stateNames()} one array of the same length
     */
    protected abstract void update(float[] values, float[] gradients, float[][] blockState);

    /**
     * Updates one block in double arithmetic.
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
     * @param newParameters a model's {@code parameters()}
     * @throws IllegalStateException if this optimizer belongs to other parameters already, or its
     *     settings do not go together
     */
    public final void prepare(Parameters<?> newParameters) {
        if (parameters == newParameters) {
            return;
        }
        if (parameters != null) {
            throw new IllegalStateException(
                    "this "
                            + getClass().getSimpleName()
                            + " optimizer belongs to the parameters it was first used with ("
                            + parameters
                            + ") and keeps state for them; make a new optimizer for "
                            + newParameters);
        }
        checkSettings();
        Map<String, List<ShapedBlocks<?>>> newState = new LinkedHashMap<>();
        for (String name : stateNames()) {
            List<ShapedBlocks<?>> perParameter = new ArrayList<>();
            for (Parameter<?> parameter : newParameters) {
                ShapedBlocks<?> blocks = parameter.zerosLike(parameter.name() + "." + name);
                blocks.fill(initialState(name));
                perParameter.add(blocks);
            }
            newState.put(name, List.copyOf(perParameter));
        }
        List<FloatBlock> floats = new ArrayList<>();
        List<DoubleBlock> doubles = new ArrayList<>();
        for (int p = 0; p < newParameters.size(); p++) {
            collectBlocks(newParameters.get(p), p, newState, floats, doubles);
        }
        floatBlocks = floats.toArray(new FloatBlock[0]);
        doubleBlocks = doubles.toArray(new DoubleBlock[0]);
        state = Collections.unmodifiableMap(newState);
        parameters = newParameters;
    }

    private static void collectBlocks(
            Parameter<?> parameter,
            int index,
            Map<String, List<ShapedBlocks<?>>> state,
            List<FloatBlock> floats,
            List<DoubleBlock> doubles) {
        Object[] values = parameter.blocks();
        Object[] gradients = parameter.gradientBlocks();
        for (int b = 0; b < values.length; b++) {
            List<Object> blockState = new ArrayList<>();
            for (List<ShapedBlocks<?>> perParameter : state.values()) {
                Object[] stateBlocks = perParameter.get(index).blocks();
                blockState.add(stateBlocks[b]);
            }
            if (values[b] instanceof float[] block) {
                floats.add(
                        new FloatBlock(
                                block, (float[]) gradients[b], blockState.toArray(new float[0][])));
            } else {
                doubles.add(
                        new DoubleBlock(
                                (double[]) values[b],
                                (double[]) gradients[b],
                                blockState.toArray(new double[0][])));
            }
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
        prepare(boundParameters);
        steps++;
        beginStep(steps);
        for (FloatBlock block : floatBlocks) {
            update(block.values, block.gradients, block.state);
        }
        for (DoubleBlock block : doubleBlocks) {
            update(block.values, block.gradients, block.state);
        }
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
        if (steps < 0) {
            throw new IllegalArgumentException("steps is " + steps + ", expected at least 0");
        }
        this.steps = steps;
    }

    /**
     * What the optimizer remembers, for checkpoints: for each state's name the numbers of every
     * parameter, in the parameters' order and with their natural shapes. They are live: to restore
     * an optimizer, {@link #prepare} it, set all of them and {@link #setSteps}.
     *
     * @return an unmodifiable map in a fixed order; the numbers in it can be changed
     * @throws IllegalStateException before {@link #prepare} or the first step
     */
    public final Map<String, List<ShapedBlocks<?>>> state() {
        if (state == null) {
            throw new IllegalStateException(
                    "this optimizer has no state yet: call prepare(model.parameters()) first");
        }
        return state;
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
        if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    what + " is " + value + ", expected a finite number of at least 0");
        }
        return value;
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
     * A whole power by repeated squaring: the same bits on every machine, and unlike {@link
     * StrictMath#pow}, which makes arrays, without allocation.
     *
     * @param base the base
     * @param exponent the exponent, at least 0
     * @return base to the power of the exponent
     */
    protected static double power(double base, long exponent) {
        double result = 1;
        double square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    private static final class FloatBlock {
        final float[] values;
        final float[] gradients;
        final float[][] state;

        FloatBlock(float[] values, float[] gradients, float[][] state) {
            this.values = values;
            this.gradients = gradients;
            this.state = state;
        }
    }

    private static final class DoubleBlock {
        final double[] values;
        final double[] gradients;
        final double[][] state;

        DoubleBlock(double[] values, double[] gradients, double[][] state) {
            this.values = values;
            this.gradients = gradients;
            this.state = state;
        }
    }
}
