package dev.tapeless.processor.trace;

import com.google.gson.JsonArray;

import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.optimizer.GradientTransform;
import dev.tapeless.runtime.optimizer.Optimizer;
import dev.tapeless.runtime.optimizer.Sgd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongToDoubleFunction;

/** PyTorch's optimizers, clipping and schedules, and ours: a line each. */
final class OptimizerTranslations {

    private static final Map<String, Function<Settings, Optimizer>> OPTIMIZERS =
            Map.of("SGD", OptimizerTranslations::sgd, "Adam", OptimizerTranslations::adam);

    /** By the name of the setting, with its value. */
    private static final Map<String, Function<Double, GradientTransform>> CLIPPING = Map.of();

    /** From the number of the step, from 1, to the learning rate. */
    private static final Map<String, Function<Settings, LongToDoubleFunction>> SCHEDULES = Map.of();

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

    private static LongToDoubleFunction schedule(Settings settings, double constant) {
        if (!settings.has("schedule")) {
            return step -> constant;
        }
        final Settings schedule = settings.within("schedule", Kind.SCHEDULE);
        if (!SCHEDULES.containsKey(schedule.type())) {
            throw Inexpressible.type(
                    Kind.SCHEDULE, schedule.type(), List.of("LearningRateSchedule"));
        }
        final LongToDoubleFunction rate = SCHEDULES.get(schedule.type()).apply(schedule);
        schedule.requireAllRead();
        return rate;
    }

    private static Optimizer sgd(Settings settings) {
        return Sgd.withLearningRate(settings.get("lr").getAsDouble())
                .momentum(settings.number("momentum", 0))
                .dampening(settings.number("dampening", 0))
                .weightDecay(settings.number("weight_decay", 0))
                .nesterov(settings.flag("nesterov", false));
    }

    private static Optimizer adam(Settings settings) {
        final JsonArray betas = settings.get("betas").getAsJsonArray();
        return Adam.withLearningRate(settings.get("lr").getAsDouble())
                .betas(betas.get(0).getAsDouble(), betas.get(1).getAsDouble())
                .epsilon(settings.number("eps", 1e-8))
                .weightDecay(settings.number("weight_decay", 0))
                .amsgrad(settings.flag("amsgrad", false));
    }
}
