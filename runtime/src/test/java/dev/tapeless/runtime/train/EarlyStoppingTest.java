package dev.tapeless.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.LinearModel;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Sgd;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

class EarlyStoppingTest {

    /** The epoch in which it stops when a number takes these values; 0 for never. */
    private static int stop(EarlyStopping stopping, double... values) {
        TrainingControl control = new TrainingControl();
        for (int e = 0; e < values.length; e++) {
            Evaluation training = new Evaluation(-e, Map.of("accuracy", (double) e));
            Evaluation validation =
                    new Evaluation(values[e], Map.of("accuracy", values[e], "mae", values[e]));
            stopping.onEpochEnd(
                    new EpochResult(e + 1, 99, training, Optional.of(validation)), control);
            if (control.stopReason() != null) {
                return e + 1;
            }
        }
        return 0;
    }

    @Test
    void waitsAsLongAsItIsPatient() {
        double[] losses = {5, 4, 4.5, 3, 3, 3.1, 2, 2, 2, 2, 2};
        assertEquals(3, stop(EarlyStopping.onLoss(), losses));
        assertEquals(3, stop(EarlyStopping.onLoss().patience(1), losses));
        assertEquals(6, stop(EarlyStopping.onLoss().patience(2), losses));
        assertEquals(10, stop(EarlyStopping.onLoss().patience(3), losses));
        assertEquals(0, stop(EarlyStopping.onLoss().patience(5), losses));
        assertEquals(3, stop(EarlyStopping.onLoss().patience(2).minDelta(1), losses));
    }

    @Test
    void metricsShouldBeHighUnlessSaidOtherwise() {
        EarlyStopping high = EarlyStopping.onMetric("accuracy").patience(2);
        assertEquals(4, stop(high, 0.5, 0.7, 0.6, 0.7, 0.9));
        assertEquals(0.7, high.best());
        assertEquals(2, high.bestEpoch());
        assertEquals(5, stop(EarlyStopping.onMetric("mae").lowerIsBetter(), 5, 4, 3, 2, 2));
        assertTrue(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> stop(EarlyStopping.onMetric("f1"), 1))
                        .getMessage()
                        .startsWith("no metric is called \"f1\""));
    }

    @Test
    void aNumberThatIsNoneIsNeverBetter() {
        assertEquals(4, stop(EarlyStopping.onLoss().patience(2), 2, 1, Double.NaN, Double.NaN));
        assertEquals(
                3, stop(EarlyStopping.onLoss().patience(2), Double.NaN, Double.NaN, Double.NaN));
    }

    @Test
    void anyNumberIsBetterThanNone() {
        EarlyStopping loss = EarlyStopping.onLoss().patience(2);
        assertEquals(6, stop(loss, Double.NaN, 3, Double.NaN, 2, 2, 2));
        assertEquals(2, loss.best());
        assertEquals(4, loss.bestEpoch());
        EarlyStopping accuracy = EarlyStopping.onMetric("accuracy").minDelta(0.1);
        assertEquals(4, stop(accuracy, Double.NaN, 0.1, 0.3, 0.35));
        assertEquals(3, accuracy.bestEpoch());
    }

    /** A rate so large that the loss grows: the best parameters are those of the first epoch. */
    @Test
    void restoresTheBestParameters() {
        double[][] inputs = {{1, 2}, {3, -1}};
        double[][] targets = {{1}, {2}};
        Dataset<double[]> data = Dataset.of(inputs, targets);
        LinearModel once = new LinearModel(2, 1);
        trainer(once).fit(data, data);
        LinearModel model = new LinearModel(2, 1);
        History history =
                trainer(model)
                        .listener(EarlyStopping.onLoss().patience(3).restoreBest(model))
                        .epochs(50)
                        .fit(data, data);
        assertEquals(History.Outcome.STOPPED, history.outcome());
        assertEquals(4, history.epochs().size());
        assertEquals(
                "loss has not become better for 3 epochs; the best was "
                        + history.epochs().get(0).validation().orElseThrow().loss()
                        + " in epoch 1",
                history.reason());
        assertArrayEquals(once.parameters().get(0).values(), model.parameters().get(0).values());
    }

    private static Trainer<double[]> trainer(LinearModel model) {
        return Trainer.of(model)
                .loss(Losses.meanSquaredError())
                .optimizer(Sgd.withLearningRate(0.5));
    }

    @Test
    void settingsAreChecked() {
        assertEquals(
                "patience is -1, expected at least 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> EarlyStopping.onLoss().patience(-1))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> EarlyStopping.onLoss().minDelta(Double.NaN));
    }
}
