package dev.tapeless.runtime;

import java.util.Arrays;

/**
 * Numbers with a natural shape, kept in blocks of a storage order: a parameter's values, its
 * gradients, or what an optimizer remembers about it.
 *
 * <p>The natural dimensions are permuted by a storage order and numbered row-major in it; element
 * {@code k} of that numbering lies in block {@code k / length} at {@code k % length}, where {@code
 * length} is the length every block has. A dense weight of shape {@code [units, inputs]} in order
 * {@code {1, 0}} with blocks of {@code units} elements is therefore one row array an input. A
 * single block may be longer than the shape: what lies behind the elements is zero. Code that works
 * element by element takes {@link #blocks()}; everything else uses natural indices.
 *
 * @param <R> the block type, {@code float[]} or {@code double[]}
 */
public abstract class ShapedBlocks<R> {
    private final StorageLayout layout;
    private final R[] blocks;
    private final int blockLength;

    private ShapedBlocks(StorageLayout layout, R[] blocks, int blockLength) {
        this.layout = layout;
        this.blocks = blocks;
        this.blockLength = blockLength;
    }

    /**
     * Wraps blocks of floats.
     *
     * @param layout the shape and its order in storage
     * @param blocks the storage itself, not copied
     * @return the numbers in those blocks
     * @throws IllegalArgumentException if the blocks' lengths differ or do not add up to the shape,
     *     or if the only block is shorter than it
     */
    static ShapedBlocks<float[]> ofFloats(StorageLayout layout, float[][] blocks) {
        int[] lengths = new int[blocks.length];
        for (int b = 0; b < lengths.length; b++) {
            lengths[b] = blocks[b].length;
        }
        return new Floats(layout, blocks, blockLength(layout, lengths));
    }

    /**
     * Wraps blocks of doubles.
     *
     * @param layout the shape and its order in storage
     * @param blocks the storage itself, not copied
     * @return the numbers in those blocks
     * @throws IllegalArgumentException if the blocks' lengths differ or do not add up to the shape,
     *     or if the only block is shorter than it
     */
    static ShapedBlocks<double[]> ofDoubles(StorageLayout layout, double[][] blocks) {
        int[] lengths = new int[blocks.length];
        for (int b = 0; b < lengths.length; b++) {
            lengths[b] = blocks[b].length;
        }
        return new Doubles(layout, blocks, blockLength(layout, lengths));
    }

    private static int blockLength(StorageLayout layout, int[] lengths) {
        int first = lengths.length == 0 ? 0 : lengths[0];
        boolean equal = true;
        for (int length : lengths) {
            equal &= length == first;
        }
        boolean fits =
                lengths.length == 1
                        ? first >= layout.size()
                        : (long) first * lengths.length == layout.size();
        if (!equal || !fits) {
            throw new IllegalArgumentException(
                    layout.name()
                            + " has shape "
                            + Arrays.toString(layout.shape())
                            + ": found blocks of lengths "
                            + Arrays.toString(lengths)
                            + ", expected equal blocks of "
                            + layout.size()
                            + " elements together, or one of at least as many");
        }
        return first;
    }

    /**
     * What these numbers are called, for example {@code "hidden.weight"}.
     *
     * @return the name
     */
    public final String name() {
        return layout.name();
    }

    /**
     * The natural shape, outermost dimension first.
     *
     * @return a copy; empty for a single number
     */
    public final int[] shape() {
        return layout.shape();
    }

    /**
     * The number of elements.
     *
     * @return the product of the shape
     */
    public final int size() {
        return layout.size();
    }

    /**
     * The storage itself, in storage order.
     *
     * @return the live blocks, all of one length; a single one may have zeros behind the elements
     */
    public final R[] blocks() {
        return blocks;
    }

    /**
     * One element.
     *
     * @param index its natural index, one number a dimension
     * @return its value
     * @throws IllegalArgumentException if the number of indices is wrong
     * @throws IndexOutOfBoundsException if an index is outside its dimension
     */
    public final double get(int... index) {
        int position = layout.position(index);
        return read(position / blockLength, position % blockLength);
    }

    /**
     * Changes one element; networks in single precision keep the nearest float.
     *
     * @param value the new value
     * @param index its natural index, one number a dimension
     * @throws IllegalArgumentException if the number of indices is wrong
     * @throws IndexOutOfBoundsException if an index is outside its dimension
     */
    public final void set(double value, int... index) {
        int position = layout.position(index);
        write(position / blockLength, position % blockLength, value);
    }

    /**
     * Changes all elements; networks in single precision keep the nearest floats.
     *
     * @param rowMajor {@link #size()} values in natural row-major order
     * @throws IllegalArgumentException if the number of values is wrong; nothing changes then
     */
    public final void setAll(double... rowMajor) {
        if (rowMajor.length != size()) {
            throw new IllegalArgumentException(
                    name()
                            + " has shape "
                            + Arrays.toString(shape())
                            + ": found "
                            + rowMajor.length
                            + " values, expected "
                            + size());
        }
        for (int natural = 0; natural < rowMajor.length; natural++) {
            int position = layout.position(natural);
            write(position / blockLength, position % blockLength, rowMajor[natural]);
        }
    }

    /**
     * All elements in natural row-major order.
     *
     * @return a copy of {@link #size()} values
     */
    public final double[] toArray() {
        double[] rowMajor = new double[size()];
        for (int natural = 0; natural < rowMajor.length; natural++) {
            int position = layout.position(natural);
            rowMajor[natural] = read(position / blockLength, position % blockLength);
        }
        return rowMajor;
    }

    /**
     * Whether other numbers lie in memory as these do.
     *
     * @param other other numbers
     * @return whether names, shapes, storage orders and blocks are the same
     */
    final boolean isLike(ShapedBlocks<R> other) {
        return layout.isLike(other.layout)
                && blocks.length == other.blocks.length
                && blockLength == other.blockLength;
    }

    /**
     * Copies numbers that {@link #isLike} these.
     *
     * @param other the numbers to copy
     */
    final void copyFrom(ShapedBlocks<R> other) {
        for (int b = 0; b < blocks.length; b++) {
            System.arraycopy(other.blocks[b], 0, blocks[b], 0, blockLength);
        }
    }

    /**
     * Sets every element to one value.
     *
     * @param value the value; networks in single precision keep the nearest float
     */
    public abstract void fill(double value);

    /**
     * New zeros of the same shape, in the same storage.
     *
     * @param name what the new numbers are called
     * @return zeros
     */
    public abstract ShapedBlocks<R> zerosLike(String name);

    /**
     * Reads storage.
     *
     * @param block the block's number
     * @param offset the element in the block
     * @return its value
     */
    abstract double read(int block, int offset);

    /**
     * Writes storage.
     *
     * @param block the block's number
     * @param offset the element in the block
     * @param value its new value
     */
    abstract void write(int block, int offset, double value);

    private static final class Floats extends ShapedBlocks<float[]> {
        private final StorageLayout layout;
        private final float[][] blocks;

        Floats(StorageLayout layout, float[][] blocks, int blockLength) {
            super(layout, blocks, blockLength);
            this.layout = layout;
            this.blocks = blocks;
        }

        @Override
        public void fill(double value) {
            for (float[] block : blocks) {
                Arrays.fill(block, 0, Math.min(block.length, layout.size()), (float) value);
            }
        }

        @Override
        public ShapedBlocks<float[]> zerosLike(String name) {
            return ofFloats(layout.named(name), new float[blocks.length][blocks[0].length]);
        }

        @Override
        double read(int block, int offset) {
            return blocks[block][offset];
        }

        @Override
        void write(int block, int offset, double value) {
            blocks[block][offset] = (float) value;
        }
    }

    private static final class Doubles extends ShapedBlocks<double[]> {
        private final StorageLayout layout;
        private final double[][] blocks;

        Doubles(StorageLayout layout, double[][] blocks, int blockLength) {
            super(layout, blocks, blockLength);
            this.layout = layout;
            this.blocks = blocks;
        }

        @Override
        public void fill(double value) {
            for (double[] block : blocks) {
                Arrays.fill(block, 0, Math.min(block.length, layout.size()), value);
            }
        }

        @Override
        public ShapedBlocks<double[]> zerosLike(String name) {
            return ofDoubles(layout.named(name), new double[blocks.length][blocks[0].length]);
        }

        @Override
        double read(int block, int offset) {
            return blocks[block][offset];
        }

        @Override
        void write(int block, int offset, double value) {
            blocks[block][offset] = value;
        }
    }
}
