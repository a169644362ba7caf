package dev.tapeless.samples.picture;

import dev.tapeless.samples.CommandFailure;
import dev.tapeless.samples.OutputFile;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/** Something that can be drawn. */
public interface Picture {

    /**
     * Draws it.
     *
     * @return the image
     */
    BufferedImage draw();

    /**
     * Draws it and writes it as a PNG file.
     *
     * @param file where
     * @throws CommandFailure if it cannot be drawn or written; the message says why
     */
    default void write(OutputFile file) throws CommandFailure {
        BufferedImage image;
        try {
            image = draw();
        } catch (LinkageError | InternalError noFonts) {
            throw noFonts(file);
        } catch (RuntimeException problem) {
            if (String.valueOf(problem.getMessage()).contains("Fontconfig")) {
                throw noFonts(file);
            }
            throw problem;
        }
        file.write(path -> writePng(image, path));
    }

    /** What a Java without a font system does at the first letter differs by version. */
    private static CommandFailure noFonts(OutputFile file) {
        return new CommandFailure(
                "cannot draw "
                        + file.contents()
                        + ": this Java finds no fonts; install fontconfig and any font");
    }

    private static void writePng(BufferedImage image, Path path) throws IOException {
        if (!ImageIO.write(image, "png", path.toFile())) {
            throw new IOException("this Java cannot write PNG files");
        }
    }

    /**
     * An empty image.
     *
     * @param width pixels
     * @param height pixels
     * @return the image, white
     */
    static BufferedImage blank(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Palette.PAPER);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    /**
     * Something to draw on an image with, smoothly.
     *
     * @param image the image
     * @return its graphics, to be disposed of
     */
    static Graphics2D graphics(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        return graphics;
    }
}
