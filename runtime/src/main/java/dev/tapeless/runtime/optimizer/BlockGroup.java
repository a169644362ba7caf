package dev.tapeless.runtime.optimizer;

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
