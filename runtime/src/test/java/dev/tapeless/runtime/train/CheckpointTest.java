package dev.tapeless.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.TanhNetwork;
import dev.tapeless.runtime.io.SafeTensors;
import dev.tapeless.runtime.io.StoredTensor;
import dev.tapeless.runtime.io.TensorFile;
import dev.tapeless.runtime.io.TensorFileException;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.optimizer.Optimizer;
import dev.tapeless.runtime.optimizer.Sgd;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

class CheckpointTest {
    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("training.safetensors");
    }

    private static String uninterrupted() {
        CheckpointTraining training = new CheckpointTraining();
        training.trainer.fit(CheckpointTraining.data(0), CheckpointTraining.data(1));
        return training.fingerprint();
    }

    /** Saves after some batches, within an epoch or at its end, and does not go on. */
    private void interrupt(int epoch, int batch) {
        CheckpointTraining training = new CheckpointTraining();
        training.trainer.listener(
                new TrainingListener() {
                    @Override
                    public void onBatchEnd(BatchResult result, TrainingControl control) {
                        if (result.epoch() == epoch && result.batch() == batch) {
                            save();
                            control.stop("interrupted");
                        }
                    }

                    private void save() {
                        try {
                            training.trainer.save(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                });
        training.trainer.fit(CheckpointTraining.data(0), CheckpointTraining.data(1));
    }

    @Test
    void goesOnWithTheSameBits() throws IOException {
        String expected = uninterrupted();
        for (int[] place : new int[][] {{1, 1}, {3, 4}, {3, 7}, {6, 6}}) {
            interrupt(place[0], place[1]);
            CheckpointTraining rest = new CheckpointTraining();
            History history =
                    rest.trainer
                            .load(file)
                            .fit(CheckpointTraining.data(0), CheckpointTraining.data(1));
            assertEquals(expected, rest.fingerprint());
            assertEquals(6, history.last().epoch());
        }
    }

    @Test
    void everyEpochLeavesACheckpoint() throws IOException {
        CheckpointTraining first = new CheckpointTraining();
        first.trainer.epochs(2).checkpoint(file);
        first.trainer.fit(CheckpointTraining.data(0), CheckpointTraining.data(1));
        CheckpointTraining rest = new CheckpointTraining();
        History history =
                rest.trainer.load(file).fit(CheckpointTraining.data(0), CheckpointTraining.data(1));
        assertEquals(3, history.epochs().get(0).epoch());
        assertEquals(uninterrupted(), rest.fingerprint());
        // all epochs are done: nothing is left to do, and the next fit begins at the beginning
        CheckpointTraining done = new CheckpointTraining();
        done.trainer.epochs(2).load(file);
        assertEquals(List.of(), done.trainer.fit(CheckpointTraining.data(0)).epochs());
        assertEquals(2, done.trainer.fit(CheckpointTraining.data(0)).epochs().size());
    }

    @Test
    void goesOnInANewProcess() throws Exception {
        interrupt(4, 2);
        Path target = Path.of(System.getProperty("basedir", ""), "target").toAbsolutePath();
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                target.resolve("classes")
                                        + System.getProperty("path.separator")
                                        + target.resolve("test-classes"),
                                CheckpointTraining.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        assertEquals(uninterrupted(), output.strip());
    }

    @Test
    void holdsTheParametersUnderTheirOwnNames() throws IOException {
        CheckpointTraining training = new CheckpointTraining();
        training.trainer
                .epochs(1)
                .saveBeside(Map.of("data/mean", StoredTensor.ofFloats(new int[0], 7)));
        training.trainer.fit(CheckpointTraining.data(0));
        training.trainer.save(file);
        TanhNetwork network = new TanhNetwork(2, 6, 2, 99);
        SafeTensors.load(file, network);
        assertArrayEquals(
                training.network.parameters().get(0).values(),
                network.parameters().get(0).values());
        TensorFile contents = TensorFile.read(file);
        assertEquals(7, contents.tensor("data/mean").toFloats()[0]);
        assertEquals(7, contents.tensor("optimizer/NAdam.steps").toLongs()[0]);
        assertEquals(
                "F32 [6, 2]",
                contents.tensor("optimizer/NAdam.hidden.weight.exp_avg_sq").toString());
        assertArrayEquals(new long[] {2, 0, 16, 42}, contents.tensor("trainer/position").toLongs());
        assertTrue(
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        training.trainer.saveBeside(
                                                Map.of("mean", contents.tensor("data/mean"))))
                        .getMessage()
                        .contains("no slash in its name"));
    }

    private static Trainer<float[]> plain(TanhNetwork network, Optimizer optimizer) {
        return Trainer.of(network).loss(Losses.softmaxCrossEntropy()).optimizer(optimizer);
    }

    private String refused(Trainer<float[]> trainer, TanhNetwork network) {
        double[] before = network.parameters().get(0).values();
        String message =
                assertThrows(TensorFileException.class, () -> trainer.load(file)).getMessage();
        assertArrayEquals(before, network.parameters().get(0).values());
        return message;
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        TanhNetwork saved = new TanhNetwork(2, 6, 2, 1);
        plain(saved, Adam.withLearningRate(0.1)).save(file);

        TanhNetwork wider = new TanhNetwork(2, 7, 2, 1);
        String message = refused(plain(wider, Adam.withLearningRate(0.1)), wider);
        assertTrue(
                message.contains("tensor \"hidden.weight\": found shape [6, 2], expected [7, 2]"),
                message);
        assertTrue(
                message.contains(
                        "tensor \"optimizer/Adam.hidden.weight.exp_avg\": found shape [6, 2],"
                                + " expected [7, 2]"),
                message);
        TanhNetwork same = new TanhNetwork(2, 6, 2, 2);
        message = refused(plain(same, Sgd.withLearningRate(0.1)), same);
        assertTrue(message.contains("found no tensor \"optimizer/Sgd.steps\""), message);
        assertTrue(message.contains("\"optimizer/Adam.steps\" [1] belongs to no"), message);
        message = refused(plain(same, Adam.withLearningRate(0.1).amsgrad(true)), same);
        assertTrue(message.contains("hidden.weight.max_exp_avg_sq"), message);
        message = refused(plain(same, Adam.withLearningRate(0.1)).seed(7), same);
        assertTrue(
                message.contains(
                        "tensor \"trainer/position\": found the seed 42, expected 7, the"
                                + " trainer's seed"),
                message);
        message =
                refused(
                        plain(same, Adam.withLearningRate(0.1)).listener(EarlyStopping.onLoss()),
                        same);
        assertTrue(
                message.contains("found no tensor \"listener/earlyStopping.loss.best\""), message);

        interrupt(1, 1);
        CheckpointTraining other = new CheckpointTraining();
        assertTrue(
                refused(other.trainer.batchSize(8), other.network)
                        .contains(
                                "found a place within an epoch of batches of 16 samples, expected"
                                        + " 8, the trainer's batch size"));
        assertEquals(
                List.of(
                        "the trainer has no optimizer: call optimizer(...), for example"
                                + " optimizer(Adam.withLearningRate(1e-3))"),
                List.of(
                        assertThrows(
                                        IllegalStateException.class,
                                        () ->
                                                Trainer.of(same)
                                                        .loss(Losses.softmaxCrossEntropy())
                                                        .load(file))
                                .getMessage()));
    }

    /** The file with one of its tensors replaced. */
    private void replace(String name, StoredTensor tensor) throws IOException {
        TensorFile contents = TensorFile.read(file);
        Map<String, StoredTensor> tensors = new LinkedHashMap<>(contents.tensors());
        assertTrue(tensors.containsKey(name), name);
        tensors.put(name, tensor);
        TensorFile.of(tensors, contents.metadata()).write(file);
    }

    @Test
    void numbersThatCannotBeAreRefused() throws IOException {
        Map<String, StoredTensor> wrong = new LinkedHashMap<>();
        wrong.put("optimizer/NAdam.steps", StoredTensor.ofLongs(new int[] {1}, -1));
        wrong.put(
                "optimizer/NAdam.learning_rate", StoredTensor.ofDoubles(new int[] {1}, Double.NaN));
        wrong.put("trainer/position", StoredTensor.ofLongs(new int[] {4}, 0, 0, 16, 42));
        wrong.put("listener/earlyStopping.loss.epochs", StoredTensor.ofLongs(new int[] {2}, 3, -2));
        Map<String, String> messages =
                Map.of(
                        "optimizer/NAdam.steps",
                        "found -1, expected at least 0",
                        "optimizer/NAdam.learning_rate",
                        "found NaN, expected a finite number of at least 0",
                        "trainer/position",
                        "found epoch 0 and 0 batches, expected an epoch from 1 and batches from 0",
                        "listener/earlyStopping.loss.epochs",
                        "found 3 and -2, expected at least 0");
        for (String name : wrong.keySet()) {
            interrupt(1, 2);
            replace(name, wrong.get(name));
            CheckpointTraining training = new CheckpointTraining();
            String message = refused(training.trainer, training.network);
            assertTrue(message.contains("tensor \"" + name + "\": " + messages.get(name)), message);
        }
    }

    /** Everything that a training remembers, to be compared before and after. */
    private static String everything(CheckpointTraining training, Path scratch) throws IOException {
        training.trainer.save(scratch);
        return new String(Files.readAllBytes(scratch), StandardCharsets.ISO_8859_1);
    }

    /** Damage of every kind: the checkpoint loads, or nothing has changed. */
    @Test
    void damagedFilesChangeNothing() throws IOException {
        interrupt(2, 3);
        byte[] good = Files.readAllBytes(file);
        Path scratch = folder.resolve("scratch.safetensors");
        CheckpointTraining target = new CheckpointTraining();
        String before = everything(target, scratch);
        SplittableRandom random = new SplittableRandom(7);
        int loads = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = good.clone();
            if (i % 3 == 0) {
                damaged = java.util.Arrays.copyOf(good, random.nextInt(good.length));
            } else {
                int limit = i % 3 == 1 ? 4000 : good.length;
                for (int change = random.nextInt(1, 4); change > 0; change--) {
                    damaged[random.nextInt(Math.min(limit, good.length))] ^=
                            (byte) (1 << random.nextInt(8));
                }
            }
            Files.write(file, damaged);
            try {
                target.trainer.load(file);
                loads++;
                target = new CheckpointTraining();
            } catch (TensorFileException refused) {
                assertTrue(refused.getMessage().startsWith(file.toString()));
                assertEquals(before, everything(target, scratch));
            }
        }
        assertTrue(loads > 20 && loads < 200, loads + " loads");
    }

    @Test
    void aCheckpointThatCannotBeWrittenEndsTraining() {
        CheckpointTraining training = new CheckpointTraining();
        Path missing = folder.resolve("none").resolve("training.safetensors");
        assertEquals(
                "the checkpoint could not be written: " + missing,
                assertThrows(
                                UncheckedIOException.class,
                                () ->
                                        training.trainer
                                                .checkpoint(missing)
                                                .fit(CheckpointTraining.data(0)))
                        .getMessage());
        assertFalse(Files.exists(missing));
    }

    /** Not after an epoch, which may have taken hours. */
    @Test
    void whatWouldFailAfterTheFirstEpochIsToldBeforeIt() {
        CheckpointTraining untouched = new CheckpointTraining();
        CheckpointTraining training = new CheckpointTraining();
        Trainer<float[]> trainer = training.trainer;
        Path missing = folder.resolve("none").resolve("training.safetensors");
        UncheckedIOException refused =
                assertThrows(
                        UncheckedIOException.class,
                        () -> trainer.checkpoint(missing).fit(CheckpointTraining.data(0)));
        assertEquals(
                missing + ": there is no folder " + missing.getParent(),
                refused.getCause().getMessage());
        trainer.checkpoint(file).listener(EarlyStopping.onLoss());
        assertEquals(
                "two listeners remember \"listener/earlyStopping.loss.epochs\", and a checkpoint"
                        + " holds one of them: remove a listener, or write no checkpoint",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> trainer.fit(CheckpointTraining.data(0)))
                        .getMessage());
        StoredTensor tensor = StoredTensor.ofFloats(new int[] {1}, 1);
        for (String name : List.of("mean", "optimizer/mean", "trainer/mean", "listener/mean")) {
            assertEquals(
                    "tensor \""
                            + name
                            + "\" cannot stand beside a checkpoint's own: found no slash in its"
                            + " name, or optimizer/, trainer/ or listener/ in front, expected for"
                            + " example \"data/mean\"",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> trainer.saveBeside(Map.of(name, tensor)))
                            .getMessage());
        }
        assertEquals(untouched.fingerprint(), training.fingerprint());
        assertFalse(Files.exists(file));
    }

    @Test
    void leavesNoOtherFiles() throws IOException {
        interrupt(1, 2);
        List<Path> files = new ArrayList<>();
        try (var list = Files.list(folder)) {
            list.forEach(files::add);
        }
        assertEquals(List.of(file), files);
    }
}
