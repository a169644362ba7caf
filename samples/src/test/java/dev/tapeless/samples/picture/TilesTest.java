package dev.tapeless.samples.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.awt.Color;
import java.awt.image.BufferedImage;

class TilesTest {

    @Test
    void enlargesEveryPixelOfEveryTile() {
        Tiles tiles = new Tiles("title", "subtitle", 3, 5);
        for (int i = 0; i < 7; i++) {
            tiles.add(4, (x, y) -> x == y ? Color.RED : Color.CYAN, "");
        }
        BufferedImage image = tiles.draw();
        assertEquals(7 * 4 * 25, ChartTest.count(image, Color.RED));
        assertEquals(7 * 12 * 25, ChartTest.count(image, Color.CYAN));
        assertTrue(image.getHeight() > image.getWidth()); // three rows of three below a title
    }

    @Test
    void captionsMakeRoomForThemselves() {
        BufferedImage without =
                new Tiles("title", "subtitle", 2, 8).add(28, (x, y) -> Color.RED, "").draw();
        BufferedImage with =
                new Tiles("title", "subtitle", 2, 8).add(28, (x, y) -> Color.RED, "7").draw();
        assertEquals(without.getWidth(), with.getWidth());
        assertTrue(with.getHeight() > without.getHeight());
        assertTrue(ChartTest.count(with, Palette.INK) > ChartTest.count(without, Palette.INK));
    }

    @Test
    void coloursOfNumbersAreTheirEnds() {
        assertEquals(Color.WHITE, Palette.signed(0));
        assertEquals(Palette.series(0), Palette.signed(1));
        assertEquals(Palette.series(1), Palette.signed(-7));
        assertEquals(Color.WHITE, Palette.ink(-0.1));
        assertEquals(Palette.INK, Palette.ink(1));
        assertEquals(
                new Color(100, 50, 25), Palette.mix(Color.BLACK, new Color(200, 100, 50), 0.5));
    }
}
