package dev.tapeless.processor.generated;

import dev.tapeless.processor.testing.Allocation;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.support.RowType;
import dev.tapeless.runtime.train.Trainer;

import java.lang.reflect.Method;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Prints what predictions and training steps of warm networks allocate: the program of a JVM of its
 * own, since vectors are objects until the just-in-time compiler has seen them often enough.
 */
final class AllocatedBytes {

    private static final int BATCH = 13;
    private static final int REPETITIONS = 200;

    /** Rounds until the compiler must have seen enough. */
    private static final int TRIES = 60;

    /** What the compiler is given between them. */
    private static final long COMPILATION_NANOS = 20_000_000;

    private AllocatedBytes() {}

    /**
     * One line a measurement, with the bytes at its end.
     *
     * @param arguments the names of the networks, in the order in which they are used
     * @throws ReflectiveOperationException if a network is missing
     */
    @SuppressWarnings("unchecked") // the precision is known
    public static void main(String[] arguments) throws ReflectiveOperationException {
        for (final String type : arguments) {
            final Method create =
                    Class.forName("test." + type + "Network")
                            .getDeclaredMethod("create", long.class);
            create.setAccessible(true);
            final Object model = create.invoke(null, 42L);
            if (type.endsWith(SampleNetworks.DOUBLE)) {
                measure(type, (Model<double[]>) model, RowType.DOUBLE);
            } else {
                measure(type, (Model<float[]>) model, RowType.FLOAT);
            }
        }
    }

    private static <R> void measure(String type, Model<R> model, RowType<R> rows) {
        final Random random = new Random(7);
        final R[] inputs = rows.newRows(BATCH, model.inputSize());
        final R[] outputs = rows.newRows(BATCH, model.outputSize());
        final R[] targets = rows.newRows(BATCH, model.outputSize());
        for (int s = 0; s < BATCH; s++) {
            for (int i = 0; i < model.inputSize(); i++) {
                rows.set(inputs[s], i, random.nextDouble());
            }
        }
        model.warmUp();
        model.reserve(BATCH);
        final Trainer<R> trainer =
                Trainer.of(model)
                        .loss(Losses.meanSquaredError())
                        .optimizer(Adam.withLearningRate(1e-3));
        print(type + " predicts one", () -> model.predict(inputs[0], outputs[0]));
        print(type + " predicts a batch", () -> model.predict(inputs, outputs, BATCH));
        print(type + " trains", () -> trainer.step(inputs, targets, BATCH));
    }

    private static void print(String what, Runnable action) {
        final LongSupplier round = () -> Allocation.ofRound(REPETITIONS, action);
        long bytes = round.getAsLong();
        for (int k = 0; k < TRIES && bytes != 0; k++) {
            // On a busy machine the compiler comes later than short calls end.
            LockSupport.parkNanos(COMPILATION_NANOS);
            bytes = round.getAsLong();
        }
        System.out.println("allocated when " + what + ": " + bytes);
    }
}
