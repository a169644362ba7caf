package dev.tapeless.samples.digits;

/** Draws lines with soft edges into a square image. */
final class Pen {
    private final int side;
    private final float[] image;
    private final double radius;
    private final double softness;

    /**
     * A pen over white paper.
     *
     * @param side pixels a side
     * @param radius half the width of a line, in pixels, to the middle of its edge
     * @param softness how many pixels it takes from all ink to no ink
     */
    Pen(int side, double radius, double softness) {
        this.side = side;
        this.image = new float[side * side];
        this.radius = radius;
        this.softness = softness;
    }

    /** Draws a stroke whose points are in pixels. */
    void draw(Stroke stroke) {
        for (int i = 0; i < stroke.pieces(); i++) {
            line(stroke.x(i), stroke.y(i), stroke.x(i + 1), stroke.y(i + 1));
        }
    }

    /** The image so far, row by row, 1 where there is ink. */
    float[] image() {
        return image;
    }

    private void line(double x1, double y1, double x2, double y2) {
        double reach = radius + softness / 2;
        for (int row = first(y1, y2, reach); row <= last(y1, y2, reach); row++) {
            for (int column = first(x1, x2, reach); column <= last(x1, x2, reach); column++) {
                double distance = distance(column + 0.5, row + 0.5, x1, y1, x2, y2);
                float ink = (float) Math.min(Math.max((reach - distance) / softness, 0), 1);
                int pixel = row * side + column;
                image[pixel] = Math.max(image[pixel], ink);
            }
        }
    }

    /** The first pixel whose middle a line between two coordinates can reach. */
    private static int first(double from, double to, double reach) {
        return Math.max((int) Math.ceil(Math.min(from, to) - reach - 0.5), 0);
    }

    private int last(double from, double to, double reach) {
        return Math.min((int) Math.floor(Math.max(from, to) + reach - 0.5), side - 1);
    }

    /** From a point to the nearest point of a line that ends on both sides. */
    private static double distance(double x, double y, double x1, double y1, double x2, double y2) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double square = dx * dx + dy * dy;
        double along = square == 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / square;
        double t = Math.min(Math.max(along, 0), 1);
        double ex = x - (x1 + t * dx);
        double ey = y - (y1 + t * dy);
        return Math.sqrt(ex * ex + ey * ey);
    }
}
