package dev.tapeless.benchmarks;

import java.util.Arrays;

/**
 * Loops that HotSpot vectorises: one row of results and four rows of a matrix, arrays of their own
 * that share an index, with fused multiply-adds.
 */
final class Rows extends ByHand {

    private static final int STEP = 4;

    Rows(Layers layers) {
        super(layers);
    }

    @Override
    void product(float[][] x, float[][] w, float[] b, float[][] y, int count, boolean relu) {
        for (int s = 0; s < count; s++) {
            System.arraycopy(b, 0, y[s], 0, b.length);
        }
        int i = 0;
        for (; i + STEP <= w.length; i += STEP) {
            for (int s = 0; s < count; s++) {
                final float[] row = x[s];
                add(
                        y[s],
                        row[i],
                        w[i],
                        row[i + 1],
                        w[i + 1],
                        row[i + 2],
                        w[i + 2],
                        row[i + 3],
                        w[i + 3]);
            }
        }
        for (; i < w.length; i++) {
            for (int s = 0; s < count; s++) {
                add(y[s], x[s][i], w[i]);
            }
        }
        for (int s = 0; relu && s < count; s++) {
            final float[] row = y[s];
            for (int u = 0; u < row.length; u++) {
                row[u] = Math.max(row[u], 0);
            }
        }
    }

    @Override
    void weightGradient(float[][] x, float[][] dy, float[][] dw, int count) {
        for (final float[] row : dw) {
            Arrays.fill(row, 0);
        }
        int s = 0;
        for (; s + STEP <= count; s += STEP) {
            for (int i = 0; i < dw.length; i++) {
                add(
                        dw[i],
                        x[s][i],
                        dy[s],
                        x[s + 1][i],
                        dy[s + 1],
                        x[s + 2][i],
                        dy[s + 2],
                        x[s + 3][i],
                        dy[s + 3]);
            }
        }
        for (; s < count; s++) {
            for (int i = 0; i < dw.length; i++) {
                add(dw[i], x[s][i], dy[s]);
            }
        }
    }

    @Override
    void inputGradient(float[][] dy, float[][] w, float[][] dx, int count) {
        final float[][] transposed = new float[w[0].length][w.length];
        for (int i = 0; i < w.length; i++) {
            for (int u = 0; u < w[i].length; u++) {
                transposed[u][i] = w[i][u];
            }
        }
        product(dy, transposed, new float[w.length], dx, count, false);
    }

    private static void add(
            float[] y,
            float x0,
            float[] w0,
            float x1,
            float[] w1,
            float x2,
            float[] w2,
            float x3,
            float[] w3) {
        for (int j = 0; j < y.length; j++) {
            y[j] =
                    Math.fma(
                            x3,
                            w3[j],
                            Math.fma(x2, w2[j], Math.fma(x1, w1[j], Math.fma(x0, w0[j], y[j]))));
        }
    }

    private static void add(float[] y, float x, float[] w) {
        for (int j = 0; j < y.length; j++) {
            y[j] = Math.fma(x, w[j], y[j]);
        }
    }
}
