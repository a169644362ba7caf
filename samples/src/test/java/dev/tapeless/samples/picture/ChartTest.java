package dev.tapeless.samples.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.awt.Color;
import java.awt.image.BufferedImage;

class ChartTest {
    private static final double[] HERE = {0.5};

    @Test
    void coloursTheGroundInTheAxesCoordinates() {
        Chart chart = new Chart("title", "x", "y", 400, 400);
        chart.ground(-1, 1, (x, y) -> x < 0 ? Color.RED : y < 0 ? Color.GREEN : Color.BLUE);
        chart.points("point", HERE, HERE, Color.BLACK);
        BufferedImage image = chart.draw();
        int left = count(image, Color.RED);
        int lower = count(image, Color.GREEN);
        int upper = count(image, Color.BLUE);
        assertEquals(left, 2.0 * lower, 0.03 * left);
        assertEquals(left, 2.0 * upper, 0.03 * left);
        assertTrue(left > 0.2 * 400 * 400, left + " pixels");
        assertTrue(count(image, Color.BLACK) > 30);
    }

    @Test
    void drawsLinesOnWhitePaper() {
        Chart chart = new Chart("title", "x", "y", 400, 300);
        double[] x = {0, 1};
        chart.line("line", x, x, Color.RED).reference("reference", x, new double[] {1, 1});
        chart.dottedLine("dots", x, new double[] {0, 0}, Color.GREEN);
        BufferedImage image = chart.draw();
        assertEquals(400, image.getWidth());
        assertEquals(300, image.getHeight());
        assertTrue(count(image, Color.RED) > 200);
        assertTrue(count(image, Color.GREEN) > 200);
        assertTrue(count(image, Color.WHITE) > 0.8 * 400 * 300);
    }

    static int count(BufferedImage image, Color colour) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == colour.getRGB() ? 1 : 0;
            }
        }
        return count;
    }
}
