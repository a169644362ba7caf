package dev.tapeless.runtime.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.LinearModel;
import dev.tapeless.runtime.data.Dataset;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class MetricsTest {

    @Test
    void accuracyComparesTheLargest() {
        Metric.Score score = Metrics.accuracy().newScore();
        score.add(new double[] {0.1, 0.7, 0.2}, new double[] {1});
        score.add(new double[] {0.1, 0.7, 0.2}, new double[] {2});
        score.add(new double[] {0.1, 0.7, 0.2}, new double[] {0, 1, 0});
        assertEquals(2 / 3.0, score.value());
        score.add(new double[] {5, 5, 1}, new double[] {0});
        assertEquals(3 / 4.0, score.value());
        score.add(new double[] {Double.NaN, 1, 1}, new double[] {0});
        assertEquals(3 / 5.0, score.value());
        assertEquals("accuracy", Metrics.accuracy().name());
    }

    @Test
    void positionsAreSamplesOfAMetric() {
        Metric metric = Metrics.perPosition(Metrics.accuracy(), 2);
        Metric.Score score = metric.newScore();
        score.add(new double[] {1, 2, 4, 3}, new double[] {1, 1});
        assertEquals(0.5, score.value());
        score.add(new double[] {1, 2, 4, 3}, new double[] {0, 1, 1, 0});
        assertEquals(3 / 4.0, score.value());
        assertEquals("accuracy", metric.name());
        Metric.Score some = Metrics.perPosition(Metrics.accuracy(), 2).ignoring(-1).newScore();
        some.add(new double[] {1, 2, 4, 3}, new double[] {1, -1});
        assertEquals(1, some.value());
        assertEquals(
                "accuracy found 3 outputs, expected a multiple of 2, as many for each position",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> some.add(new double[3], new double[2]))
                        .getMessage());
        assertEquals(
                "found 0 positions, expected at least 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Metrics.perPosition(Metrics.accuracy(), 0))
                        .getMessage());
    }

    @Test
    void accuracyNeedsClasses() {
        Metric.Score score = Metrics.accuracy().newScore();
        assertTrue(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> score.add(new double[] {1}, new double[] {1}))
                        .getMessage()
                        .contains("use binaryAccuracy(threshold)"));
    }

    @Test
    void binaryAccuracyHasAThreshold() {
        Metric.Score score = Metrics.binaryAccuracy(0.5).newScore();
        score.add(new double[] {0.6}, new double[] {1});
        score.add(new double[] {0.4}, new double[] {1});
        score.add(new double[] {0.5}, new double[] {0});
        score.add(new double[] {Double.NaN}, new double[] {0});
        assertEquals(0.5, score.value());
        assertTrue(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> score.add(new double[] {1, 2}, new double[] {1}))
                        .getMessage()
                        .contains("has 2; use accuracy()"));
    }

    @Test
    void evaluationsNameWhatTheyHave() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("b", 1.0);
        metrics.put("a", 2.0);
        Evaluation evaluation = new Evaluation(0.5, metrics);
        metrics.clear();
        assertEquals(2.0, evaluation.metric("a"));
        assertEquals(
                "no metric is called \"accuracy\"; there are [b, a]",
                assertThrows(IllegalArgumentException.class, evaluation::accuracy).getMessage());
    }

    @Test
    void historyWithoutEpochsSaysWhy() {
        History none = new History(List.of(), History.Outcome.STOPPED, "had enough");
        assertEquals(
                "no epoch came to its end: had enough",
                assertThrows(IllegalStateException.class, none::last).getMessage());
        EpochResult result = new EpochResult(1, 1, new Evaluation(1, Map.of()), Optional.empty());
        assertEquals(
                result, new History(List.of(result), History.Outcome.COMPLETED, "done").last());
    }

    /** Five samples of three classes; the scores are scikit-learn's. */
    private static ConfusionMatrix matrix() {
        ConfusionMatrix matrix = new ConfusionMatrix(3);
        matrix.add(0, 0);
        matrix.add(0, 1);
        matrix.add(1, 1);
        matrix.add(1, 1);
        matrix.add(2, 0);
        return matrix;
    }

    @Test
    void confusionMatrixCounts() {
        ConfusionMatrix matrix = matrix();
        assertEquals(3, matrix.classes());
        assertEquals(1, matrix.count(0, 1));
        assertEquals(2, matrix.samples(0));
        assertEquals(3 / 5.0, matrix.accuracy());
        assertEquals(1 / 2.0, matrix.precision(0));
        assertEquals(2 / 3.0, matrix.precision(1));
        assertEquals(0, matrix.precision(2));
        assertEquals(1, matrix.recall(1));
        assertEquals(0.8, matrix.f1(1));
        assertEquals(0, matrix.f1(2));
        assertEquals("  | 0 1 2\n0 | 1 1 0\n1 | 0 2 0\n2 | 1 0 0\n", matrix.toString());
        matrix.add(1, -1);
        assertEquals(2 / 3.0, matrix.recall(1));
        assertEquals(2 / 3.0, matrix.precision(1));
        assertEquals(
                """
                     |    0    1    2 none
                   0 |    1    1    0    0
                   1 |    0    2    0    1
                   2 |    1    0    0    0
                """,
                matrix.toString());
        assertEquals(
                "found class 3 taken for 0, expected 0 to 2",
                assertThrows(IllegalArgumentException.class, () -> matrix.add(3, 0)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ConfusionMatrix(1));
    }

    @Test
    void averagesOfClasses() {
        ConfusionMatrix matrix = matrix();
        assertEquals((1 / 2.0 + 2 / 3.0) / 3, matrix.precision(ConfusionMatrix.Average.MACRO));
        assertEquals(0.5, matrix.recall(ConfusionMatrix.Average.MACRO));
        assertEquals((0.5 + 0.8) / 3, matrix.f1(ConfusionMatrix.Average.MACRO), 1e-15);
        assertEquals(
                (2 / 2.0 + 2 * 2 / 3.0) / 5,
                matrix.precision(ConfusionMatrix.Average.WEIGHTED),
                1e-15);
        assertEquals(3 / 5.0, matrix.f1(ConfusionMatrix.Average.MICRO));
        ConfusionMatrix absent = new ConfusionMatrix(9);
        absent.add(4, 4);
        assertEquals(1, absent.f1(ConfusionMatrix.Average.MACRO));
        assertEquals(0, new ConfusionMatrix(2).f1(ConfusionMatrix.Average.MACRO));
    }

    private static double score(Metric metric, double[]... outputsAndTargets) {
        Metric.Score score = metric.newScore();
        for (int i = 0; i < outputsAndTargets.length; i += 2) {
            score.add(outputsAndTargets[i], outputsAndTargets[i + 1]);
        }
        return score.value();
    }

    @Test
    void precisionRecallAndF1() {
        double[][] samples = {
            {0.9, 0.1}, {0}, {0.2, 0.8}, {0}, {0.3, 0.7}, {0, 1}, {Double.NaN, 1}, {1}
        };
        // taken for: class 0 once (right), class 1 twice (once right), none once
        assertEquals(0.75, score(Metrics.precision(ConfusionMatrix.Average.MACRO), samples));
        assertEquals(0.5, score(Metrics.recall(ConfusionMatrix.Average.MACRO), samples));
        assertEquals(
                (2 / 3.0 + 0.5) / 2, score(Metrics.f1(ConfusionMatrix.Average.MACRO), samples));
        double[][] binary = {{0.9}, {1}, {0.6}, {0}, {0.2}, {1}, {0.7}, {1}, {0.1}, {0}};
        assertEquals(2 / 3.0, score(Metrics.binaryPrecision(0.5), binary));
        assertEquals(2 / 3.0, score(Metrics.binaryRecall(0.5), binary));
        assertEquals(2 / 3.0, score(Metrics.binaryF1(0.5), binary));
        assertEquals(1, score(Metrics.binaryPrecision(0.8), binary));
        assertEquals(1 / 3.0, score(Metrics.binaryRecall(0.8), binary));
        assertTrue(Double.isNaN(score(Metrics.accuracy())));
        assertTrue(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> score(Metrics.binaryF1(0), new double[2], new double[1]))
                        .getMessage()
                        .contains("binary f1 needs a model of one output"));
    }

    @Test
    void errorsOfARegression() {
        double[][] samples = {{1, 10}, {2, 10}, {4, 12}, {3, 11}, {6, 14}, {7, 15}};
        assertEquals((1 + 0 + 1 + 1 + 1 + 1) / 6.0, score(Metrics.meanAbsoluteError(), samples));
        assertEquals(Math.sqrt(5 / 6.0), score(Metrics.rootMeanSquaredError(), samples), 1e-15);
        // targets 2 3 7 with mean 4: 14; targets 10 11 15 with mean 12: 14
        assertEquals(1 - (3 / 14.0 + 2 / 14.0) / 2, score(Metrics.r2(), samples), 1e-15);
        // a mean a million times the deviation costs no digits
        double[][] far = {{1e9}, {1e9 - 1}, {1e9}, {1e9 + 1}};
        assertEquals(0, score(Metrics.r2(), far));
        assertEquals(1, score(Metrics.r2(), new double[] {3}, new double[] {3}));
        assertEquals(0, score(Metrics.r2(), new double[] {4}, new double[] {3}));
        assertEquals(
                "found targets of 1 elements and outputs of 2, expected as many of both for a"
                        + " metric of regression",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> score(Metrics.r2(), new double[2], new double[1]))
                        .getMessage());
    }

    @Test
    void confusionMatrixOfAModel() {
        LinearModel model = new LinearModel(2, 2);
        model.parameters().get(0).setAll(1, 0, 0, 1);
        double[][] inputs = new double[600][];
        int[] labels = new int[600];
        for (int i = 0; i < 600; i++) {
            inputs[i] = i % 3 == 0 ? new double[] {1, 0} : new double[] {0, 1};
            labels[i] = i % 2;
        }
        ConfusionMatrix matrix = ConfusionMatrix.of(model, Dataset.of(inputs, labels));
        assertEquals(100, matrix.count(0, 0));
        assertEquals(200, matrix.count(0, 1));
        assertEquals(100, matrix.count(1, 0));
        assertEquals(200, matrix.count(1, 1));
        LinearModel single = new LinearModel(2, 1);
        single.parameters().get(0).setAll(1, 0);
        assertEquals(100, ConfusionMatrix.of(single, Dataset.of(inputs, labels), 0.5).count(1, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> ConfusionMatrix.of(single, Dataset.of(inputs, labels)));
    }
}
