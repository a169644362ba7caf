package dev.tapeless.processor.trace;

import dev.tapeless.runtime.loss.KullbackLeibler;
import dev.tapeless.runtime.loss.Loss;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.loss.MultiMargin;
import dev.tapeless.runtime.loss.Reduction;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** PyTorch's losses and ours: a line each. */
final class LossTranslations {

    private static final Map<String, Function<Settings, Loss>> ALL =
            Map.ofEntries(
                    Map.entry("MSE", loss -> Losses.meanSquaredError().reduction(reduction(loss))),
                    Map.entry("L1", loss -> Losses.meanAbsoluteError().reduction(reduction(loss))),
                    Map.entry(
                            "Huber",
                            loss ->
                                    Losses.huber(loss.number("delta", 1))
                                            .reduction(reduction(loss))),
                    Map.entry(
                            "SmoothL1",
                            loss ->
                                    Losses.smoothL1(loss.number("beta", 1))
                                            .reduction(reduction(loss))),
                    Map.entry(
                            "BCE", loss -> Losses.binaryCrossEntropy().reduction(reduction(loss))),
                    Map.entry(
                            "BCEWithLogits",
                            loss ->
                                    Losses.binaryCrossEntropyWithLogits()
                                            .positiveWeights(numbers(loss, "pos_weight"))
                                            .reduction(reduction(loss))),
                    Map.entry(
                            "CrossEntropy",
                            loss ->
                                    Losses.softmaxCrossEntropy()
                                            .labelSmoothing(loss.number("label_smoothing", 0))
                                            .classWeights(numbers(loss, "weight"))
                                            .reduction(reduction(loss))),
                    Map.entry(
                            "NLL",
                            loss ->
                                    Losses.negativeLogLikelihood()
                                            .classWeights(numbers(loss, "weight"))
                                            .reduction(reduction(loss))),
                    Map.entry("KLDiv", LossTranslations::kullbackLeibler),
                    Map.entry(
                            "PoissonNLL",
                            loss ->
                                    Losses.poisson()
                                            .logInput(loss.flag("log_input", true))
                                            .full(loss.flag("full", false))
                                            .epsilon(loss.number("eps", 1e-8))
                                            .reduction(reduction(loss))),
                    Map.entry("SoftMargin", loss -> Losses.softMargin().reduction(reduction(loss))),
                    Map.entry("MultiMargin", LossTranslations::multiMargin),
                    Map.entry("Hinge", loss -> Losses.hinge().reduction(reduction(loss))),
                    Map.entry(
                            "SquaredHinge",
                            loss -> Losses.hinge().squared().reduction(reduction(loss))),
                    Map.entry("LogCosh", loss -> Losses.logCosh().reduction(reduction(loss))),
                    Map.entry("Quantile", LossTranslations::quantile),
                    Map.entry("Pinball", LossTranslations::quantile));

    /** What has no line in the table, and how it could be called once it exists. */
    private static final Map<String, List<String>> SYNONYMS =
            Map.of("GaussianNLL", List.of("Gaussian"), "HingeEmbedding", List.of("Embedding"));

    private LossTranslations() {}

    /**
     * The runtime's loss.
     *
     * @param loss what the trace says
     * @return a new loss
     * @throws Inexpressible if there is none
     */
    static Loss translate(Settings loss) {
        final Function<Settings, Loss> translation = ALL.get(loss.type());
        if (translation == null) {
            throw Inexpressible.type(
                    Kind.LOSS, loss.type(), SYNONYMS.getOrDefault(loss.type(), List.of()));
        }
        final Loss result = translation.apply(loss);
        loss.requireAllRead();
        return result;
    }

    /** Numbers that a trace may leave out; none then. */
    private static double[] numbers(Settings loss, String name) {
        return loss.has(name) ? Settings.numbers(loss.get(name)).toArray() : new double[0];
    }

    private static Loss kullbackLeibler(Settings loss) {
        final KullbackLeibler divergence =
                loss.flag("log_target", false)
                        ? Losses.kullbackLeibler().logTarget()
                        : Losses.kullbackLeibler();
        return loss.text("reduction", "mean").equals("batchmean")
                ? divergence.batchMean()
                : divergence.reduction(reduction(loss));
    }

    private static Loss multiMargin(Settings loss) {
        final MultiMargin margin = Losses.multiMargin().margin(loss.number("margin", 1));
        return (loss.number("p", 1) == 2 ? margin.squared() : margin).reduction(reduction(loss));
    }

    private static Loss quantile(Settings loss) {
        final String name = loss.has("quantiles") ? "quantiles" : loss.has("q") ? "q" : "quantile";
        return Losses.quantile(numbers(loss, name)).reduction(reduction(loss));
    }

    private static Reduction reduction(Settings loss) {
        return switch (loss.text("reduction", "mean")) {
            case "mean" -> Reduction.MEAN;
            case "sum" -> Reduction.SUM;
            default -> throw Inexpressible.forGood("a loss that is not one number");
        };
    }
}
