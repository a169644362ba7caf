package dev.tapeless.samples.picture;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Many small square images in a grid, each with a caption or without any. */
public final class Tiles implements Picture {
    private static final int MARGIN = 24;
    private static final int GAP = 14;
    private static final int CAPTION_SIZE = 14;
    private static final int CAPTION_HEIGHT = 24;
    private static final int TITLE_SIZE = 20;
    private static final int SUBTITLE_SIZE = 14;
    private static final int HEAD = 64;

    private final String title;
    private final String subtitle;
    private final int columns;
    private final int scale;
    private final List<Tile> tiles = new ArrayList<>();

    private record Tile(BufferedImage image, String caption) {}

    /** The colours of a tile. */
    @FunctionalInterface
    public interface Pixels {
        /**
         * A colour.
         *
         * @param x the column, from 0
         * @param y the row, from 0
         * @return the colour there
         */
        Color at(int x, int y);
    }

    /**
     * An empty grid.
     *
     * @param title what it shows
     * @param subtitle how to read it, in one line
     * @param columns tiles a row
     * @param scale how many pixels a side become of one
     */
    public Tiles(String title, String subtitle, int columns, int scale) {
        this.title = title;
        this.subtitle = subtitle;
        this.columns = columns;
        this.scale = scale;
    }

    /**
     * Adds a tile after the others.
     *
     * @param side pixels a side; all tiles are of one size
     * @param pixels their colours
     * @param caption what is written below it; nothing if empty
     * @return this grid
     */
    public Tiles add(int side, Pixels pixels, String caption) {
        BufferedImage image = Picture.blank(side, side);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, pixels.at(x, y).getRGB());
            }
        }
        tiles.add(new Tile(image, caption));
        return this;
    }

    @Override
    public BufferedImage draw() {
        int side = scale * tiles.get(0).image().getWidth();
        boolean captions = tiles.stream().anyMatch(tile -> !tile.caption().isEmpty());
        int width = side + GAP;
        int height = side + GAP + (captions ? CAPTION_HEIGHT : 0);
        int rows = (tiles.size() + columns - 1) / columns;
        BufferedImage image =
                Picture.blank(
                        2 * MARGIN + columns * width - GAP,
                        HEAD + 2 * MARGIN + rows * height - GAP);
        Graphics2D graphics = Picture.graphics(image);
        graphics.setColor(Palette.INK);
        graphics.setFont(Palette.bold(TITLE_SIZE));
        graphics.drawString(title, MARGIN, MARGIN + TITLE_SIZE);
        graphics.setColor(Palette.PALE_INK);
        graphics.setFont(Palette.text(SUBTITLE_SIZE));
        graphics.drawString(subtitle, MARGIN, MARGIN + TITLE_SIZE + 10 + SUBTITLE_SIZE);
        for (int i = 0; i < tiles.size(); i++) {
            int x = MARGIN + i % columns * width;
            int y = HEAD + MARGIN + i / columns * height;
            paint(graphics, tiles.get(i), x, y);
        }
        graphics.dispose();
        return image;
    }

    private void paint(Graphics2D graphics, Tile tile, int left, int top) {
        int side = scale * tile.image().getWidth();
        graphics.drawImage(tile.image(), left, top, side, side, null);
        graphics.setColor(Palette.GRID);
        graphics.drawRect(left - 1, top - 1, side + 1, side + 1);
        graphics.setColor(Palette.INK);
        graphics.setFont(Palette.text(CAPTION_SIZE));
        FontMetrics metrics = graphics.getFontMetrics();
        int indent = (side - metrics.stringWidth(tile.caption())) / 2;
        graphics.drawString(tile.caption(), left + indent, top + side + CAPTION_HEIGHT - 6);
    }
}
