package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.support.VectorSwitch;

import java.util.Locale;

/** Who does the work. The names are values of a JMH parameter. */
public enum Contestant {
    /** The loops of a textbook over {@code float[][]}. */
    TEXTBOOK,
    /** Loops over separate rows that share an index, which HotSpot vectorises by itself. */
    ROWS,
    /** A generated network in plain Java. */
    PLAIN,
    /** A generated network in vectors. */
    VECTORS;

    /** Makes one for a shape; each JVM measures only one. */
    Network create(Shape shape) {
        if (this == PLAIN || this == VECTORS) {
            System.setProperty(VectorSwitch.PROPERTY, this == VECTORS ? "on" : "off");
            return new Generated(shape.create());
        }
        final Model<float[]> model = shape.create();
        return this == TEXTBOOK
                ? new Textbook(Layers.of(shape.sizes(), model))
                : new Rows(Layers.of(shape.sizes(), model));
    }

    /** The name in lower case. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A network that can be measured. */
    interface Network {

        /** Predicts one sample. */
        void predict(float[] input, float[] output);

        /** Predicts some samples. */
        void predict(float[][] inputs, float[][] outputs, int count);

        /** One training step with Adam; softmax and cross-entropy for classes as one-hot rows. */
        void step(float[][] inputs, float[][] targets, int count);
    }
}
