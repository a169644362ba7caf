package dev.tapeless.samples.digits;

/**
 * Moves the points of the unit square a little, neighbours in nearly the same direction: random
 * shifts at the corners of a grid, interpolated between them.
 */
final class Bend {
    private static final int CELLS = 2;

    private final double[][] shiftX = new double[CELLS + 1][CELLS + 1];
    private final double[][] shiftY = new double[CELLS + 1][CELLS + 1];

    Bend(Draws draws, double strength) {
        for (int row = 0; row <= CELLS; row++) {
            for (int column = 0; column <= CELLS; column++) {
                shiftX[row][column] = draws.around(strength);
                shiftY[row][column] = draws.around(strength);
            }
        }
    }

    /** Where a point lies afterwards, across. */
    double x(double x, double y) {
        return x + interpolate(shiftX, x, y);
    }

    /** Where a point lies afterwards, down. */
    double y(double x, double y) {
        return y + interpolate(shiftY, x, y);
    }

    private static double interpolate(double[][] shift, double x, double y) {
        int column = cell(x);
        int row = cell(y);
        double u = x * CELLS - column;
        double v = y * CELLS - row;
        double top = (1 - u) * shift[row][column] + u * shift[row][column + 1];
        double bottom = (1 - u) * shift[row + 1][column] + u * shift[row + 1][column + 1];
        return (1 - v) * top + v * bottom;
    }

    private static int cell(double coordinate) {
        return Math.min(Math.max((int) (coordinate * CELLS), 0), CELLS - 1);
    }
}
