package dev.tapeless.processor.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A tensor of a trace.
 *
 * @param shape its dimensions, the outermost first
 * @param data its elements, row-major; one for a shape without dimensions
 */
record Tensor(List<Integer> shape, double[] data) {

    /**
     * Reads {@code {"shape": [...], "data": [...]}}, whose data is flat.
     *
     * @param json the object
     * @return the tensor
     */
    static Tensor of(JsonElement json) {
        final JsonObject object = json.getAsJsonObject();
        final List<Integer> shape = new ArrayList<>();
        object.getAsJsonArray("shape").forEach(extent -> shape.add(extent.getAsInt()));
        return new Tensor(Collections.unmodifiableList(shape), doubles(object.get("data")));
    }

    /**
     * Whether a value of a trace is a tensor.
     *
     * @param json the value
     * @return true for an object with a shape
     */
    static boolean isTensor(JsonElement json) {
        return json.isJsonObject() && json.getAsJsonObject().has("shape");
    }

    /**
     * Reads a list of numbers; not-a-number and infinities are strings there.
     *
     * @param json the list
     * @return the numbers
     */
    static double[] doubles(JsonElement json) {
        final JsonArray array = json.getAsJsonArray();
        final double[] numbers = new double[array.size()];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = Double.parseDouble(array.get(k).getAsString());
        }
        return numbers;
    }

    /**
     * The shape of one sample.
     *
     * @return the dimensions behind the first
     */
    List<Integer> sampleShape() {
        return shape.subList(1, shape.size());
    }

    /**
     * The elements of each sample.
     *
     * @return a row for each element of the first dimension
     */
    double[][] rows() {
        final int count = shape.get(0);
        final int width = data.length / count;
        final double[][] rows = new double[count][width];
        for (int s = 0; s < count; s++) {
            System.arraycopy(data, s * width, rows[s], 0, width);
        }
        return rows;
    }
}
