package dev.tapeless.processor.generated;

import dev.tapeless.processor.testing.DividedWork;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.support.RowType;
import dev.tapeless.runtime.train.Trainer;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Trains the sample networks for some steps; also the program of a JVM of its own. */
final class TrainingHash {

    private static final int BATCH = 13;
    private static final int STEPS = 25;

    private TrainingHash() {}

    /**
     * Prints the hash; the class path has the compiled networks.
     *
     * @param arguments the number of threads
     * @throws ReflectiveOperationException if a network is missing
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        final int threads = Integer.parseInt(arguments[0]);
        System.out.println(of(TrainingHash.class.getClassLoader(), threads));
    }

    /**
     * The SHA-256 of all parameters after training.
     *
     * @param loader finds the compiled networks
     * @param threads how many threads train them
     * @return hexadecimal digits
     * @throws ReflectiveOperationException if a network is missing
     */
    static String of(ClassLoader loader, int threads) throws ReflectiveOperationException {
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (final String name : SampleNetworks.NAMES) {
                for (final boolean isDouble : new boolean[] {false, true}) {
                    final Class<?> type =
                            loader.loadClass(
                                    "test." + SampleNetworks.name(name, isDouble) + "Network");
                    final Method create = type.getDeclaredMethod("create", long.class);
                    create.setAccessible(true);
                    train((Model<?>) create.invoke(null, 42L), isDouble, threads, digest);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (final NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked") // the precision is known
    private static void train(Model<?> model, boolean isDouble, int threads, MessageDigest digest) {
        if (isDouble) {
            train((Model<double[]>) model, RowType.DOUBLE, threads, digest);
        } else {
            train((Model<float[]>) model, RowType.FLOAT, threads, digest);
        }
    }

    private static <R> void train(
            Model<R> model, RowType<R> rows, int threads, MessageDigest digest) {
        final Random random = new Random(3);
        final R[] inputs = rows.newRows(BATCH, model.inputSize());
        final R[] targets = rows.newRows(BATCH, model.outputSize());
        final Trainer<R> trainer =
                Trainer.of(model)
                        .loss(Losses.meanSquaredError())
                        .optimizer(Adam.withLearningRate(0.01))
                        .workers(DividedWork.workers(threads));
        for (int step = 0; step < STEPS; step++) {
            fill(inputs, random);
            fill(targets, random);
            trainer.step(inputs, targets, 1 + step % BATCH);
        }
        for (final Parameter<R> parameter : model.parameters()) {
            for (final double value : parameter.values()) {
                digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
            }
        }
    }

    private static void fill(Object[] rows, Random random) {
        for (final Object row : rows) {
            for (int k = 0; k < Array.getLength(row); k++) {
                final float value = 4 * random.nextFloat() - 2;
                if (row instanceof float[] floats) {
                    floats[k] = value;
                } else {
                    ((double[]) row)[k] = value;
                }
            }
        }
    }
}
