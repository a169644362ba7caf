package dev.tapeless.samples.digits;

import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.data.IdxFile;
import dev.tapeless.samples.CommandFailure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** MNIST's four files in a folder, under their usual names, each with or without {@code .gz}. */
final class MnistFolder implements DigitSource {
    private static final double BRIGHTEST = 255;

    private final Path folder;

    MnistFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Dataset<float[]> train() throws IOException, CommandFailure {
        return read("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
    }

    @Override
    public Dataset<float[]> test() throws IOException, CommandFailure {
        return read("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");
    }

    private Dataset<float[]> read(String imagesName, String labelsName)
            throws IOException, CommandFailure {
        Path imagesFile = find(imagesName);
        Path labelsFile = find(labelsName);
        IdxFile images = IdxFile.read(imagesFile);
        int[] labels = IdxFile.read(labelsFile).labels();
        if (images.rowLength() != SIDE * SIDE) {
            throw new CommandFailure(
                    imagesFile + ": found " + images + ", expected images of 28 x 28 pixels");
        }
        if (images.count() != labels.length || labels.length == 0) {
            throw new CommandFailure(
                    imagesFile
                            + " has "
                            + images.count()
                            + " images and "
                            + labelsFile.getFileName()
                            + " has "
                            + labels.length
                            + " labels, expected one label for each image and at least one image");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= CLASSES) {
                throw new CommandFailure(
                        labelsFile
                                + ": found the label "
                                + labels[i]
                                + " for image "
                                + i
                                + ", expected 0 to 9");
            }
        }
        return Dataset.of(images.floatRows(BRIGHTEST), labels);
    }

    private Path find(String name) throws CommandFailure {
        if (!Files.isDirectory(folder)) {
            String found =
                    Files.exists(folder) ? folder + " is a file" : "there is no folder " + folder;
            throw new CommandFailure(found + "; --data takes the folder of MNIST's four files");
        }
        for (String candidate : new String[] {name, name + ".gz"}) {
            Path file = folder.resolve(candidate);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new CommandFailure(
                "found neither "
                        + name
                        + " nor "
                        + name
                        + ".gz in "
                        + folder
                        + "; --data takes the folder of MNIST's four files");
    }
}
