package dev.tapeless.runtime.io;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Saves and loads the parameters of a network as a safetensors file, which PyTorch and other
 * frameworks read and write too.
 *
 * <p>Each parameter is one tensor of its name and natural shape ({@code hidden.weight} is {@code
 * [units, inputs]}), F32 for networks in single precision and F64 for those in double precision. A
 * network loads both, and F16 and BF16 as well: wider types are rounded to the nearest float,
 * narrower ones are exact.
 *
 * <pre>{@code
 * SafeTensors.save(Path.of("digits.safetensors"), net);
 * SafeTensors.load(Path.of("digits.safetensors"), other);
 * }</pre>
 */
public final class SafeTensors {

    /** What PyTorch's own files say; some of its loaders ask for it. */
    private static final Map<String, String> PYTORCH_METADATA = Map.of("format", "pt");

    private SafeTensors() {}

    /**
     * Saves a network's parameters atomically: a crash leaves either the old file or all of the new
     * one. The metadata is {@code format = pt}, as in PyTorch's files.
     *
     * @param file the file, replaced if it exists; its folder must exist
     * @param model the network
     * @throws IOException if the file cannot be written; the old file then stays
     */
    public static void save(Path file, Model<?> model) throws IOException {
        save(file, model.parameters());
    }

    /**
     * Saves parameters, as {@link #save(Path, Model)}.
     *
     * @param file the file, replaced if it exists; its folder must exist
     * @param parameters the parameters
     * @throws IOException if the file cannot be written; the old file then stays
     */
    public static void save(Path file, Parameters<?> parameters) throws IOException {
        save(file, parameters, PYTORCH_METADATA);
    }

    /**
     * Saves parameters, as {@link #save(Path, Model)}, with metadata of one's own.
     *
     * @param file the file, replaced if it exists; its folder must exist
     * @param parameters the parameters
     * @param metadata texts beside the tensors, in the map's order; may be empty
     * @throws IOException if the file cannot be written; the old file then stays
     */
    public static void save(Path file, Parameters<?> parameters, Map<String, String> metadata)
            throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Parameter<?> parameter : parameters) {
            tensors.put(parameter.name(), stored(parameter));
        }
        TensorFile.of(tensors, metadata).write(file);
    }

    private static StoredTensor stored(Parameter<?> parameter) {
        double[] values = parameter.values();
        if (!isSinglePrecision(parameter)) {
            return StoredTensor.ofDoubles(parameter.shape(), values);
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return StoredTensor.ofFloats(parameter.shape(), floats);
    }

    private static boolean isSinglePrecision(Parameter<?> parameter) {
        return parameter.blocks() instanceof float[][];
    }

    /**
     * Loads a network's parameters. The file must have exactly the network's parameters.
     *
     * @param file the file
     * @param model the network; it changes only if everything fits
     * @throws TensorFileException if the file is not a valid safetensors file, or a tensor is
     *     missing, has no parameter, or differs in shape; the message names the tensors and both
     *     shapes
     * @throws IOException if the file cannot be read
     */
    public static void load(Path file, Model<?> model) throws IOException {
        load(file, model.parameters());
    }

    /**
     * Loads parameters, as {@link #load(Path, Model)}.
     *
     * @param file the file
     * @param parameters the parameters; they change only if everything fits
     * @throws TensorFileException if the file is not valid or does not fit
     * @throws IOException if the file cannot be read
     */
    public static void load(Path file, Parameters<?> parameters) throws IOException {
        load(file, parameters, ExtraTensors.REFUSE);
    }

    /**
     * Loads parameters, from a file that may hold more than they are.
     *
     * @param file the file
     * @param parameters the parameters; they change only if everything fits
     * @param extra whether tensors that are no parameter are refused or ignored
     * @throws TensorFileException if the file is not valid or does not fit
     * @throws IOException if the file cannot be read
     */
    public static void load(Path file, Parameters<?> parameters, ExtraTensors extra)
            throws IOException {
        List<double[]> values = new ArrayList<>(parameters.size());
        try (TensorSource source = TensorSource.open(file)) {
            TensorHeader header = source.header();
            ParameterMatch.check(file, header, parameters, extra);
            for (Parameter<?> parameter : parameters) {
                StoredTensor tensor = source.tensor(header.entries().get(parameter.name()));
                values.add(values(file, parameter, tensor));
            }
        }
        for (int p = 0; p < values.size(); p++) { // nothing in here can fail any more
            parameters.get(p).setAll(values.get(p));
        }
    }

    private static double[] values(Path file, Parameter<?> parameter, StoredTensor tensor)
            throws TensorFileException {
        double[] values = tensor.toDoubles();
        if (tensor.type() == TensorType.F64 && isSinglePrecision(parameter)) {
            for (double value : values) {
                if (Float.isInfinite((float) value) && !Double.isInfinite(value)) {
                    throw new TensorFileException(
                            file,
                            Wording.tensor(parameter.name())
                                    + ": found the value "
                                    + value
                                    + ", expected at most "
                                    + Float.MAX_VALUE
                                    + " in magnitude, as the network computes in single precision");
                }
            }
        }
        return values;
    }
}
