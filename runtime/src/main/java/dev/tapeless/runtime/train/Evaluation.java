package dev.tapeless.runtime.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How good a model is on some data.
 *
 * @param loss the mean (or sum) of the loss over all samples
 * @param metrics the metrics by name, in the order in which they were given
 */
public record Evaluation(double loss, Map<String, Double> metrics) {

    /**
     * Copies the metrics, keeping their order.
     *
     * @param loss the loss
     * @param metrics the metrics by name
     */
    public Evaluation {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /**
     * One metric.
     *
     * @param name its name
     * @return its value
     * @throws IllegalArgumentException if it was not measured; the message lists what was
     */
    public double metric(String name) {
        Double value = metrics.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "no metric is called \"" + name + "\"; there are " + metrics.keySet());
        }
        return value;
    }

    /**
     * The metric {@code "accuracy"}.
     *
     * @return its value, from 0 to 1
     * @throws IllegalArgumentException if it was not measured
     */
    public double accuracy() {
        return metric("accuracy");
    }
}
