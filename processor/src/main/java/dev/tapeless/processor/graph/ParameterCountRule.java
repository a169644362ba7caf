package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.layer.LayerParameter;
import dev.tapeless.processor.layer.Sizes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** All parameters together can be counted with an {@code int}, as those of one tensor can. */
final class ParameterCountRule implements NetworkRule {

    @Override
    public void check(CheckedNetwork network, Report report) {
        final Map<String, Long> counts = new LinkedHashMap<>();
        for (final CheckedLayer layer : network.layers()) {
            final long count =
                    layer.parameters()
                            .map(LayerParameter::storedShape)
                            .mapToLong(shape -> shape.elements())
                            .sum();
            if (count > 0) {
                counts.put(layer.name(), count);
            }
        }
        final long sum = counts.values().stream().mapToLong(Long::longValue).sum();
        if (sum > Sizes.LIMIT) {
            final String terms =
                    counts.entrySet().stream()
                            .map(
                                    entry ->
                                            Sizes.text(entry.getValue())
                                                    + " ("
                                                    + entry.getKey()
                                                    + ")")
                            .collect(Collectors.joining(" + "));
            report.add(
                    network.declaration().source(),
                    Message.SIZE_PARAMETERS,
                    network.declaration().displayName(),
                    terms + " = " + Sizes.text(sum));
        }
    }
}
