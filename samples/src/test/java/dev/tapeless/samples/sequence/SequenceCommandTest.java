package dev.tapeless.samples.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.samples.CommandRun;

import org.junit.jupiter.api.Test;

import java.util.List;

class SequenceCommandTest {

    @Test
    void learnsToAddWhatIsMarked() {
        List<String> lines = CommandRun.of("sequence").succeeded().out().lines().toList();
        int last = lines.size() - 1;
        assertEquals(
                "mean squared error of answering 1, whatever comes: 0.1667", lines.get(last - 2));
        assertEquals(
                "given element by element, the answers have the same bits: 500 of 500",
                lines.get(last - 1));
        String line = lines.get(last);
        assertTrue(line.matches("mean squared error on 500 new sequences: \\d\\.\\d{4}"), line);
        double error = Double.parseDouble(line.substring(line.lastIndexOf(' ')));
        assertTrue(error < 0.005, line); // a thirtieth of the blind answer's
    }

    @Test
    void saysWhatIsWrong() {
        CommandRun.of("sequence", "--epochs=0")
                .refused("--epochs is 0, expected at least 1", "sequence --help");
    }
}
