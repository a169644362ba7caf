package dev.tapeless.runtime;

import java.util.Arrays;

/**
 * Where the element of a natural index lies in storage. The natural dimensions are permuted by
 * {@code storageOrder}; the permuted array is numbered row-major, and that storage number is cut
 * into blocks of equal length.
 */
final class StorageLayout {
    private final String name;
    private final int[] shape;
    private final int[] storageOrder;
    private final int[] strides;
    private final int size;

    /**
     * Lays out a natural shape.
     *
     * @param name what the numbers are called in messages
     * @param shape the natural dimensions, each at least 1; none for a single number
     * @param storageOrder the natural dimension at each storage dimension, outermost first
     * @throws IllegalArgumentException if a dimension is not positive, the number of elements
     *     exceeds an array, or the order is no permutation of the dimensions
     */
    StorageLayout(String name, int[] shape, int[] storageOrder) {
        this.name = name;
        this.shape = shape.clone();
        this.storageOrder = storageOrder.clone();
        this.size = elements(name, shape);
        this.strides = strides();
    }

    private StorageLayout(String name, StorageLayout like) {
        this.name = name;
        this.shape = like.shape;
        this.storageOrder = like.storageOrder;
        this.size = like.size;
        this.strides = like.strides;
    }

    private static int elements(String name, int[] shape) {
        long elements = 1;
        for (int dimension : shape) {
            if (dimension < 1) {
                throw new IllegalArgumentException(
                        name
                                + ": shape "
                                + Arrays.toString(shape)
                                + " has a dimension of "
                                + dimension
                                + "; every dimension must be at least 1");
            }
            elements *= dimension;
            if (elements > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        name
                                + ": shape "
                                + Arrays.toString(shape)
                                + " has more elements than an array can hold ("
                                + Integer.MAX_VALUE
                                + ")");
            }
        }
        return (int) elements;
    }

    /**
     * Whether another layout puts the same elements in the same places, under the same name.
     *
     * @param other another layout
     * @return whether they are alike
     */
    boolean isLike(StorageLayout other) {
        return name.equals(other.name)
                && Arrays.equals(shape, other.shape)
                && Arrays.equals(storageOrder, other.storageOrder);
    }

    private int[] strides() {
        int rank = shape.length;
        int[] sorted = storageOrder.clone();
        Arrays.sort(sorted);
        for (int d = 0; d < rank; d++) {
            if (sorted.length != rank || sorted[d] != d) {
                throw new IllegalArgumentException(
                        name
                                + ": storage order "
                                + Arrays.toString(storageOrder)
                                + " must name each of the "
                                + rank
                                + " dimensions of shape "
                                + Arrays.toString(shape)
                                + " once");
            }
        }
        int[] result = new int[rank];
        int stride = 1;
        for (int position = rank - 1; position >= 0; position--) {
            result[storageOrder[position]] = stride;
            stride *= shape[storageOrder[position]];
        }
        return result;
    }

    /**
     * The same layout for other numbers.
     *
     * @param otherName what those are called in messages
     * @return a layout of the same shape and order
     */
    StorageLayout named(String otherName) {
        return new StorageLayout(otherName, this);
    }

    /**
     * What the numbers are called.
     *
     * @return the name
     */
    String name() {
        return name;
    }

    /**
     * The natural dimensions.
     *
     * @return a copy
     */
    int[] shape() {
        return shape.clone();
    }

    /**
     * The number of elements.
     *
     * @return the product of the dimensions
     */
    int size() {
        return size;
    }

    /**
     * The storage number of the element at a natural index.
     *
     * @param index one number a dimension
     * @return from 0 to {@code size() - 1}
     * @throws IllegalArgumentException if the number of indices is wrong
     * @throws IndexOutOfBoundsException if an index is outside its dimension
     */
    int position(int[] index) {
        if (index.length != shape.length) {
            throw new IllegalArgumentException(
                    name
                            + " has shape "
                            + Arrays.toString(shape)
                            + ": found "
                            + index.length
                            + " indices, expected "
                            + shape.length);
        }
        int position = 0;
        for (int d = 0; d < shape.length; d++) {
            if (index[d] < 0 || index[d] >= shape[d]) {
                throw new IndexOutOfBoundsException(
                        name
                                + " has shape "
                                + Arrays.toString(shape)
                                + ": index "
                                + Arrays.toString(index)
                                + " is outside it, dimension "
                                + d
                                + " goes from 0 to "
                                + (shape[d] - 1));
            }
            position += index[d] * strides[d];
        }
        return position;
    }

    /**
     * The storage number of the element with a natural row-major number.
     *
     * @param natural from 0 to {@code size() - 1}
     * @return from 0 to {@code size() - 1}
     */
    int position(int natural) {
        int position = 0;
        int rest = natural;
        for (int d = shape.length - 1; d >= 0; d--) {
            position += rest % shape[d] * strides[d];
            rest /= shape[d];
        }
        return position;
    }
}
