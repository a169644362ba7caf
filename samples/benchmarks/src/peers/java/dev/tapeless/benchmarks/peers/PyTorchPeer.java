package dev.tapeless.benchmarks.peers;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

import dev.tapeless.benchmarks.Contestant;
import dev.tapeless.benchmarks.Layers;

/** PyTorch through the Deep Java Library. Tensors of samples are made when they are loaded. */
public final class PyTorchPeer implements Contestant.Peer {

    /** For the service loader. */
    public PyTorchPeer() {}

    @Override
    public Contestant contestant() {
        return Contestant.PYTORCH;
    }

    @Override
    public Contestant.Network create(Layers parameters) {
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        return new Network(parameters);
    }

    private static final class Network implements Contestant.Trainable {

        private final int[] sizes;
        private final Model model = Model.newInstance("network", "PyTorch");
        private final NDManager manager = model.getNDManager();
        private final SequentialBlock block = new SequentialBlock();
        private final Trainer trainer;
        private final ParameterStore store;
        private NDArray inputs;
        private NDArray classes;
        private float[] scores;

        Network(Layers parameters) {
            sizes = parameters.sizes();
            for (int layer = 0; layer < parameters.count(); layer++) {
                block.add(Linear.builder().setUnits(sizes[layer + 1]).build());
                if (layer + 1 < parameters.count()) {
                    block.add(Activation.reluBlock());
                }
            }
            model.setBlock(block);
            trainer =
                    model.newTrainer(
                            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                                    .optOptimizer(
                                            Optimizer.adam()
                                                    .optLearningRateTracker(
                                                            Tracker.fixed(Layers.RATE))
                                                    .build()));
            trainer.initialize(new Shape(1, sizes[0]));
            store = new ParameterStore(manager, false);
            int layer = 0;
            for (final Block child : block.getChildren().values()) {
                if (child instanceof Linear) {
                    array(child, "weight").set(parameters.ofUnits(layer));
                    array(child, "bias").set(parameters.biases()[layer]);
                    layer++;
                }
            }
        }

        private static NDArray array(Block linear, String name) {
            return linear.getParameters().get(name).getArray();
        }

        @Override
        public void load(float[][] samples, float[][] targets) {
            inputs = manager.create(samples);
            classes = manager.create(targets).argMax(1);
        }

        @Override
        public void predict() {
            try (NDManager call = manager.newSubManager()) {
                inputs.tempAttach(call);
                scores =
                        block.forward(store, new NDList(inputs), false)
                                .singletonOrThrow()
                                .toFloatArray();
            }
        }

        @Override
        public float[][] outputs() {
            final int last = sizes[sizes.length - 1];
            final float[][] rows = new float[scores.length / last][last];
            for (int s = 0; s < rows.length; s++) {
                System.arraycopy(scores, s * last, rows[s], 0, last);
            }
            return rows;
        }

        @Override
        public void step() {
            try (NDManager call = manager.newSubManager()) {
                inputs.tempAttach(call);
                classes.tempAttach(call);
                try (GradientCollector collector = trainer.newGradientCollector()) {
                    final NDList found = trainer.forward(new NDList(inputs));
                    collector.backward(trainer.getLoss().evaluate(new NDList(classes), found));
                }
                trainer.step();
            }
        }

        @Override
        public Layers parameters() {
            final float[][] weights = new float[sizes.length - 1][];
            final float[][] biases = new float[sizes.length - 1][];
            int layer = 0;
            for (final Block child : block.getChildren().values()) {
                if (child instanceof Linear) {
                    weights[layer] = array(child, "weight").toFloatArray();
                    biases[layer] = array(child, "bias").toFloatArray();
                    layer++;
                }
            }
            return Layers.ofUnits(sizes, weights, biases);
        }
    }
}
