package dev.tapeless.samples.digits;

import java.util.Arrays;

/** What a pen does without leaving the paper: a smooth curve through points. */
final class Stroke {
    private static final int PIECES = 6;

    private final double[] x;
    private final double[] y;

    private Stroke(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /** What becomes of a point. */
    interface PointMap {
        /** The new x and y. */
        double[] apply(double x, double y);
    }

    /**
     * A stroke written as its points, in percent across and down: {@code "12,0 88,0"} is the bar of
     * a seven.
     */
    static Stroke parse(String points) {
        double[] numbers =
                Arrays.stream(points.trim().split("[, ]+"))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        double[] x = new double[numbers.length / 2];
        double[] y = new double[numbers.length / 2];
        for (int i = 0; i < x.length; i++) {
            x[i] = numbers[2 * i] / 100;
            y[i] = numbers[2 * i + 1] / 100;
        }
        return new Stroke(x, y);
    }

    /** The curve through this one's points after they have moved. */
    Stroke map(PointMap map) {
        Stroke moved = new Stroke(new double[x.length], new double[x.length]);
        for (int i = 0; i < x.length; i++) {
            double[] point = map.apply(x[i], y[i]);
            moved.x[i] = point[0];
            moved.y[i] = point[1];
        }
        return moved;
    }

    /** The number of straight pieces that make up the curve closely enough. */
    int pieces() {
        return x.length == 2 ? 1 : (x.length - 1) * PIECES;
    }

    /** Where piece {@code index} begins, across; the last piece ends where the next would begin. */
    double x(int index) {
        return curve(x, index);
    }

    /** Where piece {@code index} begins, down. */
    double y(int index) {
        return curve(y, index);
    }

    /**
     * The spline of Catmull and Rom: at each point it runs parallel to the line of its neighbours.
     */
    private double curve(double[] c, int index) {
        if (c.length == 2) {
            return c[index];
        }
        int span = Math.min(index / PIECES, c.length - 2);
        double t = (double) (index - span * PIECES) / PIECES;
        double p1 = c[span];
        double p2 = c[span + 1];
        double p0 = span == 0 ? 2 * p1 - p2 : c[span - 1];
        double p3 = span == c.length - 2 ? 2 * p2 - p1 : c[span + 2];
        double m1 = (p2 - p0) / 2;
        double m2 = (p3 - p1) / 2;
        double bend = t * (1 - t);
        return p1 + t * t * (3 - 2 * t) * (p2 - p1) + bend * ((1 - t) * m1 - t * m2);
    }
}
