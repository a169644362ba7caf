package dev.tapeless.processor.trace;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recorded training of a small network: {@code data/README.md} beside the traces has the format.
 *
 * @param name its name
 * @param batches inputs and targets; step k, from 1, takes batch (k - 1) mod the number of batches
 * @param initial the parameters before the first step
 * @param json the rest
 */
record Trace(String name, List<Batch> batches, Map<String, Tensor> initial, JsonObject json) {

    /**
     * Samples of one step.
     *
     * @param inputs the first dimension is the batch
     * @param targets the first dimension is the batch
     */
    record Batch(Tensor inputs, Tensor targets) {}

    /**
     * Reads a trace.
     *
     * @param file a JSON file
     * @return the trace
     */
    static Trace read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            final JsonObject json = JsonParser.parseReader(reader).getAsJsonObject();
            final List<Batch> batches = new ArrayList<>();
            for (final JsonElement batch : json.getAsJsonArray("batches")) {
                final JsonObject both = batch.getAsJsonObject();
                batches.add(new Batch(Tensor.of(both.get("x")), Tensor.of(both.get("y"))));
            }
            return new Trace(
                    json.get("name").getAsString(),
                    batches,
                    tensors(json.getAsJsonObject("initial")),
                    json);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All tensors of an object, by name. */
    static Map<String, Tensor> tensors(JsonObject object) {
        final Map<String, Tensor> tensors = new LinkedHashMap<>();
        object.asMap().forEach((name, value) -> tensors.put(name, Tensor.of(value)));
        return tensors;
    }

    List<Settings> layers() {
        return Settings.layers(json.get("layers"));
    }

    Settings loss() {
        return new Settings(Kind.LOSS, json.getAsJsonObject("loss"));
    }

    Settings optimizer() {
        return new Settings(Kind.OPTIMIZER, json.getAsJsonObject("optimizer"));
    }

    /** Whether the gradient of the input was recorded. */
    boolean hasInputGradient() {
        return recorded(true).getAsJsonObject("steps").getAsJsonObject("1").has("input_grad");
    }

    /**
     * What was recorded.
     *
     * @param isDouble in which precision
     * @return the numbers
     */
    JsonObject recorded(boolean isDouble) {
        return json.getAsJsonObject(isDouble ? "f64" : "f32");
    }

    /**
     * The simple name of the network's class.
     *
     * @param isDouble in which precision
     * @return a Java name
     */
    String className(boolean isDouble) {
        return "Trace_" + name.replaceAll("\\W", "_") + (isDouble ? "_f64" : "_f32");
    }
}
