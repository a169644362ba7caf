package dev.tapeless.processor.ir;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/**
 * Extents of a tensor, outermost first. The number of samples in a batch is not known while
 * compiling: it is the symbolic extent {@link #BATCH}, and only the first axis may have it.
 *
 * @param extents the extents; positive, or {@link #BATCH} on the first axis
 */
public record Shape(List<Integer> extents) {

    /** The symbolic extent of the batch axis. */
    public static final int BATCH = -1;

    /** A single value: no axes. */
    public static final Shape SCALAR = new Shape(List.of());

    /**
     * Checks the extents.
     *
     * @throws IllegalArgumentException for an extent below one, or a batch axis that is not first
     */
    public Shape {
        extents = List.copyOf(extents);
        for (int axis = 0; axis < extents.size(); axis++) {
            final int extent = extents.get(axis);
            if (extent < 1 && !(extent == BATCH && axis == 0)) {
                throw new IllegalArgumentException("extent " + extent + " on axis " + axis);
            }
        }
    }

    /**
     * A shape without a batch axis, or with one where the first extent is {@link #BATCH}.
     *
     * @param extents the extents, outermost first
     * @return the shape
     */
    public static Shape of(int... extents) {
        return new Shape(Arrays.stream(extents).boxed().toList());
    }

    /**
     * This shape with a batch axis in front.
     *
     * @return the shape of a batch of such samples
     */
    public Shape batched() {
        final Integer[] all = new Integer[rank() + 1];
        all[0] = BATCH;
        for (int axis = 0; axis < rank(); axis++) {
            all[axis + 1] = extent(axis);
        }
        return new Shape(List.of(all));
    }

    /**
     * Whether the first axis is the batch.
     *
     * @return true for a batch of samples
     */
    public boolean isBatched() {
        return !extents.isEmpty() && extents.get(0) == BATCH;
    }

    /**
     * The shape of one sample: this shape without its batch axis.
     *
     * @return the shape of a sample; this shape itself where there is no batch axis
     */
    public Shape sample() {
        return isBatched() ? new Shape(extents.subList(1, rank())) : this;
    }

    /**
     * The number of axes, the batch axis included.
     *
     * @return the rank
     */
    public int rank() {
        return extents.size();
    }

    /**
     * The numbers of all dimensions, for what reads every one of them in order.
     *
     * @return 0 to rank - 1
     */
    public List<Integer> axes() {
        return IntStream.range(0, rank()).boxed().toList();
    }

    /**
     * The extent of one axis.
     *
     * @param axis the axis, from 0
     * @return its extent, or {@link #BATCH}
     */
    public int extent(int axis) {
        return extents.get(axis);
    }

    /**
     * The number of elements of one sample.
     *
     * @return the product of all extents but the batch; exact, as a long
     * @throws ArithmeticException when it does not fit a long
     */
    public long elements() {
        long product = 1;
        for (final int extent : extents) {
            product = extent == BATCH ? product : Math.multiplyExact(product, (long) extent);
        }
        return product;
    }

    /** Prints for instance {@code [B, 28, 28]}. */
    @Override
    public String toString() {
        final StringJoiner text = new StringJoiner(", ", "[", "]");
        extents.forEach(extent -> text.add(extent == BATCH ? "B" : extent.toString()));
        return text.toString();
    }
}
