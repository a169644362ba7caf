package dev.tapeless.processor.trace;

import dev.tapeless.runtime.optimizer.AdaDelta;
import dev.tapeless.runtime.optimizer.AdaGrad;
import dev.tapeless.runtime.optimizer.AdaMax;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.optimizer.AdamW;
import dev.tapeless.runtime.optimizer.ClipNorm;
import dev.tapeless.runtime.optimizer.ClipValue;
import dev.tapeless.runtime.optimizer.GradientTransform;
import dev.tapeless.runtime.optimizer.Lion;
import dev.tapeless.runtime.optimizer.NAdam;
import dev.tapeless.runtime.optimizer.Optimizer;
import dev.tapeless.runtime.optimizer.RAdam;
import dev.tapeless.runtime.optimizer.RmsProp;
import dev.tapeless.runtime.optimizer.Rprop;
import dev.tapeless.runtime.optimizer.Sgd;
import dev.tapeless.runtime.schedule.Schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongToDoubleFunction;

/** PyTorch's optimizers, clipping and schedules, and ours: a line each. */
final class OptimizerTranslations {

    private static final Map<String, Function<Settings, Optimizer>> OPTIMIZERS =
            Map.ofEntries(
                    Map.entry("SGD", OptimizerTranslations::sgd),
                    Map.entry("RMSprop", OptimizerTranslations::rmsProp),
                    Map.entry("Adagrad", OptimizerTranslations::adaGrad),
                    Map.entry("Adadelta", OptimizerTranslations::adaDelta),
                    Map.entry("Adam", OptimizerTranslations::adam),
                    Map.entry("AdamW", OptimizerTranslations::adamW),
                    Map.entry("Adamax", OptimizerTranslations::adaMax),
                    Map.entry("NAdam", OptimizerTranslations::nAdam),
                    Map.entry("RAdam", OptimizerTranslations::rAdam),
                    Map.entry("Lion", OptimizerTranslations::lion),
                    Map.entry("Rprop", OptimizerTranslations::rprop));

    /** By the name of the setting, with its value. */
    private static final Map<String, Function<Double, GradientTransform>> CLIPPING =
            Map.of("clip_grad_norm", ClipNorm::to, "clip_grad_value", ClipValue::to);

    private OptimizerTranslations() {}

    /**
     * How a trace's parameters change.
     *
     * @param optimizer the optimizer
     * @param clipping what happens to the gradients before
     * @param learningRate the learning rate by the number of the step, from 1
     */
    record Training(
            Optimizer optimizer,
            List<GradientTransform> clipping,
            LongToDoubleFunction learningRate) {}

    /**
     * The runtime's optimizer and what is around it.
     *
     * @param settings what the trace says
     * @return new objects
     * @throws Inexpressible if something is missing
     */
    static Training translate(Settings settings) {
        final Function<Settings, Optimizer> translation = OPTIMIZERS.get(settings.type());
        if (translation == null) {
            throw Inexpressible.type(Kind.OPTIMIZER, settings.type(), List.of());
        }
        final Optimizer optimizer = translation.apply(settings);
        final List<GradientTransform> clipping = new ArrayList<>();
        for (final String name : List.of("clip_grad_norm", "clip_grad_value")) {
            if (settings.has(name)) {
                final double limit = settings.number(name, 0);
                if (!CLIPPING.containsKey(name)) {
                    throw Inexpressible.type(
                            Kind.CLIPPING,
                            name,
                            List.of(name.replace("_grad_", ""), name.replace("_grad_", "By")));
                }
                clipping.add(CLIPPING.get(name).apply(limit));
            }
        }
        final LongToDoubleFunction rate = schedule(settings, optimizer.learningRate());
        settings.requireAllRead();
        return new Training(optimizer, clipping, rate);
    }

    private static LongToDoubleFunction schedule(Settings settings, double initial) {
        if (!settings.has("schedule")) {
            return step -> initial;
        }
        final Schedule schedule =
                ScheduleTranslations.translate(settings.within("schedule", Kind.SCHEDULE));
        return step -> schedule.rate(initial, step - 1);
    }

    private static double rate(Settings settings, double otherwise) {
        return settings.number("lr", otherwise);
    }

    private static double decay(Settings settings) {
        return settings.number("weight_decay", 0);
    }

    /** A pair of numbers, which the trace may leave out where they are PyTorch's defaults. */
    private static double[] pair(Settings settings, String name, double first, double second) {
        return settings.has(name)
                ? Settings.numbers(settings.get(name)).toArray()
                : new double[] {first, second};
    }

    private static Optimizer sgd(Settings settings) {
        return Sgd.withLearningRate(settings.get("lr").getAsDouble())
                .momentum(settings.number("momentum", 0))
                .dampening(settings.number("dampening", 0))
                .weightDecay(decay(settings))
                .nesterov(settings.flag("nesterov", false));
    }

    private static Optimizer rmsProp(Settings settings) {
        return RmsProp.withLearningRate(rate(settings, 0.01))
                .alpha(settings.number("alpha", 0.99))
                .epsilon(settings.number("eps", 1e-8))
                .momentum(settings.number("momentum", 0))
                .centered(settings.flag("centered", false))
                .weightDecay(decay(settings));
    }

    private static Optimizer adaGrad(Settings settings) {
        return AdaGrad.withLearningRate(rate(settings, 0.01))
                .rateDecay(settings.number("lr_decay", 0))
                .initialAccumulator(settings.number("initial_accumulator_value", 0))
                .epsilon(settings.number("eps", 1e-10))
                .weightDecay(decay(settings));
    }

    private static Optimizer adaDelta(Settings settings) {
        return AdaDelta.withLearningRate(rate(settings, 1))
                .rho(settings.number("rho", 0.9))
                .epsilon(settings.number("eps", 1e-6))
                .weightDecay(decay(settings));
    }

    private static Optimizer adam(Settings settings) {
        final double[] betas = pair(settings, "betas", 0.9, 0.999);
        return Adam.withLearningRate(rate(settings, 1e-3))
                .betas(betas[0], betas[1])
                .epsilon(settings.number("eps", 1e-8))
                .weightDecay(decay(settings))
                .amsgrad(settings.flag("amsgrad", false));
    }

    private static Optimizer adamW(Settings settings) {
        final double[] betas = pair(settings, "betas", 0.9, 0.999);
        return AdamW.withLearningRate(rate(settings, 1e-3))
                .betas(betas[0], betas[1])
                .epsilon(settings.number("eps", 1e-8))
                .weightDecay(settings.number("weight_decay", 0.01))
                .amsgrad(settings.flag("amsgrad", false));
    }

    private static Optimizer adaMax(Settings settings) {
        final double[] betas = pair(settings, "betas", 0.9, 0.999);
        return AdaMax.withLearningRate(rate(settings, 2e-3))
                .betas(betas[0], betas[1])
                .epsilon(settings.number("eps", 1e-8))
                .weightDecay(decay(settings));
    }

    private static Optimizer nAdam(Settings settings) {
        final double[] betas = pair(settings, "betas", 0.9, 0.999);
        return NAdam.withLearningRate(rate(settings, 2e-3))
                .betas(betas[0], betas[1])
                .epsilon(settings.number("eps", 1e-8))
                .momentumDecay(settings.number("momentum_decay", 4e-3))
                .weightDecay(decay(settings))
                .decoupledWeightDecay(settings.flag("decoupled_weight_decay", false));
    }

    private static Optimizer rAdam(Settings settings) {
        final double[] betas = pair(settings, "betas", 0.9, 0.999);
        return RAdam.withLearningRate(rate(settings, 1e-3))
                .betas(betas[0], betas[1])
                .epsilon(settings.number("eps", 1e-8))
                .weightDecay(decay(settings))
                .decoupledWeightDecay(settings.flag("decoupled_weight_decay", false));
    }

    private static Optimizer lion(Settings settings) {
        final double[] betas = pair(settings, "betas", 0.9, 0.99);
        return Lion.withLearningRate(rate(settings, 1e-4))
                .betas(betas[0], betas[1])
                .weightDecay(decay(settings));
    }

    private static Optimizer rprop(Settings settings) {
        final double[] etas = pair(settings, "etas", 0.5, 1.2);
        final double[] sizes = pair(settings, "step_sizes", 1e-6, 50);
        return Rprop.withLearningRate(rate(settings, 0.01))
                .etas(etas[0], etas[1])
                .stepSizes(sizes[0], sizes[1]);
    }
}
