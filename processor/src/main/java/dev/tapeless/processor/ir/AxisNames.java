package dev.tapeless.processor.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The letters by which axes are printed: {@code b} for the batch, then {@code i, j, k, ...}. */
final class AxisNames {

    private static final String LETTERS = "ijklmnopqrstuvwxyz";

    private final List<String> names = new ArrayList<>();

    /**
     * Names axes.
     *
     * @param extents the extent of each axis
     */
    AxisNames(List<Integer> extents) {
        int next = 0;
        for (final int extent : extents) {
            if (extent == Shape.BATCH) {
                names.add("b");
            } else {
                names.add(next < LETTERS.length() ? LETTERS.substring(next, next + 1) : "i" + next);
                next++;
            }
        }
    }

    /**
     * The name of an axis.
     *
     * @param axis the axis
     * @return its letter
     */
    String name(int axis) {
        return names.get(axis);
    }

    /**
     * The axes of a broadcast operand.
     *
     * @param axes which axes
     * @return for instance {@code [b, j]}
     */
    String indices(List<Integer> axes) {
        return axes.stream().map(names::get).collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * The coordinates of a map.
     *
     * @param map the map
     * @return for instance {@code [b, 2*i + j - 1]}
     */
    String indices(IndexMap map) {
        return map.coordinates().stream()
                .map(this::coordinate)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String coordinate(Affine affine) {
        final StringBuilder text = new StringBuilder();
        for (int axis = 0; axis < affine.coefficients().size(); axis++) {
            final int coefficient = affine.coefficients().get(axis);
            if (coefficient != 0) {
                final String size = Math.abs(coefficient) == 1 ? "" : Math.abs(coefficient) + "*";
                append(text, coefficient < 0, size + names.get(axis));
            }
        }
        if (affine.offset() != 0 || text.length() == 0) {
            append(text, affine.offset() < 0, Integer.toString(Math.abs(affine.offset())));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, boolean negative, String term) {
        if (text.length() > 0) {
            text.append(negative ? " - " : " + ");
        } else if (negative) {
            text.append("-");
        }
        text.append(term);
    }
}
