package dev.tapeless.samples.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapeless.samples.CommandRun;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

class DigitsCommandTest {
    @TempDir private static Path folder;
    @TempDir private static Path fewImages;

    private static Path weights;
    private static CommandRun training;

    /** The command's main job, as it is without options but for where the weights go. */
    @BeforeAll
    static void train() throws IOException {
        new MnistFiles(fewImages).writeDrawn(1000, 100);
        weights = folder.resolve("digits.safetensors");
        training = CommandRun.of("digits", "--save", weights.toString());
    }

    @Test
    void learnsTheDigitsThatItDraws() {
        String out = training.succeeded().out();
        assertTrue(out.startsWith("Digits: input [784], float\n"), out);
        assertTrue(out.contains("60,000 images to learn from, 10,000 to test on\n"), out);
        assertTrue(out.contains("saved the weights to " + weights + "\n"), out);
        assertEquals(5, out.lines().filter(line -> line.startsWith("epoch ")).count());
        assertTrue(accuracy(training) >= 0.99, training.lastLine());
    }

    @Test
    void predictsFromSavedWeights() {
        CommandRun run = CommandRun.of("digits", "--weights", weights.toString()).succeeded();
        assertTrue(run.out().startsWith("10,000 images to test on\n"), run.out());
        assertEquals(shown(training), shown(run));
    }

    @Test
    void givesTheSameBitsInAnotherMachine() throws Exception {
        Path first = folder.resolve("first.safetensors");
        Path second = folder.resolve("second.safetensors");
        CommandRun.of("digits", "--data=" + fewImages, "--seed=7", "--save=" + first).succeeded();
        CommandRun.inNewMachine(
                        List.of("-XX:UseAVX=1"),
                        "digits",
                        "--data=" + fewImages,
                        "--seed=7",
                        "--save=" + second)
                .succeeded();
        assertEquals(-1, Files.mismatch(first, second));
    }

    @Test
    void drawsPictures() throws Exception {
        Path pictures = folder.resolve("pictures").resolve("of training");
        Path few = folder.resolve("few.safetensors");
        CommandRun run =
                CommandRun.of(
                                "digits",
                                "--data=" + fewImages,
                                "--save=" + few,
                                "--pictures=" + pictures)
                        .succeeded();
        assertTrue(run.out().contains("drew pictures in " + pictures + "\n"), run.out());
        assertEquals(1000, widthOf(pictures, "loss.png"));
        assertTrue(widthOf(pictures, "mistakes.png") > 1000);
        assertTrue(widthOf(pictures, "hidden.png") > 1000);

        Path others = folder.resolve("pictures").resolve("of weights");
        digits("--data=" + fewImages, "--weights=" + few, "--pictures=" + others).succeeded();
        assertEquals(-1, mismatch(pictures, others, "mistakes.png"));
        assertEquals(-1, mismatch(pictures, others, "hidden.png"));
        assertFalse(Files.exists(others.resolve("loss.png")));
    }

    private static int widthOf(Path pictures, String name) throws IOException {
        return ImageIO.read(pictures.resolve(name).toFile()).getWidth();
    }

    private static long mismatch(Path one, Path other, String name) throws IOException {
        return Files.mismatch(one.resolve(name), other.resolve(name));
    }

    @Test
    void learnsMnist() {
        Path mnist = Path.of(System.getProperty("tapeless.data"), "mnist");
        assumeTrue(Files.isDirectory(mnist), "skipped: there is no folder " + mnist);
        CommandRun run =
                CommandRun.of(
                        "digits",
                        "--data=" + mnist,
                        "--save=" + folder.resolve("mnist.safetensors"));
        assertTrue(run.succeeded().out().contains("60,000 images to learn from"), run.out());
        assertTrue(accuracy(run) >= 0.972, run.lastLine());
    }

    @Test
    void learnsWithConvolutions() {
        Path cnn = folder.resolve("cnn.safetensors");
        CommandRun run =
                digits("--model=cnn", "--epochs=1", "--data=" + fewImages, "--save=" + cnn)
                        .succeeded();
        assertTrue(run.out().startsWith("DigitImages: input [28, 28, 1], float\n"), run.out());
        CommandRun again =
                digits("--model=cnn", "--weights=" + cnn, "--data=" + fewImages).succeeded();
        assertEquals(run.lastLine(), again.lastLine());
    }

    @Test
    void saysWhatIsWrongWithAnOption() {
        wrong("--model is \"rnn\", expected mlp or cnn", "--model=rnn");
        wrong("--epochs is 0, expected at least 1", "--epochs=0");
        wrong("--batch-size is -3, expected at least 1", "--batch-size=-3");
        wrong("--learning-rate is 0.0, expected a number above 0", "--learning-rate=0");
        wrong("--learning-rate is NaN, expected a number above 0", "--learning-rate=NaN");
        wrong("--data is empty, expected a path", "--data", "");
        wrong("--weights is empty, expected a path", "--weights", "");
        wrong("--save is empty, expected a path", "--save", "");
        wrong("--pictures is empty, expected a path", "--pictures", "");
        wrong("Invalid value for option '--seed': 'x' is not a long", "--seed=x");
        wrong("Missing required parameter for option '--save' (FILE)", "--save");
        wrong("did not expect --epoch 3, did you mean --epochs", "--epoch", "3");
        for (String option :
                List.of(
                        "--save=a",
                        "--epochs=1",
                        "--batch-size=1",
                        "--learning-rate=1",
                        "--seed=1")) {
            String name = option.substring(0, option.indexOf('='));
            wrong(
                    "--weights predicts without training; leave out " + name,
                    "--weights=" + weights,
                    option);
        }
    }

    private static void wrong(String message, String... options) {
        digits(options).refused(message, "digits --help");
    }

    @Test
    void saysWhereItCannotSave() {
        Path nowhere = folder.resolve("nowhere");
        String cannot = "cannot save the weights to ";
        fails(cannot + folder + ": it is a folder, name a file", "--save=" + folder);
        fails(
                cannot + nowhere.resolve("w") + ": there is no folder " + nowhere,
                "--save=" + nowhere.resolve("w"));
        fails(
                cannot + weights.resolve("w") + ": there is no folder " + weights,
                "--save=" + weights.resolve("w"));
        fails(
                "cannot save the pictures in " + weights + ": it is a file, name a folder",
                "--weights=" + weights,
                "--pictures=" + weights);
    }

    @Test
    void saysWhichFilesAreMissing() {
        Path nowhere = folder.resolve("nowhere");
        fails("there is no file " + nowhere, "--weights=" + nowhere);
        fails(folder + " is a folder; --weights takes a file", "--weights=" + folder);
        fails(
                "there is no folder " + nowhere + "; --data takes the folder of MNIST's four files",
                "--data=" + nowhere);
        fails(
                weights + " is a file; --data takes the folder of MNIST's four files",
                "--data=" + weights);
    }

    @Test
    void refusesTheWeightsOfAnotherNetwork() throws Exception {
        Path other = folder.resolve("other.safetensors");
        AnotherNetwork.save(other);
        fails(
                other
                        + ": does not fit the network: tensor \"hidden.weight\": found shape"
                        + " [64, 784], expected [128, 784] (and more that differs)",
                "--weights=" + other);
    }

    @Test
    void refusesAFileThatIsNoWeights() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "none");
        fails(
                text
                        + ": not a safetensors file: found 4 bytes, expected at least the 8 bytes"
                        + " of the header's length",
                "--weights=" + text);
    }

    @Test
    void saysWhenTheLossIsLost() {
        CommandRun run =
                CommandRun.of(
                        "digits",
                        "--data=" + fewImages,
                        "--learning-rate=1e30",
                        "--save=" + folder.resolve("lost.safetensors"));
        run.failed(
                "the loss was NaN in batch 2 of epoch 1; training ended, and the parameters are as"
                        + " they were before that batch (a lower learning rate or scaled inputs"
                        + " often help)");
        assertFalse(Files.exists(folder.resolve("lost.safetensors")));
    }

    @Test
    void saysWhenThereIsTooLittleMemory() throws Exception {
        Path never = folder.resolve("never.safetensors");
        CommandRun.inNewMachine(List.of("-Xmx32m"), "digits", "--save=" + never)
                .failed(
                        "there is not enough memory; give Java more of it, such as java -Xmx2g"
                                + " -jar");
    }

    private static void fails(String message, String... options) {
        assertEquals("", digits(options).failed(message).out());
    }

    private static CommandRun digits(String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "digits";
        System.arraycopy(options, 0, args, 1, options.length);
        return CommandRun.of(args);
    }

    /** From the first images on: everything that follows from the weights. */
    private static String shown(CommandRun run) {
        return run.out().substring(run.out().indexOf("the first test images"));
    }

    private static double accuracy(CommandRun run) {
        String line = run.lastLine();
        assertTrue(line.matches("test accuracy: [01]\\.\\d{4}"), line);
        return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
    }
}
