package dev.tapeless.runtime.optimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Storage blocks that one step treats alike; of the two arrays of blocks one is empty. */
final class BlockGroup {
    /** The learning rate relative to the optimizer's. */
    final double rateFactor;

    /** The weight decay, if it is not the optimizer's. */
    final OptionalDouble weightDecay;

    /** The blocks in single precision. */
    final FloatBlock[] floats;

    /** The blocks in double precision. */
    final DoubleBlock[] doubles;

    /** How many numbers all blocks have. */
    final long elements;

    private List<Share> shares = List.of();

    /**
     * A group.
     *
     * @param rateFactor its learning rate relative to the optimizer's
     * @param weightDecay its weight decay, if it is not the optimizer's
     * @param floats its blocks in single precision
     * @param doubles its blocks in double precision
     */
    BlockGroup(
            double rateFactor,
            OptionalDouble weightDecay,
            List<FloatBlock> floats,
            List<DoubleBlock> doubles) {
        this.rateFactor = rateFactor;
        this.weightDecay = weightDecay;
        this.floats = floats.toArray(new FloatBlock[0]);
        this.doubles = doubles.toArray(new DoubleBlock[0]);
        this.elements =
                floats.stream().mapToLong(block -> block.values.length).sum()
                        + doubles.stream().mapToLong(block -> block.values.length).sum();
    }

    /**
     * Divides the blocks into shares of about as many numbers. A block is never cut.
     *
     * @param parts how many shares
     * @return the shares, the same objects as long as their number does not change
     */
    List<Share> divide(int parts) {
        if (shares.size() != parts) {
            List<Share> divided = new ArrayList<>();
            int from = 0;
            long before = 0;
            for (int part = 1; part <= parts; part++) {
                int to = from;
                while (to < size() && before < elements * part / parts) {
                    before += length(to);
                    to++;
                }
                divided.add(new Share(this, from, to));
                from = to;
            }
            shares = List.copyOf(divided);
        }
        return shares;
    }

    /**
     * Sets the gradients of one block to zero.
     *
     * @param block its position
     */
    void zeroGradients(int block) {
        if (floats.length > 0) {
            Arrays.fill(floats[block].gradients, 0);
        } else {
            Arrays.fill(doubles[block].gradients, 0);
        }
    }

    private int size() {
        return floats.length + doubles.length;
    }

    private int length(int block) {
        return floats.length > 0 ? floats[block].values.length : doubles[block].values.length;
    }

    /**
     * Consecutive blocks.
     *
     * @param group the group whose blocks they are
     * @param from the first
     * @param to the one behind the last
     */
    record Share(BlockGroup group, int from, int to) {}

    /** A block in single precision. */
    static final class FloatBlock {
        /** The values. */
        final float[] values;

        /** Their gradients. */
        final float[] gradients;

        /** What the optimizer remembers, one array a name. */
        final float[][] state;

        /**
         * A block.
         *
         * @param values the values
         * @param gradients their gradients
         * @param state what the optimizer remembers, one array a name
         */
        FloatBlock(float[] values, float[] gradients, float[][] state) {
            this.values = values;
            this.gradients = gradients;
            this.state = state;
        }
    }

    /** A block in double precision. */
    static final class DoubleBlock {
        /** The values. */
        final double[] values;

        /** Their gradients. */
        final double[] gradients;

        /** What the optimizer remembers, one array a name. */
        final double[][] state;

        /**
         * A block.
         *
         * @param values the values
         * @param gradients their gradients
         * @param state what the optimizer remembers, one array a name
         */
        DoubleBlock(double[] values, double[] gradients, double[][] state) {
            this.values = values;
            this.gradients = gradients;
            this.state = state;
        }
    }
}
