package dev.tapeless.samples.digits;

import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.samples.CommandFailure;

import java.io.IOException;

/** Where images of digits come from. */
interface DigitSource {
    /** Pixels a side. */
    int SIDE = 28;

    /** The digits from 0 to 9. */
    int CLASSES = 10;

    /** The images to learn from. */
    Dataset<float[]> train() throws IOException, CommandFailure;

    /** Other images, to find out how much was learnt. */
    Dataset<float[]> test() throws IOException, CommandFailure;
}
