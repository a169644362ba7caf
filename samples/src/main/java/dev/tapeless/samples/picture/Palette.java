package dev.tapeless.samples.picture;

import java.awt.Color;
import java.awt.Font;
import java.util.List;

/** Colours and letters of all pictures. */
public final class Palette {
    /**
     * Colours that most people with a colour vision deficiency can tell apart: a choice of Okabe
     * and Ito, "Color universal design", 2008.
     */
    private static final List<Color> SERIES =
            List.of(
                    new Color(0x0072B2),
                    new Color(0xD55E00),
                    new Color(0x009E73),
                    new Color(0xCC79A7),
                    new Color(0xE69F00),
                    new Color(0x56B4E9));

    static final Color INK = new Color(0x222222);
    static final Color PALE_INK = new Color(0x707070);
    static final Color PAPER = Color.WHITE;
    static final Color GRID = new Color(0xE3E3E3);

    private static final Color NEGATIVE = SERIES.get(1);
    private static final Color POSITIVE = SERIES.get(0);

    private Palette() {}

    /**
     * The colour of a series or class.
     *
     * @param index its number, from 0; colours begin again after the sixth
     * @return the colour
     */
    public static Color series(int index) {
        return SERIES.get(index % SERIES.size());
    }

    /**
     * A colour between two others.
     *
     * @param from at 0
     * @param to at 1
     * @param share how far from the first to the second; what is outside is taken to its end
     * @return the colour
     */
    public static Color mix(Color from, Color to, double share) {
        double s = Math.min(Math.max(share, 0), 1);
        return new Color(
                (int) Math.round(from.getRed() + s * (to.getRed() - from.getRed())),
                (int) Math.round(from.getGreen() + s * (to.getGreen() - from.getGreen())),
                (int) Math.round(from.getBlue() + s * (to.getBlue() - from.getBlue())));
    }

    /**
     * A colour for a number with a sign: orange below zero, white at zero, blue above.
     *
     * @param value from -1 to 1
     * @return the colour
     */
    public static Color signed(double value) {
        return mix(PAPER, value < 0 ? NEGATIVE : POSITIVE, Math.abs(value));
    }

    /**
     * A colour for ink on paper.
     *
     * @param value from 0 (paper) to 1 (ink)
     * @return the colour
     */
    public static Color ink(double value) {
        return mix(PAPER, INK, value);
    }

    static Font text(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    static Font bold(int size) {
        return new Font(Font.SANS_SERIF, Font.BOLD, size);
    }
}
