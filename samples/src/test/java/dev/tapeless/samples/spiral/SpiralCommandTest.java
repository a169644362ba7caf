package dev.tapeless.samples.spiral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.samples.CommandRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

class SpiralCommandTest {
    @TempDir private Path folder;

    @Test
    void tellsTheSpiralsApart() throws Exception {
        Path picture = folder.resolve("spiral.png");
        CommandRun run = CommandRun.of("spiral", "--picture=" + picture).succeeded();
        List<String> lines = run.out().lines().toList();
        int last = lines.size() - 1;
        assertTrue(lines.get(last).matches("training accuracy: [01]\\.\\d{4}"), run.out());
        assertTrue(lines.get(last - 1).matches("training loss: \\d\\.\\d{4}"), run.out());
        assertTrue(number(lines.get(last)) >= 0.95, run.out());
        assertTrue(number(lines.get(last - 1)) <= 0.15, run.out());
        BufferedImage image = ImageIO.read(picture.toFile());
        assertEquals(880, image.getWidth());
        assertEquals(946, image.getHeight());
    }

    private static double number(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
    }

    @Test
    void saysWhatIsWrong() {
        CommandRun.of("spiral", "--epochs=0")
                .refused("--epochs is 0, expected at least 1", "spiral --help");
        CommandRun.of("spiral", "--picture=")
                .refused("--picture is empty, expected a path", "spiral --help");
        Path nowhere = folder.resolve("nowhere");
        CommandRun.of("spiral", "--picture=" + nowhere.resolve("p.png"))
                .failed(
                        "cannot save the picture to "
                                + nowhere.resolve("p.png")
                                + ": there is no folder "
                                + nowhere);
        assertTrue(Files.notExists(nowhere));
    }
}
