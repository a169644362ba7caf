package dev.tapeless.samples.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.samples.CommandRun;

import org.junit.jupiter.api.Test;

class NeuronCommandTest {

    @Test
    void printsTheTextbookNumbers() {
        assertEquals(
                """
                inputs (1, -2, 3), weights (-3, -1, 2), bias 1
                output                       6
                gradient of the inputs       (-3, -1, 2)
                gradient of the weights      (1, -2, 3)
                gradient of the bias         1
                output after a step of 0.001 5.985
                """,
                CommandRun.of("neuron").succeeded().out());
    }
}
