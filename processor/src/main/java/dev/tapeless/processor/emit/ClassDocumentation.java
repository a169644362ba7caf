package dev.tapeless.processor.emit;

import com.palantir.javapoet.CodeBlock;

import dev.tapeless.processor.graph.TypedLayer;
import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedParameter;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The Javadoc of a generated class: its layers, its memory, and the form of each kernel. */
final class ClassDocumentation {

    private static final List<String> HEADER =
            List.of("layer", "operations", "output", "parameters", "multiply-adds");
    private static final int FIRST_NUMBER = 3;
    private static final int WIDTH = 94;
    private static final String IN_VECTORS = "      <br>in vectors: ";
    private static final int ITEM_INDENT = 6;

    private ClassDocumentation() {}

    static CodeBlock of(TypedNetwork network, Schedule schedule) {
        final CodeBlock.Builder text = CodeBlock.builder();
        text.add(
                "The network {@link $L}, compiled: $L, $L.\n",
                String.join(".", network.className()),
                wrapped(PortPlaces.inputText(network)),
                wrapped(PortPlaces.outputText(network)));
        text.add("\n<pre>\n");
        table(network).forEach(line -> text.add("$L\n", JavadocText.escape(line)));
        text.add("</pre>\n");
        text.add("\n<p>$L\n", memory(network, schedule));
        text.add("\n<p>");
        TextLines.wrap("Schedule: " + schedule.reason() + ".", WIDTH)
                .forEach(line -> text.add("$L\n", line.strip()));
        text.add("\n<p>Kernels, and the form that the schedule chose for each:\n\n<ul>\n");
        for (final Kernel kernel : schedule.kernels().values()) {
            item(text, kernel, kernel.form());
            kernel.vectors()
                    .filter(vectors -> !vectors.form().equals(kernel.form()))
                    .ifPresent(vectors -> lines(text, IN_VECTORS, vectors.form()));
        }
        text.add("</ul>\n");
        if (!schedule.predictOne().isEmpty()) {
            text.add("\n<p>Prediction of one sample in vectors has kernels of its own:\n\n<ul>\n");
            schedule.predictOne().forEach(kernel -> item(text, kernel, kernel.form()));
            text.add("</ul>\n");
        }
        return text.build();
    }

    private static void item(CodeBlock.Builder text, Kernel kernel, String form) {
        lines(text, "  <li>", kernel.name() + ": " + form);
    }

    /** A text in lines, all but the first of which stand below the text of the item. */
    private static void lines(CodeBlock.Builder text, String start, String content) {
        final String below = " ".repeat(ITEM_INDENT);
        String before = start;
        for (final String line : TextLines.wrap(content, WIDTH - start.length())) {
            text.add("$L$L\n", before, JavadocText.escape(line.strip()));
            before = below;
        }
    }

    /** Text that may go on in the next line. */
    private static CodeBlock wrapped(String text) {
        return Arrays.stream(text.split(", "))
                .map(part -> CodeBlock.of("$L", part))
                .collect(CodeBlock.joining(",$W"));
    }

    private static List<String> table(TypedNetwork network) {
        final List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        long parameters = 0;
        long multiplyAdds = 0;
        for (final TypedLayer layer : network.layers()) {
            parameters += parameters(layer);
            multiplyAdds += layer.multiplyAdds();
            addRows(layer, "", rows);
        }
        rows.add(List.of("total", "", "", number(parameters), number(multiplyAdds)));
        final List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < HEADER.size(); column++) {
            final int c = column;
            widths.add(rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0));
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    /** The row of a layer, and below it those of the layers in it, which it counts already. */
    private static void addRows(TypedLayer layer, String indent, List<List<String>> rows) {
        rows.add(
                List.of(
                        indent + layer.name(),
                        String.join(", ", layer.operations()),
                        shape(layer.output()),
                        number(parameters(layer)),
                        number(layer.multiplyAdds())));
        layer.inner().forEach(inner -> addRows(inner, indent + "  ", rows));
    }

    private static String line(List<String> row, List<Integer> widths) {
        final StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            final String blank = " ".repeat(widths.get(column) - row.get(column).length());
            final boolean isNumber = column >= FIRST_NUMBER;
            line.append(column == 0 ? "" : "  ");
            line.append(isNumber ? blank + row.get(column) : row.get(column) + blank);
        }
        return line.toString().stripTrailing();
    }

    private static String memory(TypedNetwork network, Schedule schedule) {
        final int bytes =
                switch (network.arithmetic()) {
                    case FLOAT -> Float.BYTES;
                    case DOUBLE -> Double.BYTES;
                };
        final long parameters =
                network.layers().stream().mapToLong(ClassDocumentation::parameters).sum();
        final String workspace =
                schedule.straightLine()
                        ? "nothing in prediction"
                        : number(rowBytes(schedule.workspace(), bytes))
                                + " bytes a row of a prediction workspace";
        return String.format(
                Locale.ROOT,
                "Memory: %,d bytes of parameters and as many of gradients; %,d bytes a sample in"
                        + " training\nand %s.",
                parameters * bytes,
                rowBytes(schedule.training(), bytes),
                workspace);
    }

    private static long rowBytes(List<Buffer> buffers, int bytes) {
        return buffers.stream()
                .filter(Buffer::isBatched)
                .mapToLong(buffer -> (long) buffer.rowLength() * bytes)
                .sum();
    }

    private static long parameters(TypedLayer layer) {
        return layer.parameters().stream().mapToLong(TypedParameter::elements).sum();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 128}, or {@code 28 x 28 x 1}. */
    static String shape(Shape shape) {
        return shape.toString();
    }
}
