package dev.tapeless.samples.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.data.Dataset;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

class DrawnDigitsTest {

    /** Changes with the forms and how they are drawn, and with nothing else. */
    @Test
    void areTheSameBitsEverywhere() throws Exception {
        Dataset<float[]> images = DrawnDigits.train(200);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < images.size(); i++) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * images.inputSize());
            bytes.asFloatBuffer().put(images.input(i));
            digest.update(bytes);
            digest.update((byte) images.target(i)[0]);
        }
        assertEquals(
                "16d6f0c2f2b3e525c80678c03c2a56994207b3855ec3df84d3ca233206b6af39",
                HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void anImageDependsOnItsNumberOnly() {
        Dataset<float[]> few = DrawnDigits.test(3);
        Dataset<float[]> more = DrawnDigits.test(5);
        for (int i = 0; i < few.size(); i++) {
            assertArrayEquals(few.input(i), more.input(i));
            assertArrayEquals(few.target(i), more.target(i));
        }
    }

    @Test
    void areInkOnPaperAndEveryDigitIsAmongThem() {
        Dataset<float[]> images = DrawnDigits.train(1000);
        int[] counts = new int[DigitSource.CLASSES];
        for (int i = 0; i < images.size(); i++) {
            counts[(int) images.target(i)[0]]++;
            int ink = 0;
            for (float pixel : images.input(i)) {
                assertTrue(pixel >= 0 && pixel <= 1, "pixel " + pixel);
                ink += pixel > 0.5f ? 1 : 0;
            }
            assertTrue(ink >= 10 && ink <= 300, "image " + i + " has " + ink + " dark pixels");
        }
        for (int digit = 0; digit < counts.length; digit++) {
            assertTrue(counts[digit] >= 60, counts[digit] + " images of " + digit);
        }
    }

    @Test
    void testImagesAreOthersThanThoseToLearnFrom() {
        Dataset<float[]> train = DrawnDigits.train(300);
        Dataset<float[]> test = DrawnDigits.test(300);
        for (int t = 0; t < test.size(); t++) {
            for (int i = 0; i < train.size(); i++) {
                assertTrue(Arrays.mismatch(train.input(i), test.input(t)) >= 0);
            }
        }
    }
}
