package dev.tapeless.benchmarks;

import dev.tapeless.BatchNorm;
import dev.tapeless.Conv2d;
import dev.tapeless.Dense;
import dev.tapeless.Flatten;
import dev.tapeless.Gru;
import dev.tapeless.MaxPool2d;
import dev.tapeless.Network;
import dev.tapeless.Padding;
import dev.tapeless.Relu;
import dev.tapeless.SelfAttention;
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

    @Network(
            input = {28, 28, 16},
            inputGradient = true)
    abstract static class Image {
        @Conv2d(value = 32, kernel = 3, padding = Padding.SAME)
        Layer features;
    }

    @Network(input = {28, 28, 16})
    abstract static class Activated {
        @Conv2d(value = 32, kernel = 3, padding = Padding.SAME)
        @Relu
        Layer features;
    }

    @Network(input = {28, 28, 16})
    abstract static class Normed {
        @Conv2d(value = 32, kernel = 3, padding = Padding.SAME)
        Layer features;

        @BatchNorm @Relu Layer normal;
    }

    @Network(input = {64, 32})
    abstract static class Recurrent {
        @Gru(64)
        Layer memory;
    }

    @Network(input = {64, 64})
    abstract static class Attentive {
        @SelfAttention(heads = 4, causal = true)
        Layer mixed;
    }

    @Network(input = {28, 28, 1})
    abstract static class LeNet {
        @Conv2d(value = 6, kernel = 5, padding = Padding.SAME)
        @Relu
        @MaxPool2d(2)
        Layer strokes;

        @Conv2d(value = 16, kernel = 5)
        @Relu
        @MaxPool2d(2)
        Layer shapes;

        @Flatten
        @Dense(120)
        @Relu
        Layer hidden;

        @Dense(84)
        @Relu
        Layer features;

        @Dense(10)
        Layer scores;
    }
}
