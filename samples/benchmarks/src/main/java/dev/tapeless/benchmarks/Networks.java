package dev.tapeless.benchmarks;

import dev.tapeless.Dense;
import dev.tapeless.Network;
import dev.tapeless.Relu;
import dev.tapeless.runtime.Layer;

/** The networks that are measured: layers with ReLU between them, from tiny to large. */
final class Networks {

    private Networks() {}

    @Network(input = 4)
    abstract static class Tiny {
        @Dense(8)
        @Relu
        Layer hidden;

        @Dense(3)
        Layer scores;
    }

    @Network(input = 2)
    abstract static class Spiral {
        @Dense(64)
        @Relu
        Layer hidden;

        @Dense(3)
        Layer scores;
    }

    @Network(input = 32)
    abstract static class Table {
        @Dense(64)
        @Relu
        Layer first;

        @Dense(64)
        @Relu
        Layer second;

        @Dense(1)
        Layer value;
    }

    @Network(input = 784)
    abstract static class Digits {
        @Dense(128)
        @Relu
        Layer hidden;

        @Dense(10)
        Layer scores;
    }

    @Network(input = 784)
    abstract static class Large {
        @Dense(512)
        @Relu
        Layer first;

        @Dense(512)
        @Relu
        Layer second;

        @Dense(10)
        Layer scores;
    }

    @Network(input = 784)
    abstract static class First {
        @Dense(128)
        Layer layer;
    }

    @Network(input = 784, inputGradient = true)
    abstract static class FirstBoth {
        @Dense(128)
        Layer layer;
    }

    @Network(input = 512)
    abstract static class Square {
        @Dense(512)
        Layer layer;
    }

    @Network(input = 512, inputGradient = true)
    abstract static class SquareBoth {
        @Dense(512)
        Layer layer;
    }
}
