package dev.tapeless.processor.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods that take the inputs and outputs of a network by name, as signatures. */
final class NamedMethods {

    private static final String NAME = "predictFrom";

    private NamedMethods() {}

    /**
     * The signatures that may be generated.
     *
     * @param layers the fields of the network
     * @param row the type of its rows
     * @return result types by signature; none for a network with neither named inputs nor outputs
     */
    static Map<String, String> of(List<LayerDeclaration> layers, String row) {
        final List<String> inputs = new ArrayList<>();
        int outputs = 0;
        for (final LayerDeclaration layer : layers) {
            layer.input().ifPresent(input -> inputs.add(input.flag("integer") ? "int[]" : row));
            outputs += layer.output().isPresent() ? 1 : 0;
        }
        final Map<String, String> methods = new LinkedHashMap<>();
        if (inputs.isEmpty() && outputs == 0) {
            return methods;
        }
        if (inputs.isEmpty()) {
            inputs.add(row);
        }
        final List<String> all = new ArrayList<>(inputs);
        for (int k = 0; k < Math.max(1, outputs); k++) {
            all.add(row);
        }
        methods.put(signature(inputs), outputs > 1 ? "Outputs" : row);
        methods.put(signature(all), "void");
        final List<String> batch = new ArrayList<>(all);
        batch.replaceAll(type -> type + "[]");
        batch.add("int");
        methods.put(signature(batch), "void");
        return methods;
    }

    private static String signature(List<String> types) {
        return NAME + "(" + String.join(", ", types) + ")";
    }
}
