package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.support.VectorSwitch;

import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceLoader;

/** Who does the work. The names are values of a JMH parameter. */
public enum Contestant {
    /** The loops of a textbook over {@code float[][]}. */
    TEXTBOOK("textbook"),
    /** Loops over separate rows that share an index, which HotSpot vectorises by itself. */
    ROWS("rows"),
    /** ONNX Runtime, with buffers that are kept. */
    ONNX_RUNTIME("ONNX Runtime"),
    /** PyTorch through DJL. */
    PYTORCH("DJL, PyTorch"),
    /** Deeplearning4j. */
    DL4J("DL4J"),
    /** A generated network in plain Java. */
    PLAIN("plain"),
    /** A generated network in vectors. */
    VECTORS("vectors");

    private final String text;

    Contestant(String text) {
        this.text = text;
    }

    /**
     * Decides on the kernels of generated networks, whose classes read this when they are loaded:
     * to be called before any network is made, once in a JVM.
     */
    void select() {
        if (isGenerated()) {
            System.setProperty(VectorSwitch.PROPERTY, this == VECTORS ? "on" : "off");
        }
    }

    /** Makes one for a shape. */
    Network create(Shape shape) {
        switch (this) {
            case TEXTBOOK:
                return new Textbook(Layers.of(shape.sizes(), shape.create()));
            case ROWS:
                return new Rows(Layers.of(shape.sizes(), shape.create()));
            case PLAIN:
            case VECTORS:
                return new Generated(shape.sizes(), shape.create());
            default:
                final Model<float[]> model = shape.create();
                return peer().orElseThrow().create(Layers.of(shape.sizes(), model));
        }
    }

    /** Whether the jar was built with it. */
    boolean isPresent() {
        return peer().isPresent() || !isPeer();
    }

    /** Whether it is another library. */
    boolean isPeer() {
        return this == ONNX_RUNTIME || this == PYTORCH || this == DL4J;
    }

    /** Whether it is what this project generates. */
    boolean isGenerated() {
        return this == PLAIN || this == VECTORS;
    }

    private Optional<Peer> peer() {
        return ServiceLoader.load(Peer.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(peer -> peer.contestant() == this)
                .findFirst();
    }

    /** Makes one that can be trained. */
    Trainable createTrainable(Shape shape) {
        if (create(shape) instanceof Trainable network) {
            return network;
        }
        throw new IllegalArgumentException(this + " predicts only");
    }

    /** The names of those that can predict, or train. */
    static String[] names(boolean train) {
        return Arrays.stream(values())
                .filter(Contestant::isPresent)
                .filter(one -> !train || one != ONNX_RUNTIME)
                .map(Enum::name)
                .toArray(String[]::new);
    }

    /** The heading of its column. */
    String text() {
        return text;
    }

    /** Another library. */
    public interface Peer {

        /**
         * Which one.
         *
         * @return its place in the tables
         */
        Contestant contestant();

        /**
         * Makes a network: dense layers with ReLU between them, on one thread.
         *
         * @param parameters its parameters
         * @return the network
         */
        Network create(Layers parameters);
    }

    /** A network that can be measured. What it needs besides its work is done before. */
    public interface Network {

        /**
         * Takes the samples that all other methods work on.
         *
         * @param inputs the samples; one is predicted as a single sample
         * @param targets their classes as one-hot rows
         */
        void load(float[][] inputs, float[][] targets);

        /** Predicts all samples. */
        void predict();

        /**
         * What the last prediction gave.
         *
         * @return a row for each sample
         */
        float[][] outputs();
    }

    /** A network that can be trained as well. */
    public interface Trainable extends Network {

        /** One training step with Adam, softmax and cross-entropy. */
        void step();

        /**
         * The parameters as they are now.
         *
         * @return copies
         */
        Layers parameters();
    }
}
