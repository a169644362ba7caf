package dev.tapeless.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import dev.tapeless.benchmarks.Contestant;
import dev.tapeless.benchmarks.Layers;
import dev.tapeless.processor.onnx.OnnxModel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * ONNX Runtime: one session, and tensors in memory outside the heap that are kept from call to
 * call. Samples are copied there when they are loaded, not when they are predicted.
 */
public final class OnnxRuntimePeer implements Contestant.Peer {

    /** For the service loader. */
    public OnnxRuntimePeer() {}

    @Override
    public Contestant contestant() {
        return Contestant.ONNX_RUNTIME;
    }

    @Override
    public Contestant.Network create(Layers parameters) {
        return new Network(parameters);
    }

    private static final class Network implements Contestant.Network {

        private final Layers parameters;
        private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
        private OrtSession session;
        private Map<String, OnnxTensor> inputs;
        private Map<String, OnnxTensor> outputs;
        private FloatBuffer scores;

        Network(Layers parameters) {
            this.parameters = parameters;
        }

        @Override
        public void load(float[][] samples, float[][] targets) {
            final int[] sizes = parameters.sizes();
            final int last = sizes[sizes.length - 1];
            try {
                final OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
                session = environment.createSession(model(samples.length), options);
                final FloatBuffer rows = buffer(samples.length * sizes[0]);
                for (final float[] sample : samples) {
                    rows.put(sample);
                }
                scores = buffer(samples.length * last);
                inputs = Map.of(OnnxModel.INPUT, tensor(rows.flip(), samples.length, sizes[0]));
                outputs =
                        Map.of(
                                session.getOutputNames().iterator().next(),
                                tensor(scores, samples.length, last));
            } catch (final OrtException e) {
                throw new IllegalStateException(e);
            }
        }

        private byte[] model(int samples) {
            final OnnxModel onnx = new OnnxModel(samples, parameters.sizes()[0]);
            String x = OnnxModel.INPUT;
            for (int layer = 0; layer < parameters.count(); layer++) {
                final int units = parameters.sizes()[layer + 1];
                final int[] shape = {parameters.sizes()[layer], units};
                final double[] weight = new double[shape[0] * units];
                for (int i = 0; i < weight.length; i++) {
                    weight[i] = parameters.weights()[layer][i / units][i % units];
                }
                final double[] bias = new double[units];
                for (int u = 0; u < units; u++) {
                    bias[u] = parameters.biases()[layer][u];
                }
                final String w = onnx.floats(shape, weight);
                x = onnx.node("Gemm", List.of(x, w, onnx.floats(new int[] {units}, bias)));
                x = layer + 1 < parameters.count() ? onnx.node("Relu", List.of(x)) : x;
            }
            onnx.output(x);
            return onnx.toBytes();
        }

        private static FloatBuffer buffer(int length) {
            return ByteBuffer.allocateDirect(length * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }

        private OnnxTensor tensor(FloatBuffer values, long... shape) throws OrtException {
            return OnnxTensor.createTensor(environment, values, shape);
        }

        @Override
        public void predict() {
            try (OrtSession.Result result = session.run(inputs, outputs)) {
                if (result.size() != 1) {
                    throw new IllegalStateException(result + " has another size than 1");
                }
            } catch (final OrtException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public float[][] outputs() {
            final int[] sizes = parameters.sizes();
            final float[][] rows = new float[scores.capacity() / sizes[sizes.length - 1]][];
            for (int s = 0; s < rows.length; s++) {
                rows[s] = new float[sizes[sizes.length - 1]];
                scores.get(s * rows[s].length, rows[s]);
            }
            return rows;
        }
    }
}
