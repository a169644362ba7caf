package dev.tapeless.runtime.train;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.RandomStream;
import dev.tapeless.runtime.ShapedBlocks;
import dev.tapeless.runtime.io.SafeTensors;
import dev.tapeless.runtime.io.StoredTensor;
import dev.tapeless.runtime.io.TensorSlot;
import dev.tapeless.runtime.optimizer.Optimizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that training goes on from, as one safetensors file: the parameters under their own
 * names, and beside them, under names with a slash, the optimizer's state, the generator of noise,
 * the position in the data and what listeners remember.
 */
final class Checkpoint {
    private static final Map<String, String> METADATA =
            Map.of("format", "pt", "tapeless", "checkpoint 1");

    private final List<TensorSlot> slots = new ArrayList<>();

    /**
     * The places of a training's numbers.
     *
     * @param model the model
     * @param optimizer the optimizer, prepared for the model
     * @param position how far training has come
     * @param batchSize samples a step, which a position within an epoch is counted in
     * @param seed the seed of the samples' order
     * @param listeners who remembers something
     * @throws IllegalArgumentException if two of them remember something of one name
     */
    Checkpoint(
            Model<?> model,
            Optimizer optimizer,
            Position position,
            int batchSize,
            long seed,
            List<TrainingListener> listeners) {
        for (Parameter<?> parameter : Parameters.withBuffers(model)) {
            slots.add(TensorSlot.of(parameter));
        }
        addOptimizer(optimizer);
        addRandom(model.random());
        addPosition(position, batchSize, seed);
        for (TrainingListener listener : listeners) {
            slots.addAll(listener.checkpointSlots());
        }
        checkNames();
    }

    private void checkNames() {
        Set<String> names = new HashSet<>();
        for (TensorSlot slot : slots) {
            if (!names.add(slot.name())) {
                throw new IllegalArgumentException(
                        "two listeners remember \""
                                + slot.name()
                                + "\", and a checkpoint holds one of them: remove a listener, or"
                                + " write no checkpoint");
            }
        }
    }

    /**
     * Checks the name of a tensor that is to be saved beside.
     *
     * @param name the name
     * @throws IllegalArgumentException if it could be that of a parameter, or of what training goes
     *     on from
     */
    static void checkBeside(String name) {
        if (!isIgnored(name) || name.startsWith("listener/")) {
            throw new IllegalArgumentException(
                    "tensor \""
                            + name
                            + "\" cannot stand beside a checkpoint's own: found no slash in its"
                            + " name, or optimizer/, trainer/ or listener/ in front, expected for"
                            + " example \"data/"
                            + name.substring(name.indexOf('/') + 1)
                            + "\"");
        }
    }

    /**
     * Checks that there is a folder for the file.
     *
     * @param file the file
     * @throws UncheckedIOException if there is none
     */
    void checkPlace(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.exists(file) && folder != null && !Files.isDirectory(folder)) {
            throw new UncheckedIOException(
                    "the checkpoint could not be written: " + file,
                    new NoSuchFileException(file.toString(), null, "there is no folder " + folder));
        }
    }

    /** Its kind is part of the names, as several kinds remember numbers of the same names. */
    private void addOptimizer(Optimizer optimizer) {
        String prefix = "optimizer/" + optimizer.getClass().getSimpleName() + ".";
        slots.add(
                TensorSlot.ofLongs(
                        prefix + "steps",
                        1,
                        () -> new long[] {optimizer.steps()},
                        read -> atLeast(0, read),
                        read -> optimizer.setSteps(read[0])));
        slots.add(
                TensorSlot.ofDoubles(
                        prefix + "learning_rate",
                        1,
                        () -> new double[] {optimizer.learningRate()},
                        Checkpoint::rate,
                        read -> optimizer.setLearningRate(read[0])));
        for (List<ShapedBlocks<?>> perParameter : optimizer.state().values()) {
            for (ShapedBlocks<?> numbers : perParameter) {
                slots.add(TensorSlot.of(prefix + numbers.name(), numbers));
            }
        }
    }

    private void addRandom(RandomStream random) {
        slots.add(
                TensorSlot.ofLongs(
                        "trainer/random",
                        2,
                        () -> new long[] {random.seed(), random.step()},
                        read -> read,
                        read -> random.set(read[0], read[1])));
    }

    private void addPosition(Position position, int batchSize, long seed) {
        slots.add(
                TensorSlot.ofLongs(
                        "trainer/position",
                        4,
                        () -> new long[] {position.epoch(), position.batches(), batchSize, seed},
                        read -> position(read, batchSize, seed),
                        read -> position.set((int) read[0], read[1])));
    }

    private static long[] position(long[] read, int batchSize, long seed) {
        if (read[0] < 1 || read[0] > Integer.MAX_VALUE || read[1] < 0) {
            throw new IllegalArgumentException(
                    "found epoch "
                            + read[0]
                            + " and "
                            + read[1]
                            + " batches, expected an epoch from 1 and batches from 0");
        }
        if (read[1] > 0 && read[2] != batchSize) {
            throw new IllegalArgumentException(
                    "found a place within an epoch of batches of "
                            + read[2]
                            + " samples, expected "
                            + batchSize
                            + ", the trainer's batch size");
        }
        if (read[3] != seed) {
            throw new IllegalArgumentException(
                    "found the seed " + read[3] + ", expected " + seed + ", the trainer's seed");
        }
        return read;
    }

    private static long[] atLeast(long least, long[] read) {
        if (read[0] < least) {
            throw new IllegalArgumentException("found " + read[0] + ", expected at least " + least);
        }
        return read;
    }

    private static double[] rate(double[] read) {
        if (!(read[0] >= 0) || Double.isInfinite(read[0])) {
            throw new IllegalArgumentException(
                    "found " + read[0] + ", expected a finite number of at least 0");
        }
        return read;
    }

    /**
     * Writes the file, atomically.
     *
     * @param file the file, replaced if it exists
     * @param beside other tensors that belong to the model
     * @throws IOException if it cannot be written; the old file then stays
     */
    void save(Path file, Map<String, StoredTensor> beside) throws IOException {
        SafeTensors.save(file, slots, METADATA, beside);
    }

    /**
     * Reads the file; if it does not fit, nothing has changed.
     *
     * @param file the file
     * @throws IOException if it cannot be read or does not fit
     */
    void load(Path file) throws IOException {
        SafeTensors.load(file, slots, Checkpoint::isIgnored);
    }

    /** What belongs to the model's data, or to a listener that is not there any more. */
    private static boolean isIgnored(String name) {
        return name.indexOf('/') >= 0
                && !name.startsWith("optimizer/")
                && !name.startsWith("trainer/");
    }
}
