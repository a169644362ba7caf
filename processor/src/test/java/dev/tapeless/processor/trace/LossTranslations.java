package dev.tapeless.processor.trace;

import dev.tapeless.runtime.loss.Loss;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.loss.Reduction;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** PyTorch's losses and ours: a line each. */
final class LossTranslations {

    private static final Map<String, Function<Settings, Loss>> ALL =
            Map.of(
                    "MSE", loss -> Losses.meanSquaredError().reduction(reduction(loss)),
                    "CrossEntropy",
                            loss -> Losses.softmaxCrossEntropy().reduction(reduction(loss)));

    /** What has no line in the table, and how it could be called once it exists. */
    private static final Map<String, List<String>> SYNONYMS =
            Map.of(
                    "BCE", List.of("BinaryCrossEntropy"),
                    "BCEWithLogits", List.of("BinaryCrossEntropy", "SigmoidCrossEntropy"),
                    "L1", List.of("AbsoluteError"),
                    "NLL", List.of("NegativeLogLikelihood"));

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

    private static Reduction reduction(Settings loss) {
        return switch (loss.text("reduction", "mean")) {
            case "mean" -> Reduction.MEAN;
            case "sum" -> Reduction.SUM;
            default -> throw Inexpressible.forGood("a loss that is not one number");
        };
    }
}
