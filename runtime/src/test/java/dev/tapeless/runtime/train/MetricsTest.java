package dev.tapeless.runtime.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
