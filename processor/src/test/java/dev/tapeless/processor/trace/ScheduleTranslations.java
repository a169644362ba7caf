package dev.tapeless.processor.trace;

import com.google.gson.JsonElement;

import dev.tapeless.runtime.schedule.OneCycle;
import dev.tapeless.runtime.schedule.Schedule;
import dev.tapeless.runtime.schedule.Schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** PyTorch's schedules and ours: a line each. */
final class ScheduleTranslations {

    private static final Map<String, Function<Settings, Schedule>> ALL =
            Map.ofEntries(
                    Map.entry("StepLR", ScheduleTranslations::step),
                    Map.entry("MultiStepLR", ScheduleTranslations::multiStep),
                    Map.entry(
                            "ExponentialLR",
                            schedule -> Schedules.exponential(schedule.number("gamma", 0.1))),
                    Map.entry(
                            "InverseTimeDecay",
                            schedule -> Schedules.inverseTime(schedule.number("decay", 0))),
                    Map.entry("LinearLR", ScheduleTranslations::linear),
                    Map.entry("ConstantLR", ScheduleTranslations::constant),
                    Map.entry("PolynomialLR", ScheduleTranslations::polynomial),
                    Map.entry("CosineAnnealingLR", ScheduleTranslations::cosine),
                    Map.entry("CosineAnnealingWarmRestarts", ScheduleTranslations::restarts),
                    Map.entry("OneCycleLR", ScheduleTranslations::oneCycle),
                    Map.entry("SequentialLR", ScheduleTranslations::sequential),
                    Map.entry("ChainedScheduler", ScheduleTranslations::chained));

    private ScheduleTranslations() {}

    /**
     * The runtime's schedule.
     *
     * @param settings what the trace says
     * @return the schedule
     * @throws Inexpressible if there is none
     */
    static Schedule translate(Settings settings) {
        final Function<Settings, Schedule> translation = ALL.get(settings.type());
        if (translation == null) {
            throw Inexpressible.type(Kind.SCHEDULE, settings.type(), List.of());
        }
        final Schedule schedule = translation.apply(settings);
        settings.requireAllRead();
        return schedule;
    }

    private static Schedule step(Settings schedule) {
        return Schedules.step(schedule.count("step_size"), schedule.number("gamma", 0.1));
    }

    private static Schedule multiStep(Settings schedule) {
        final long[] milestones =
                Settings.numbers(schedule.get("milestones"))
                        .mapToLong(step -> (long) step)
                        .toArray();
        return Schedules.multiStep(schedule.number("gamma", 0.1), milestones);
    }

    private static Schedule linear(Settings schedule) {
        return Schedules.linear(
                schedule.number("start_factor", 1 / 3.0),
                schedule.number("end_factor", 1),
                (long) schedule.number("total_iters", 5));
    }

    private static Schedule constant(Settings schedule) {
        final double factor = schedule.number("factor", 1 / 3.0);
        return Schedules.linear(factor, factor, 1)
                .until((long) schedule.number("total_iters", 5), Schedules.constant());
    }

    private static Schedule polynomial(Settings schedule) {
        return Schedules.polynomial(
                (long) schedule.number("total_iters", 5), schedule.number("power", 1));
    }

    private static Schedule cosine(Settings schedule) {
        return Schedules.cosine(schedule.count("T_max"), schedule.number("eta_min", 0));
    }

    private static Schedule restarts(Settings schedule) {
        return Schedules.cosineRestarts(
                schedule.count("T_0"),
                (int) schedule.number("T_mult", 1),
                schedule.number("eta_min", 0));
    }

    private static Schedule oneCycle(Settings schedule) {
        // Left out, it must have been false: PyTorch refuses to cycle where there is no momentum.
        if (schedule.flag("cycle_momentum", false)) {
            throw Inexpressible.setting(Kind.SCHEDULE, schedule.type(), "cycle_momentum", "true");
        }
        final OneCycle cycle =
                Schedules.oneCycle(
                                schedule.get("max_lr").getAsDouble(), schedule.count("total_steps"))
                        .pctStart(schedule.number("pct_start", 0.3))
                        .divFactor(schedule.number("div_factor", 25))
                        .finalDivFactor(schedule.number("final_div_factor", 1e4))
                        .threePhase(schedule.flag("three_phase", false));
        return schedule.text("anneal_strategy", "cos").equals("linear") ? cycle.linear() : cycle;
    }

    private static List<Schedule> parts(Settings schedule) {
        final List<Schedule> parts = new ArrayList<>();
        for (final JsonElement part : schedule.get("schedulers").getAsJsonArray()) {
            parts.add(translate(new Settings(Kind.SCHEDULE, part.getAsJsonObject())));
        }
        return parts;
    }

    private static Schedule sequential(Settings schedule) {
        final List<Schedule> parts = parts(schedule);
        final double[] milestones = Settings.numbers(schedule.get("milestones")).toArray();
        Schedule result = parts.get(parts.size() - 1);
        for (int i = milestones.length - 1; i >= 0; i--) {
            final double start = i == 0 ? 0 : milestones[i - 1];
            result = parts.get(i).until((long) (milestones[i] - start), result);
        }
        return result;
    }

    private static Schedule chained(Settings schedule) {
        return parts(schedule).stream().reduce(Schedules.constant(), Schedule::times);
    }
}
