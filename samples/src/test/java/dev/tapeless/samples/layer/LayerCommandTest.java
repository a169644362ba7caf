package dev.tapeless.samples.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.samples.CommandRun;

import org.junit.jupiter.api.Test;

class LayerCommandTest {

    @Test
    void printsTheTextbookNumbers() {
        assertEquals(
                """
                one sample, upstream gradient (1, 1, 1)
                gradient of the inputs: (0.44, -0.38, -0.07, 1.37)

                a batch of three, upstream gradients (1, 1, 1), (2, 2, 2), (3, 3, 3)
                gradient of the inputs, a row for each sample:
                   0.44  -0.38  -0.07   1.37
                   0.88  -0.76  -0.14   2.74
                   1.32  -1.14  -0.21   4.11
                gradient of the weights, a row for each input:
                   0.5   0.5   0.5
                  20.1  20.1  20.1
                  10.9  10.9  10.9
                   4.1   4.1   4.1
                gradient of the biases: (6, 6, 6)
                """,
                CommandRun.of("layer").succeeded().out());
    }
}
