package dev.tapeless.runtime;

import java.util.Arrays;

/**
 * One learned array of a network, for example a dense layer's weight, with its gradient.
 *
 * <p>Names and natural shapes are PyTorch's: {@code "hidden.weight"} is {@code [units, inputs]} and
 * {@code "hidden.bias"} is {@code [units]}. How the numbers lie in memory is the network's affair
 * (see {@link ShapedBlocks}); only optimizers, which treat all elements alike, look at the blocks.
 *
 * <pre>{@code
 * net.hidden.weights().get(3, 17);        // from input 17 to unit 3
 * net.hidden.bias().setAll(0.5, -0.5);
 * }</pre>
 *
 * @param <R> the block type, {@code float[]} or {@code double[]}
 */
public final class Parameter<R> {
    private final ShapedBlocks<R> values;
    private final ShapedBlocks<R> gradients;

    private Parameter(ShapedBlocks<R> values, ShapedBlocks<R> gradients) {
        if (!values.isLike(gradients)) {
            throw new IllegalArgumentException(
                    values.name()
                            + ": the block of the gradients must be as long as that of the"
                            + " values");
        }
        this.values = values;
        this.gradients = gradients;
    }

    /**
     * A parameter of a network in single precision.
     *
     * @param name its full name, {@code layer.weight} or alike
     * @param shape its natural shape
     * @param storageOrder the natural dimension at each storage dimension, outermost first
     * @param blocks the values' storage, not copied
     * @param gradientBlocks the gradients' storage, not copied, of the same structure
     * @return the parameter
     * @throws IllegalArgumentException if order or blocks do not fit the shape
     */
    public static Parameter<float[]> ofFloats(
            String name,
            int[] shape,
            int[] storageOrder,
            float[][] blocks,
            float[][] gradientBlocks) {
        StorageLayout layout = new StorageLayout(name, shape, storageOrder);
        checkSameBlocks(name, blocks.length, gradientBlocks.length);
        return new Parameter<>(
                ShapedBlocks.ofFloats(layout, blocks),
                ShapedBlocks.ofFloats(layout, gradientBlocks));
    }

    /**
     * A parameter of a network in double precision.
     *
     * @param name its full name, {@code layer.weight} or alike
     * @param shape its natural shape
     * @param storageOrder the natural dimension at each storage dimension, outermost first
     * @param blocks the values' storage, not copied
     * @param gradientBlocks the gradients' storage, not copied, of the same structure
     * @return the parameter
     * @throws IllegalArgumentException if order or blocks do not fit the shape
     */
    public static Parameter<double[]> ofDoubles(
            String name,
            int[] shape,
            int[] storageOrder,
            double[][] blocks,
            double[][] gradientBlocks) {
        StorageLayout layout = new StorageLayout(name, shape, storageOrder);
        checkSameBlocks(name, blocks.length, gradientBlocks.length);
        return new Parameter<>(
                ShapedBlocks.ofDoubles(layout, blocks),
                ShapedBlocks.ofDoubles(layout, gradientBlocks));
    }

    private static void checkSameBlocks(String name, int values, int gradients) {
        if (values != gradients) {
            throw new IllegalArgumentException(
                    name
                            + ": found "
                            + gradients
                            + " gradient blocks, expected as many as there are value blocks ("
                            + values
                            + ")");
        }
    }

    /**
     * The full name: the layer's name, a dot, and {@code weight}, {@code bias} or alike.
     *
     * @return the name
     */
    public String name() {
        return values.name();
    }

    /**
     * The natural shape, outermost dimension first.
     *
     * @return a copy
     */
    public int[] shape() {
        return values.shape();
    }

    /**
     * The number of elements.
     *
     * @return the product of the shape
     */
    public int size() {
        return values.size();
    }

    /**
     * One element's value.
     *
     * @param index its natural index, one number a dimension
     * @return the value
     * @throws IllegalArgumentException if the number of indices is wrong
     * @throws IndexOutOfBoundsException if an index is outside its dimension
     */
    public double get(int... index) {
        return values.get(index);
    }

    /**
     * Changes one element's value; networks in single precision keep the nearest float.
     *
     * @param value the new value
     * @param index its natural index, one number a dimension
     * @throws IllegalArgumentException if the number of indices is wrong
     * @throws IndexOutOfBoundsException if an index is outside its dimension
     */
    public void set(double value, int... index) {
        values.set(value, index);
    }

    /**
     * One element's gradient as accumulated since {@link Parameters#zeroGradients()}.
     *
     * @param index its natural index, one number a dimension
     * @return the derivative of the loss with respect to the element
     * @throws IllegalArgumentException if the number of indices is wrong
     * @throws IndexOutOfBoundsException if an index is outside its dimension
     */
    public double gradient(int... index) {
        return gradients.get(index);
    }

    /**
     * Changes all values; networks in single precision keep the nearest floats.
     *
     * @param rowMajorNaturalOrder {@link #size()} values, last dimension fastest
     * @throws IllegalArgumentException if the number of values is wrong; nothing changes then
     */
    public void setAll(double... rowMajorNaturalOrder) {
        values.setAll(rowMajorNaturalOrder);
    }

    /**
     * All values in natural row-major order.
     *
     * @return a copy of {@link #size()} values
     */
    public double[] values() {
        return values.toArray();
    }

    /**
     * All gradients in natural row-major order.
     *
     * @return a copy of {@link #size()} values
     */
    public double[] gradients() {
        return gradients.toArray();
    }

    /** Sets the gradient to zero. */
    public void zeroGradient() {
        gradients.fill(0);
    }

    /**
     * The values' storage, for code that works element by element.
     *
     * @return the live blocks, all of one length; a single one may have zeros behind the {@link
     *     #size()} elements, which are to stay zeros
     */
    public R[] blocks() {
        return values.blocks();
    }

    /**
     * The gradients' storage.
     *
     * @return the live blocks, of the same structure as {@link #blocks()}
     */
    public R[] gradientBlocks() {
        return gradients.blocks();
    }

    /**
     * Whether another parameter's values lie in memory as this one's do.
     *
     * @param other another parameter
     * @return whether names, shapes and storage are the same
     */
    boolean isLike(Parameter<R> other) {
        return values.isLike(other.values);
    }

    /**
     * Copies the values of a parameter that {@link #isLike} this one.
     *
     * @param other the parameter to copy from
     */
    void copyFrom(Parameter<R> other) {
        values.copyFrom(other.values);
    }

    /**
     * New zeros of this parameter's shape and storage, for what an optimizer remembers about it.
     *
     * @param name what the new numbers are called
     * @return zeros
     */
    public ShapedBlocks<R> zerosLike(String name) {
        return values.zerosLike(name);
    }

    /**
     * Name and shape.
     *
     * @return for example {@code hidden.weight [128, 784]}
     */
    @Override
    public String toString() {
        return name() + " " + Arrays.toString(shape());
    }
}
