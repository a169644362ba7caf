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

    /** How many numbers all blocks have. */
    final long elements;

    private final FloatBlock[] floats;
    private final DoubleBlock[] doubles;
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
     * Sets what the optimizer remembers.
     *
     * @param state which of its states, by the position of its name
     * @param value the value of every element
     */
    void fillState(int state, double value) {
        for (FloatBlock block : floats) {
            Arrays.fill(block.state[state], (float) value);
        }
        for (DoubleBlock block : doubles) {
            Arrays.fill(block.state[state], value);
        }
    }

    private void update(int index, Optimizer optimizer) {
        if (floats.length > 0) {
            FloatBlock block = floats[index];
            optimizer.update(block.values, block.gradients, block.state);
        } else {
            DoubleBlock block = doubles[index];
            optimizer.update(block.values, block.gradients, block.state);
        }
    }

    private void zeroGradients(int index) {
        if (floats.length > 0) {
            Arrays.fill(floats[index].gradients, 0);
        } else {
            Arrays.fill(doubles[index].gradients, 0);
        }
    }

    private int size() {
        return floats.length + doubles.length;
    }

    private int length(int block) {
        return floats.length > 0 ? floats[block].values.length : doubles[block].values.length;
    }

    /**
     * Consecutive blocks. The last comes first, so that the first ones, with which the next forward
     * pass begins, are then in the cache.
     *
     * @param group the group whose blocks they are
     * @param from the first
     * @param to the one behind the last
     */
    record Share(BlockGroup group, int from, int to) {

        /**
         * Changes the values by their gradients.
         *
         * @param optimizer whose formula is used
         */
        void update(Optimizer optimizer) {
            for (int b = to - 1; b >= from; b--) {
                group.update(b, optimizer);
            }
        }

        /**
         * Changes the values by their gradients, and sets these to zero while they are at hand.
         *
         * @param optimizer whose formula is used
         */
        void updateAndZeroGradients(Optimizer optimizer) {
            for (int b = to - 1; b >= from; b--) {
                group.update(b, optimizer);
                group.zeroGradients(b);
            }
        }
    }

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
