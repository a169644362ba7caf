package dev.tapeless.benchmarks;

/** The loops of a textbook: one sum after the other. */
final class Textbook extends ByHand {

    Textbook(Layers layers) {
        super(layers);
    }

    @Override
    void product(float[][] x, float[][] w, float[] b, float[][] y, int count, boolean relu) {
        for (int s = 0; s < count; s++) {
            for (int u = 0; u < b.length; u++) {
                float sum = b[u];
                for (int i = 0; i < w.length; i++) {
                    sum += x[s][i] * w[i][u];
                }
                y[s][u] = relu ? Math.max(sum, 0) : sum;
            }
        }
    }

    @Override
    void weightGradient(float[][] x, float[][] dy, float[][] dw, int count) {
        for (int i = 0; i < dw.length; i++) {
            for (int u = 0; u < dw[i].length; u++) {
                float sum = 0;
                for (int s = 0; s < count; s++) {
                    sum += x[s][i] * dy[s][u];
                }
                dw[i][u] = sum;
            }
        }
    }

    @Override
    void inputGradient(float[][] dy, float[][] w, float[][] dx, int count) {
        for (int s = 0; s < count; s++) {
            for (int i = 0; i < w.length; i++) {
                float sum = 0;
                for (int u = 0; u < w[i].length; u++) {
                    sum += dy[s][u] * w[i][u];
                }
                dx[s][i] = sum;
            }
        }
    }
}
