package dev.tapeless.samples.tabular;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.train.Evaluation;
import dev.tapeless.runtime.train.Metrics;
import dev.tapeless.runtime.train.Trainer;
import dev.tapeless.samples.CommandFailure;
import dev.tapeless.samples.EpochProgress;

/**
 * How a network for a table is trained.
 *
 * @param epochs how often it goes through the data
 * @param batchSize rows a step
 * @param learningRate Adam's learning rate
 * @param seed decides the order of the rows
 */
record Training(int epochs, int batchSize, double learningRate, long seed) {

    /** Trains, and scores the network on the rows to test on. */
    Scores run(
            Model<float[]> net,
            Dataset<float[]> train,
            Dataset<float[]> test,
            Preparation preparation)
            throws CommandFailure {
        boolean classes = train.isLabelled();
        Trainer<float[]> trainer =
                Trainer.of(net)
                        .loss(classes ? Losses.softmaxCrossEntropy() : Losses.meanSquaredError())
                        .optimizer(Adam.withLearningRate(learningRate))
                        .batchSize(batchSize)
                        .seed(seed);
        if (!classes) {
            trainer.metric(Metrics.r2())
                    .metric(Metrics.rootMeanSquaredError())
                    .metric(Metrics.meanAbsoluteError());
        }
        EpochProgress.train(trainer, epochs, train);
        Evaluation result = trainer.evaluate(test);
        return classes
                ? Scores.ofClasses(result.accuracy(), shareOfMostFrequent(train, test))
                : Scores.ofNumbers(
                        result.metric("r2"),
                        preparation.targetUnit() * result.metric("rmse"),
                        preparation.targetUnit() * result.metric("mae"));
    }

    /** The accuracy of always saying the class that is most frequent among the rows to learn. */
    private static double shareOfMostFrequent(Dataset<float[]> train, Dataset<float[]> test) {
        int best = 0;
        int most = 0;
        for (int i = 0; i < train.size(); i++) {
            int count = count(train, (int) train.target(i)[0]);
            if (count > most) {
                most = count;
                best = (int) train.target(i)[0];
            }
        }
        return (double) count(test, best) / test.size();
    }

    private static int count(Dataset<float[]> data, int label) {
        int count = 0;
        for (int i = 0; i < data.size(); i++) {
            count += (int) data.target(i)[0] == label ? 1 : 0;
        }
        return count;
    }
}
