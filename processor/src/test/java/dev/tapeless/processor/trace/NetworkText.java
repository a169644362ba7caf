package dev.tapeless.processor.trace;

import dev.tapeless.processor.testing.SourceText;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a network as annotated source, a field a layer. */
final class NetworkText {

    /** The package of the networks. */
    static final String PACKAGE = "traces";

    private static final String INPUT = "input";

    private final List<Integer> input;
    private final List<String> fields = new ArrayList<>();
    private String last = INPUT;
    private String current = INPUT;
    private List<Integer> shape;
    private int unnamed;

    /**
     * A network without layers.
     *
     * @param input the shape of a sample
     */
    NetworkText(List<Integer> input) {
        this.input = input.isEmpty() ? List.of(1) : input;
        this.shape = this.input;
    }

    /** The field that the next layer reads. */
    String current() {
        return current;
    }

    /** The shape of what the next layer reads. */
    List<Integer> shape() {
        return shape;
    }

    /** Lets the next layer read another field. */
    void goTo(String field, List<Integer> itsShape) {
        current = field;
        shape = itsShape;
    }

    /** A name for a layer that has none in the trace. */
    String unnamed() {
        return "value" + ++unnamed;
    }

    /**
     * Adds a layer that reads the current field.
     *
     * @param name its field
     * @param output the shape of its value
     * @param annotation the annotation without {@code @}
     * @param members {@code name = value} for each member
     */
    void add(String name, List<Integer> output, String annotation, String... members) {
        final List<String> all = new ArrayList<>(List.of(members));
        if (!current.equals(last)) {
            all.add("from = \"" + current + "\"");
        }
        write(name, output, annotation, all);
    }

    /** Adds a layer without a name that keeps the shape. */
    void add(String annotation, String... members) {
        add(unnamed(), shape, annotation, members);
    }

    /**
     * Adds a layer that joins several fields.
     *
     * @param output the shape of its value
     * @param annotation the annotation without {@code @}
     * @param from the fields
     */
    void join(List<Integer> output, String annotation, List<String> from) {
        write(
                unnamed(),
                output,
                annotation,
                List.of(
                        from.stream()
                                .map(field -> "\"" + field + "\"")
                                .collect(Collectors.joining(", ", "from = {", "}"))));
    }

    private void write(String name, List<Integer> output, String annotation, List<String> members) {
        fields.add(
                "    @"
                        + annotation
                        + (members.isEmpty() ? "" : "(" + String.join(", ", members) + ")")
                        + " Layer "
                        + name
                        + ";\n");
        last = name;
        current = name;
        shape = output;
    }

    /**
     * The class.
     *
     * @param name its simple name
     * @param isDouble whether it computes in double precision
     * @param inputGradient whether to ask for the gradient of the input
     * @return the source file
     */
    SourceText toClass(String name, boolean isDouble, boolean inputGradient) {
        return SourceText.at(
                PACKAGE + "/" + name + ".java",
                "package "
                        + PACKAGE
                        + ";\nimport dev.tapeless.*;\nimport dev.tapeless.runtime.Layer;\n"
                        + "@Network(input = {"
                        + input.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + "}"
                        + (isDouble ? ", precision = Precision.DOUBLE" : "")
                        + (inputGradient ? ", inputGradient = true" : "")
                        + ")\nabstract class "
                        + name
                        + " {\n"
                        + String.join("", fields)
                        + "}\n");
    }
}
