package dev.tapeless.samples.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.samples.CommandRun;

import org.junit.jupiter.api.Test;

class LiveCommandTest {

    @Test
    void noPredictionSeesTwoSteps() {
        CommandRun run = CommandRun.of("live", "--samples=100000", "--predictors=2").succeeded();
        String last = run.lastLine();
        assertTrue(
                last.matches(
                        "[\\d,]+ predictions, 0 of them with parameters of more than one step"),
                last);
        String row = " *[\\d,]+ +[\\d,]+ +[\\d,]+ +[\\d,]+ .*";
        assertEquals(10, run.out().lines().filter(line -> line.matches(row)).count());
    }

    @Test
    void predictsUnpublishedParametersToo() {
        String last =
                CommandRun.of("live", "--samples=20000", "--predictors=1", "--unpublished")
                        .succeeded()
                        .lastLine();
        assertTrue(last.endsWith("of them with parameters of more than one step"), last);
    }

    @Test
    void saysWhatIsWrong() {
        CommandRun.of("live", "--samples=0")
                .refused("--samples is 0, expected at least 1", "live --help");
        CommandRun.of("live", "--predictors=0")
                .refused("--predictors is 0, expected at least 1", "live --help");
    }
}
