package dev.tapeless.samples.digits;

import java.util.List;

/** Images as text, for a person at a terminal. */
final class TextArt {
    /** From paper to ink. */
    private static final String SHADES = " .:-=+*#%@";

    /** The outermost pixels are left out: they are nearly always empty. */
    private static final int MARGIN = 2;

    /** Characters a line of an image. */
    static final int WIDTH = DigitSource.SIDE - 2 * MARGIN;

    private static final String GAP = "  ";

    private TextArt() {}

    /** Images beside each other, each above its caption. */
    static String row(List<float[]> images, List<String> captions) {
        StringBuilder text = new StringBuilder();
        // A character is about twice as high as it is wide: two pixels, one above the other.
        for (int y = MARGIN; y < DigitSource.SIDE - MARGIN; y += 2) {
            StringBuilder line = new StringBuilder();
            for (float[] image : images) {
                for (int x = MARGIN; x < DigitSource.SIDE - MARGIN; x++) {
                    int upper = y * DigitSource.SIDE + x;
                    line.append(shade((image[upper] + image[upper + DigitSource.SIDE]) / 2));
                }
                line.append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        StringBuilder line = new StringBuilder();
        for (String caption : captions) {
            line.append(caption).append(" ".repeat(Math.max(WIDTH - caption.length(), 0)));
            line.append(GAP);
        }
        return text.append(line.toString().stripTrailing()).append('\n').toString();
    }

    private static char shade(double ink) {
        int index = (int) (ink * SHADES.length());
        return SHADES.charAt(Math.min(Math.max(index, 0), SHADES.length() - 1));
    }
}
