package dev.tapeless.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Every number is read back by the compiler as it was. */
class RealTest {

    private static final int RANDOM = 500;

    private static List<Double> specials() {
        return List.of(
                0.0,
                -0.0,
                1.0,
                -1.0,
                0.1,
                1e7,
                1e10,
                123456789.0,
                16777217.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MIN_NORMAL,
                (double) Float.MIN_VALUE,
                (double) -Float.MIN_VALUE,
                (double) Float.MIN_NORMAL,
                (double) Float.MAX_VALUE,
                2e-23,
                0.30000000000000004);
    }

    @Test
    void doublesAreReadBackBitByBit() {
        final List<Double> numbers = new ArrayList<>(specials());
        numbers.addAll(List.of(Double.MAX_VALUE, -Double.MAX_VALUE, 1e300));
        final Random random = new Random(1);
        for (int k = 0; k < RANDOM; k++) {
            numbers.add(Double.longBitsToDouble(random.nextLong()));
        }
        final double[] read =
                (double[])
                        CompiledValues.of(
                                Real.DOUBLE,
                                "",
                                numbers.stream().map(n -> written(Real.DOUBLE, n)).toList());
        for (int k = 0; k < read.length; k++) {
            assertEquals(numbers.get(k), read[k]);
        }
    }

    @Test
    void floatsAreReadBackBitByBit() {
        final List<Double> numbers = new ArrayList<>(specials());
        final Random random = new Random(2);
        for (int k = 0; k < RANDOM; k++) {
            numbers.add((double) Float.intBitsToFloat(random.nextInt()));
        }
        assertReadBackAsFloats(numbers);
    }

    /** What a formula may hold although no float does. */
    @Test
    void doublesBeyondTheRangeOfFloatsAreWhatACastGives() {
        assertReadBackAsFloats(List.of(1e39, -1e39, Double.MAX_VALUE, 3.4028236e38, 1e-300));
    }

    private static void assertReadBackAsFloats(List<Double> numbers) {
        final float[] read =
                (float[])
                        CompiledValues.of(
                                Real.FLOAT,
                                "",
                                numbers.stream().map(n -> written(Real.FLOAT, n)).toList());
        for (int k = 0; k < read.length; k++) {
            assertEquals((float) (double) numbers.get(k), read[k], "number " + numbers.get(k));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0f, 0.0",
        "-0.0, -0f, -0.0",
        "1, 1f, 1.0",
        "-2.5, -2.5f, -2.5",
        "0.1, 0.1f, 0.1",
        "1e10, 1.0E10f, 1.0E10",
        "NaN, java.lang.Float.NaN, java.lang.Double.NaN",
        "-Infinity, java.lang.Float.NEGATIVE_INFINITY, java.lang.Double.NEGATIVE_INFINITY"
    })
    void literalsAreAsShortAsAPersonWritesThem(double value, String inFloat, String inDouble) {
        assertEquals(inFloat, Real.FLOAT.literal(value).toString());
        assertEquals(inDouble, Real.DOUBLE.literal(value).toString());
        assertEquals(inFloat, written(Real.FLOAT, value));
        assertEquals(inDouble, written(Real.DOUBLE, value));
    }

    private static String written(Real real, double number) {
        final CodeText code = new CodeText();
        real.write(number, code);
        return code.toString();
    }
}
