package dev.tapeless.processor.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One coordinate as an affine function of iteration axes: {@code offset + sum of coefficient *
 * axis}.
 *
 * @param coefficients one factor for each iteration axis
 * @param offset the constant part; negative for padding in front
 */
public record Affine(List<Integer> coefficients, int offset) {

    /** Keeps an unmodifiable copy. */
    public Affine {
        coefficients = List.copyOf(coefficients);
    }

    /**
     * The coordinate that equals one axis.
     *
     * @param axes how many iteration axes there are
     * @param axis which of them
     * @return the coordinate {@code axis}
     */
    public static Affine axis(int axes, int axis) {
        return scaled(axes, axis, 1);
    }

    /**
     * The coordinate {@code coefficient * axis}.
     *
     * @param axes how many iteration axes there are
     * @param axis which of them
     * @param coefficient its factor
     * @return the coordinate
     */
    public static Affine scaled(int axes, int axis, int coefficient) {
        final List<Integer> coefficients = new ArrayList<>(Collections.nCopies(axes, 0));
        coefficients.set(axis, coefficient);
        return new Affine(coefficients, 0);
    }

    /**
     * The sum of two coordinates over the same axes.
     *
     * @param other the other coordinate
     * @return the sum
     */
    public Affine plus(Affine other) {
        final List<Integer> sum = new ArrayList<>();
        for (int axis = 0; axis < coefficients.size(); axis++) {
            sum.add(coefficients.get(axis) + other.coefficients.get(axis));
        }
        return new Affine(sum, offset + other.offset);
    }

    /**
     * This coordinate moved by a constant.
     *
     * @param distance what is added
     * @return the moved coordinate
     */
    public Affine plus(int distance) {
        return new Affine(coefficients, offset + distance);
    }

    /**
     * The coordinate at a point of the iteration space.
     *
     * @param point one index for each iteration axis
     * @return the coordinate; may lie outside the tensor, which then reads as padding
     */
    public int at(int... point) {
        int coordinate = offset;
        for (int axis = 0; axis < point.length; axis++) {
            coordinate += coefficients.get(axis) * point[axis];
        }
        return coordinate;
    }

    /**
     * Which axis this coordinate equals.
     *
     * @return the axis, or -1 where it is anything but a plain axis
     */
    public int plainAxis() {
        int found = -1;
        for (int axis = 0; axis < coefficients.size(); axis++) {
            final int coefficient = coefficients.get(axis);
            if (coefficient == 1 && found < 0) {
                found = axis;
            } else if (coefficient != 0) {
                return -1;
            }
        }
        return offset == 0 ? found : -1;
    }
}
