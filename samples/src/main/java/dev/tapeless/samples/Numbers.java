package dev.tapeless.samples;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers as a person would write them: four decimals at most, no zeros at the end. */
public final class Numbers {
    private static final int DECIMALS = 4;

    private Numbers() {}

    /**
     * One number.
     *
     * @param value a finite number
     * @return for example {@code 5.985}, {@code -0.07} or {@code 6}
     */
    public static String text(double value) {
        BigDecimal rounded = new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /**
     * A vector.
     *
     * @param values finite numbers
     * @return for example {@code (1, -2, 3)}
     */
    public static String vector(double... values) {
        return Arrays.stream(values)
                .mapToObj(Numbers::text)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /**
     * A vector.
     *
     * @param values finite numbers
     * @return for example {@code (1, -2, 3)}
     */
    public static String vector(float... values) {
        return vector(widened(values));
    }

    /**
     * A matrix: a line a row, its columns aligned to the right, each line indented and ended by
     * {@code \n}.
     *
     * @param rows rows of one length
     * @return the lines
     */
    public static String matrix(double[][] rows) {
        List<List<String>> cells = new ArrayList<>();
        int width = 0;
        for (double[] row : rows) {
            List<String> line = Arrays.stream(row).mapToObj(Numbers::text).toList();
            for (String cell : line) {
                width = Math.max(width, cell.length());
            }
            cells.add(line);
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : cells) {
            for (String cell : line) {
                text.append("  ").append(" ".repeat(width - cell.length())).append(cell);
            }
            text.append('\n');
        }
        return text.toString();
    }

    /**
     * A matrix, as {@link #matrix(double[][])}.
     *
     * @param rows rows of one length
     * @return the lines
     */
    public static String matrix(float[][] rows) {
        return matrix(Arrays.stream(rows).map(Numbers::widened).toArray(double[][]::new));
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
