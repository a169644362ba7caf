package dev.tapeless.benchmarks.peers;

import dev.tapeless.benchmarks.Contestant;
import dev.tapeless.benchmarks.Layers;

import org.bytedeco.openblas.global.openblas;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Deeplearning4j. Arrays of samples are made when they are loaded. */
public final class Dl4jPeer implements Contestant.Peer {

    /** For the service loader. */
    public Dl4jPeer() {}

    @Override
    public Contestant contestant() {
        return Contestant.DL4J;
    }

    @Override
    public Contestant.Network create(Layers parameters) {
        Nd4j.getBackend(); // Loads the native libraries, which are there then.
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        openblas.blas_set_num_threads(1);
        return new Network(parameters);
    }

    private static final class Network implements Contestant.Trainable {

        private final Layers start;
        private MultiLayerNetwork network;
        private INDArray inputs;
        private INDArray classes;
        private float[][] outputs;

        Network(Layers start) {
            this.start = start;
        }

        /** The last layer of one that trains is the softmax. */
        private MultiLayerNetwork create(boolean trains) {
            final int[] sizes = start.sizes();
            final int last = start.count() - 1;
            final var list =
                    new NeuralNetConfiguration.Builder().updater(new Adam(Layers.RATE)).list();
            for (int layer = 0; layer < last; layer++) {
                list.layer(
                        new DenseLayer.Builder()
                                .nIn(sizes[layer])
                                .nOut(sizes[layer + 1])
                                .activation(Activation.RELU)
                                .build());
            }
            list.layer(
                    new OutputLayer.Builder()
                            .lossFunction(trains ? LossFunction.MCXENT : LossFunction.MSE)
                            .nIn(sizes[last])
                            .nOut(sizes[last + 1])
                            .activation(trains ? Activation.SOFTMAX : Activation.IDENTITY)
                            .build());
            final MultiLayerNetwork created = new MultiLayerNetwork(list.build());
            created.init();
            for (int layer = 0; layer <= last; layer++) {
                created.setParam(layer + "_W", Nd4j.create(start.weights()[layer]));
                created.setParam(layer + "_b", Nd4j.create(new float[][] {start.biases()[layer]}));
            }
            return created;
        }

        @Override
        public void load(float[][] samples, float[][] targets) {
            inputs = Nd4j.create(samples);
            classes = Nd4j.create(targets);
        }

        @Override
        public void predict() {
            if (network == null) {
                network = create(false);
            }
            outputs = network.output(inputs, false).toFloatMatrix();
        }

        @Override
        public float[][] outputs() {
            return outputs;
        }

        @Override
        public void step() {
            if (network == null) {
                network = create(true);
            }
            network.fit(inputs, classes);
        }

        @Override
        public Layers parameters() {
            final float[][][] weights = new float[start.count()][][];
            final float[][] biases = new float[start.count()][];
            for (int layer = 0; layer < weights.length; layer++) {
                weights[layer] = network.getParam(layer + "_W").toFloatMatrix();
                biases[layer] = network.getParam(layer + "_b").toFloatVector();
            }
            return new Layers(start.sizes(), weights, biases);
        }
    }
}
