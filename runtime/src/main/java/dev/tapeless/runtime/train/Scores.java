package dev.tapeless.runtime.train;

import dev.tapeless.runtime.RowPart;
import dev.tapeless.runtime.support.RowType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The measurements of several metrics in progress.
 *
 * @param <R> the row type
 */
final class Scores<R> {
    private final Map<String, Metric.Score> scores = new LinkedHashMap<>();
    private final List<Metric.Score> inOrder;
    private final RowType<R> rowType;
    private final double[] output;
    private final double[] target;

    /**
     * Measurements of no sample.
     *
     * @param metrics what to measure
     * @param rowType the row type
     * @param outputs the parts of an output row
     * @param targets the parts of a target row, as far as they are known
     * @param targetSize elements of a target row
     */
    Scores(
            List<Metric> metrics,
            RowType<R> rowType,
            List<RowPart> outputs,
            List<RowPart> targets,
            int targetSize) {
        for (Metric metric : metrics) {
            scores.put(metric.name(), metric.newScore(outputs, targets));
        }
        this.inOrder = new ArrayList<>(scores.values());
        this.rowType = rowType;
        this.output = new double[outputs.stream().mapToInt(RowPart::size).sum()];
        this.target = new double[targetSize];
    }

    /**
     * Takes a batch into account. Allocates nothing unless a metric does.
     *
     * @param outputs the model's outputs
     * @param targets their targets
     * @param count how many rows are used
     */
    void add(R[] outputs, R[] targets, int count) {
        if (inOrder.isEmpty()) {
            return;
        }
        for (int i = 0; i < count; i++) {
            rowType.copy(outputs[i], output);
            rowType.copy(targets[i], target);
            for (int s = 0; s < inOrder.size(); s++) {
                inOrder.get(s).add(output, target);
            }
        }
    }

    /**
     * The values so far.
     *
     * @return by name, in the metrics' order
     */
    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        scores.forEach((name, score) -> values.put(name, score.value()));
        return values;
    }
}
