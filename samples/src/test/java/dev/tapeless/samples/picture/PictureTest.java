package dev.tapeless.samples.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.samples.CommandFailure;
import dev.tapeless.samples.OutputFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

class PictureTest {
    @TempDir private Path folder;

    private OutputFile file() {
        return new OutputFile(folder.resolve("p.png"), "the picture");
    }

    @Test
    void isWrittenAsPng() throws Exception {
        Picture picture = () -> Picture.blank(3, 2);
        picture.write(file());
        var image = ImageIO.read(file().path().toFile());
        assertEquals(3, image.getWidth());
        assertEquals(2, image.getHeight());
        assertEquals(Color.WHITE.getRGB(), image.getRGB(2, 1));
    }

    /** All that was seen where there is no font system. */
    @Test
    void saysThatThereAreNoFonts() {
        saysThatThereAreNoFonts(
                () -> {
                    throw new InternalError("java.lang.reflect.InvocationTargetException");
                });
        saysThatThereAreNoFonts(
                () -> {
                    throw new NoClassDefFoundError("sun/font/SunFontManager");
                });
        saysThatThereAreNoFonts(
                () -> {
                    throw new IllegalStateException("Fontconfig head is null, check your fonts");
                });
    }

    private void saysThatThereAreNoFonts(Picture picture) {
        assertEquals(
                "cannot draw the picture: this Java finds no fonts; install fontconfig and any"
                        + " font",
                assertThrows(CommandFailure.class, () -> picture.write(file())).getMessage());
        assertTrue(Files.notExists(file().path()));
    }

    @Test
    void otherMistakesAreItsOwn() {
        Picture picture =
                () -> {
                    throw new IllegalStateException("other");
                };
        assertThrows(IllegalStateException.class, () -> picture.write(file()));
    }
}
