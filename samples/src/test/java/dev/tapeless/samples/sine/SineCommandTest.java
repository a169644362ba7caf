package dev.tapeless.samples.sine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.samples.CommandRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import javax.imageio.ImageIO;

class SineCommandTest {
    @TempDir private Path folder;

    @Test
    void learnsTheSine() throws Exception {
        Path picture = folder.resolve("sine.png");
        CommandRun run = CommandRun.of("sine", "--picture=" + picture).succeeded();
        String line = run.lastLine();
        assertTrue(line.matches("root mean squared error on the sine: \\d\\.\\d{4}"), line);
        double error = Double.parseDouble(line.substring(line.lastIndexOf(' ')));
        assertTrue(error < 0.03, line); // less than a third of the noise
        assertEquals(1000, ImageIO.read(picture.toFile()).getWidth());
    }

    @Test
    void saysWhatIsWrong() {
        CommandRun.of("sine", "--epochs=-1")
                .refused("--epochs is -1, expected at least 1", "sine --help");
        CommandRun.of("sine", "--picture=" + folder)
                .failed("cannot save the picture to " + folder + ": it is a folder, name a file");
    }
}
