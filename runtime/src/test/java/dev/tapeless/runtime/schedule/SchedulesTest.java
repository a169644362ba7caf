package dev.tapeless.runtime.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapeless.runtime.Allocation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.List;
import java.util.function.LongToDoubleFunction;

class SchedulesTest {
    private static final double R = 0.3;

    private static void check(Schedule schedule, int steps, LongToDoubleFunction expected) {
        for (int t = 0; t < steps; t++) {
            assertEquals(expected.applyAsDouble(t), schedule.rate(R, t), 1e-15, "step " + t);
        }
    }

    @Test
    void formulas() {
        check(Schedules.constant(), 5, t -> R);
        check(Schedules.step(3, 0.5), 20, t -> R * Math.pow(0.5, t / 3));
        check(Schedules.multiStep(0.1, 7, 3), 12, t -> t < 3 ? R : t < 7 ? R * 0.1 : R * 0.1 * 0.1);
        check(Schedules.exponential(0.9), 30, t -> R * Math.pow(0.9, t));
        check(Schedules.inverseTime(0.25), 30, t -> R / (1 + 0.25 * t));
        check(Schedules.linear(0.25, 0.75, 4), 9, t -> R * (t >= 4 ? 0.75 : 0.25 + 0.5 * t / 4));
        check(Schedules.warmUp(4), 9, t -> t < 4 ? R * (t + 1) / 4 : R);
        check(Schedules.polynomial(5, 1), 8, t -> t < 5 ? R * (1 - t / 5.0) : 0);
        check(Schedules.polynomial(5, 2), 8, t -> t < 5 ? R * Math.pow(1 - t / 5.0, 2) : 0);
        check(Schedules.polynomial(5, 0.5), 8, t -> t < 5 ? R * Math.sqrt(1 - t / 5.0) : 0);
        check(Schedules.cosine(7), 30, t -> R * (1 + Math.cos(Math.PI * t / 7)) / 2);
        check(
                Schedules.cosine(7, 0.1),
                30,
                t -> 0.1 + (R - 0.1) * (1 + Math.cos(Math.PI * t / 7)) / 2);
        check(
                Schedules.cosineRestarts(3, 2, 0.1),
                20,
                t -> {
                    double done = t < 3 ? t / 3.0 : t < 9 ? (t - 3) / 6.0 : (t - 9) / 12.0;
                    return 0.1 + (R - 0.1) * (1 + Math.cos(Math.PI * done)) / 2;
                });
        assertEquals(R, Schedules.cosineRestarts(4, 1, 0).rate(R, 4_000_000_000_000L));
    }

    /** PyTorch's documentation: the recursive form that CosineAnnealingLR computes. */
    @Test
    void cosineIsPyTorchsRecursion() {
        double rate = R;
        Schedule schedule = Schedules.cosine(10, 0.01);
        for (int t = 0; t < 10; t++) {
            assertEquals(rate, schedule.rate(R, t), 1e-14);
            double next = 1 + Math.cos(Math.PI * (t + 1) / 10);
            rate = 0.01 + (rate - 0.01) * next / (1 + Math.cos(Math.PI * t / 10));
        }
    }

    /** Ten steps, by PyTorch's formulas: up until step 2, down until step 9. */
    @Test
    void oneCycle() {
        Schedule schedule = Schedules.oneCycle(1, 10);
        double first = 1 / 25.0;
        double last = first / 1e4;
        assertEquals(first, schedule.rate(R, 0), 1e-15);
        assertEquals((1 + first) / 2, schedule.rate(R, 1), 1e-15);
        assertEquals(1, schedule.rate(R, 2), 1e-15);
        assertEquals(
                last + (1 - last) / 2 * (1 + Math.cos(Math.PI * 3 / 7)),
                schedule.rate(R, 5),
                1e-15);
        assertEquals(last, schedule.rate(R, 9), 1e-15);
        assertEquals(last, schedule.rate(R, 99), 1e-15);
    }

    @Test
    void oneCycleInThreeStraightPhases() {
        Schedule schedule =
                Schedules.oneCycle(1, 20)
                        .pctStart(0.25)
                        .divFactor(10)
                        .finalDivFactor(100)
                        .linear()
                        .threePhase(true);
        // up until 0.25 * 20 - 1 = 4, down until 2 * 0.25 * 20 - 2 = 8, out until 19
        assertEquals(0.1, schedule.rate(R, 0), 1e-15);
        assertEquals(0.55, schedule.rate(R, 2), 1e-15);
        assertEquals(1, schedule.rate(R, 4), 1e-15);
        assertEquals(0.325, schedule.rate(R, 7), 1e-15);
        assertEquals(0.1, schedule.rate(R, 8), 1e-15);
        assertEquals(0.1 - 0.099 * 4 / 11, schedule.rate(R, 12), 1e-15);
        assertEquals(0.001, schedule.rate(R, 19), 1e-15);
    }

    @Test
    void compositions() {
        Schedule composed = Schedules.warmUp(2).until(3, Schedules.exponential(0.5));
        check(composed, 8, t -> t == 0 ? R / 2 : t < 3 ? R : R * Math.pow(0.5, t - 3));
        check(
                Schedules.exponential(0.5).times(Schedules.step(2, 0.1)),
                8,
                t -> R * Math.pow(0.1, t / 2) * Math.pow(0.5, t));
        check(Schedules.exponential(0.5).every(3), 9, t -> R * Math.pow(0.5, t / 3));
        Schedule own = (initial, step) -> initial / (step + 1);
        check(own.until(0, Schedules.constant()), 3, t -> R);
    }

    @Test
    void allocateNothing() {
        for (Schedule schedule :
                List.of(
                        Schedules.cosine(1000, 0.1),
                        Schedules.oneCycle(1, 1000),
                        Schedules.polynomial(1000, 0.5),
                        Schedules.warmUp(10).until(20, Schedules.cosineRestarts(7, 2, 0)),
                        Schedules.multiStep(0.1, 10, 20))) {
            double[] sum = new double[1];
            assertEquals(
                    0,
                    Allocation.ofRound(
                            1,
                            () -> {
                                for (int t = 0; t < 900; t++) {
                                    sum[0] += schedule.rate(0.1, t);
                                }
                            }));
        }
    }

    @Test
    void settingsAreChecked() {
        refused("size is 0, expected at least 1", () -> Schedules.step(0, 0.1));
        refused(
                "gamma is -1.0, expected a finite number of at least 0",
                () -> Schedules.exponential(-1));
        refused("steps is 0, expected at least 1", () -> Schedules.cosine(0));
        refused("steps is 1, expected at least 2", () -> Schedules.oneCycle(1, 1));
        refused("steps is -1, expected at least 0", () -> Schedules.constant().until(-1, null));
        refused(
                "pctStart is 1.0, expected more than 0 and less than 1",
                () -> Schedules.oneCycle(1, 9).pctStart(1));
        refused(
                "pctStart is 0.6, expected at most 0.5 with three phases, as the second one takes"
                        + " as many steps as the first",
                () -> Schedules.oneCycle(1, 9).pctStart(0.6).threePhase(true));
        refused(
                "divFactor is 0.0, expected a finite number above 0",
                () -> Schedules.oneCycle(1, 9).divFactor(0));
    }

    private static void refused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
