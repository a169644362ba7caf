package dev.tapeless.samples.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The declaration of a network for a table, as a person would write it.
 *
 * @param inputs elements of an input
 * @param hidden units of each hidden layer
 * @param outputs elements of the output
 */
record NetworkSource(int inputs, List<Integer> hidden, int outputs) {
    static final String PACKAGE = "dev.tapeless.samples.tabular.compiled";
    static final String NAME = "Table";

    /** The Java source. */
    String text() {
        List<String> fields = new ArrayList<>();
        TreeSet<String> imports =
                new TreeSet<>(
                        List.of(
                                "dev.tapeless.Dense",
                                "dev.tapeless.Initializer",
                                "dev.tapeless.Network",
                                "dev.tapeless.runtime.Layer"));
        for (int i = 0; i < hidden.size(); i++) {
            imports.add("dev.tapeless.Relu");
            String name = hidden.size() == 1 ? "hidden" : "hidden" + (i + 1);
            fields.add(dense(hidden.get(i)) + "    @Relu\n    Layer " + name + ";\n");
        }
        fields.add(dense(outputs) + "    Layer output;\n");

        StringBuilder text = new StringBuilder();
        text.append("package ").append(PACKAGE).append(";\n\n");
        for (String type : imports) {
            text.append("import ").append(type).append(";\n");
        }
        text.append("\n@Network(input = ").append(inputs).append(")\n");
        text.append("public abstract class ").append(NAME).append(" {\n");
        text.append(String.join("\n", fields));
        return text.append("}\n").toString();
    }

    /** Initial values as scikit-learn and Keras draw them: the better ones for small tables. */
    private static String dense(int units) {
        return "    @Dense(value = " + units + ", init = Initializer.GLOROT_UNIFORM)\n";
    }
}
