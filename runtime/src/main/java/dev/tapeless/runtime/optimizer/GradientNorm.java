package dev.tapeless.runtime.optimizer;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;

/**
 * The Euclidean norm of all gradients of a network taken as one vector.
 *
 * <p>It is summed in double precision in a fixed order, in eight lanes so that additions do not
 * wait for each other; the same gradients give the same bits everywhere.
 */
public final class GradientNorm {
    private static final int LANES = 8;

    private GradientNorm() {}

    /**
     * Computes the norm. Allocates nothing.
     *
     * @param parameters the parameters with their gradients
     * @return the root of the sum of all squares; infinite or not a number if a gradient is
     */
    public static double of(Parameters<?> parameters) {
        double sum = 0;
        for (int p = 0; p < parameters.size(); p++) {
            sum += sumOfSquares(parameters.get(p));
        }
        return Math.sqrt(sum);
    }

    /** The sum over one parameter's blocks. */
    private static double sumOfSquares(Parameter<?> parameter) {
        double sum = 0;
        for (Object block : parameter.gradientBlocks()) {
            sum += block instanceof float[] floats ? squares(floats) : squares((double[]) block);
        }
        return sum;
    }

    private static double squares(float[] block) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (; i + LANES <= block.length; i += LANES) {
            s0 += square(block[i]);
            s1 += square(block[i + 1]);
            s2 += square(block[i + 2]);
            s3 += square(block[i + 3]);
            s4 += square(block[i + 4]);
            s5 += square(block[i + 5]);
            s6 += square(block[i + 6]);
            s7 += square(block[i + 7]);
        }
        for (; i < block.length; i++) {
            s0 += square(block[i]);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    private static double squares(double[] block) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (; i + LANES <= block.length; i += LANES) {
            s0 += square(block[i]);
            s1 += square(block[i + 1]);
            s2 += square(block[i + 2]);
            s3 += square(block[i + 3]);
            s4 += square(block[i + 4]);
            s5 += square(block[i + 5]);
            s6 += square(block[i + 6]);
            s7 += square(block[i + 7]);
        }
        for (; i < block.length; i++) {
            s0 += square(block[i]);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    private static double square(double value) {
        return value * value;
    }
}
