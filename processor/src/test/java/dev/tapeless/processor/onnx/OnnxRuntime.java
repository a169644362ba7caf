package dev.tapeless.processor.onnx;

import static org.junit.jupiter.api.Assumptions.abort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;

import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** ONNX Runtime, on one thread. */
final class OnnxRuntime {

    private static final String FOLDER = "onnxruntime.native.path";

    private final OrtEnvironment environment;

    private OnnxRuntime(OrtEnvironment environment) {
        this.environment = environment;
    }

    /** Starts it, or aborts the test where it has no native library. */
    static OnnxRuntime start() throws IOException {
        final String platform = platform();
        try {
            if (System.getProperty(FOLDER) == null) {
                System.setProperty(FOLDER, unpack(platform).toString());
            }
            return new OnnxRuntime(
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR));
        } catch (final UnsatisfiedLinkError | ExceptionInInitializerError e) {
            return abort("ONNX Runtime does not start on " + platform + ": " + e);
        }
    }

    /**
     * Runs a model of one input and one output.
     *
     * @param model the file
     * @param rows the samples of a batch
     * @param shape the shape of the batch
     * @return the output, row by row
     */
    float[] run(byte[] model, float[][] rows, long... shape) throws OrtException {
        final FloatBuffer buffer = FloatBuffer.allocate(rows.length * rows[0].length);
        for (final float[] row : rows) {
            buffer.put(row);
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            try (OrtSession session = environment.createSession(model, options);
                    OnnxTensor batch = OnnxTensor.createTensor(environment, buffer.flip(), shape);
                    OrtSession.Result result = session.run(Map.of(OnnxModel.INPUT, batch))) {
                final FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
                final float[] output = new float[values.remaining()];
                values.get(output);
                return output;
            }
        }
    }

    /** The folder of the platform's libraries in the jar. */
    private static String platform() {
        final String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        final String arch = System.getProperty("os.arch");
        return (os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux")
                + (arch.equals("amd64") || arch.equals("x86_64") ? "-x64" : "-" + arch);
    }

    /**
     * Unpacks the libraries into a folder that is deleted with its files when the JVM ends; ONNX
     * Runtime leaves an empty one behind.
     */
    private static Path unpack(String platform) throws IOException {
        final Path folder = Files.createTempDirectory("onnxruntime");
        folder.toFile().deleteOnExit();
        for (final String library : new String[] {"onnxruntime", "onnxruntime4j_jni"}) {
            final String name = System.mapLibraryName(library);
            try (InputStream in =
                    OrtEnvironment.class.getResourceAsStream("native/" + platform + "/" + name)) {
                if (in == null) {
                    return abort("ONNX Runtime has no native library for " + platform);
                }
                final Path file = folder.resolve(name);
                file.toFile().deleteOnExit(); // Deleted before the folder: the last one first.
                Files.copy(in, file);
            }
        }
        return folder;
    }
}
