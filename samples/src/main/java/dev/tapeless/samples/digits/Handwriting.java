package dev.tapeless.samples.digits;

import java.util.List;

/**
 * Writes a digit as somebody in a hurry might: one of its usual forms, bent, slanted, turned, moved
 * and scaled, with some pen, on paper that is not quite clean.
 */
final class Handwriting {
    private static final double MIDDLE = DigitSource.SIDE / 2.0;

    private final Draws draws;
    private final Bend bend;
    private final double width;
    private final double height;
    private final double slant;
    private final double cos;
    private final double sin;
    private final double right;
    private final double down;

    private Handwriting(Draws draws) {
        this.draws = draws;
        this.bend = new Bend(draws, 0.06);
        this.width = draws.between(10, 18);
        this.height = draws.between(16, 21);
        this.slant = draws.around(0.18);
        double angle = draws.around(0.11);
        this.cos = StrictMath.cos(angle);
        this.sin = StrictMath.sin(angle);
        this.right = draws.around(1);
        this.down = draws.around(1);
    }

    /** Draws one image of a digit, pixels row by row. */
    static float[] write(int digit, Draws draws) {
        return new Handwriting(draws).image(digit);
    }

    private float[] image(int digit) {
        List<Stroke> form = DigitForms.form(digit, draws.below(DigitForms.count(digit)));
        Pen pen = new Pen(DigitSource.SIDE, draws.between(0.7, 1.9), draws.between(0.8, 1.8));
        for (Stroke stroke : form) {
            pen.draw(stroke.map(this::place));
        }
        return paper(pen.image(), draws.between(0.75, 1), draws.between(0, 0.06));
    }

    /** From the unit square of the forms to pixels. */
    private double[] place(double x, double y) {
        double u = width * (bend.x(x, y) - 0.5);
        double v = height * (bend.y(x, y) - 0.5);
        u -= slant * v;
        return new double[] {MIDDLE + right + cos * u - sin * v, MIDDLE + down + sin * u + cos * v};
    }

    /** Ink is not always black, and paper not always white. */
    private float[] paper(float[] image, double darkness, double noise) {
        for (int i = 0; i < image.length; i++) {
            double value = image[i] * darkness + draws.around(noise);
            image[i] = (float) Math.min(Math.max(value, 0), 1);
        }
        return image;
    }
}
