package dev.tapeless.samples.digits;

import dev.tapeless.runtime.RandomStream;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.samples.Progress;

/**
 * Digits that the sample draws itself. An image depends on its number only, so there is one fixed
 * set to learn from and one to test on, and both are the same on every machine.
 */
final class DrawnDigits implements DigitSource {
    private static final int TRAIN_IMAGES = 60_000;
    private static final int TEST_IMAGES = 10_000;

    private static final long SEED = 20_260_101;
    private static final int TRAIN_STREAM = 0;
    private static final int TEST_STREAM = 1;

    @Override
    public Dataset<float[]> train() {
        return train(TRAIN_IMAGES);
    }

    @Override
    public Dataset<float[]> test() {
        return test(TEST_IMAGES);
    }

    /** The first images of the set to learn from. */
    static Dataset<float[]> train(int count) {
        return draw(TRAIN_STREAM, count);
    }

    /** The first images of the set to test on. */
    static Dataset<float[]> test(int count) {
        return draw(TEST_STREAM, count);
    }

    private static Dataset<float[]> draw(int stream, int count) {
        float[][] images = new float[count][];
        int[] labels = new int[count];
        try (Progress progress = Progress.of("drawing", count)) {
            for (int i = 0; i < count; i++) {
                Draws draws = new Draws(RandomStream.key(SEED, 0, stream, i));
                labels[i] = draws.below(CLASSES);
                images[i] = Handwriting.write(labels[i], draws);
                progress.step();
            }
        }
        return Dataset.of(images, labels);
    }
}
