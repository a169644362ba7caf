package dev.tapeless.runtime.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The text of {@link dev.tapeless.runtime.Model#summary()}: one line a layer, and the totals.
 *
 * <pre>
 * Digits: input [784], float
 * layer   operations  output  parameters  multiply-adds
 * hidden  Dense Relu  [128]      100,480        100,352
 * logits  Dense       [10]         1,290          1,280
 * total                          101,770        101,632
 * </pre>
 */
public final class SummaryTable {
    private static final List<String> HEADINGS =
            List.of("layer", "operations", "output", "parameters", "multiply-adds");

    /** Columns from this one on hold numbers and are aligned to the right. */
    private static final int FIRST_NUMBER = 3;

    private final String title;
    private final List<List<String>> rows = new ArrayList<>();
    private long parameters;
    private long multiplyAdds;

    /**
     * A table without layers.
     *
     * @param title the line above the table
     */
    public SummaryTable(String title) {
        this.title = title;
    }

    /**
     * Adds a layer.
     *
     * @param layer its name
     * @param operations its operations, in order
     * @param outputShape the shape of one sample's output
     * @param layerParameters its number of learned values
     * @param layerMultiplyAdds its multiply-adds for one sample
     * @return this table
     */
    public SummaryTable row(
            String layer,
            String operations,
            int[] outputShape,
            long layerParameters,
            long layerMultiplyAdds) {
        parameters += layerParameters;
        multiplyAdds += layerMultiplyAdds;
        return inner(0, layer, operations, outputShape, layerParameters, layerMultiplyAdds);
    }

    /**
     * Adds a layer of a block, below the layer that the block is, which counts what it learns and
     * computes.
     *
     * @param depth how many blocks it is in
     * @param layer its name
     * @param operations its operations, in order
     * @param outputShape the shape of one sample's output
     * @param layerParameters its number of learned values
     * @param layerMultiplyAdds its multiply-adds for one sample
     * @return this table
     */
    public SummaryTable inner(
            int depth,
            String layer,
            String operations,
            int[] outputShape,
            long layerParameters,
            long layerMultiplyAdds) {
        rows.add(
                List.of(
                        "  ".repeat(depth) + layer,
                        operations,
                        Arrays.toString(outputShape),
                        number(layerParameters),
                        number(layerMultiplyAdds)));
        return this;
    }

    /**
     * The table's text.
     *
     * @return lines without trailing blanks, each ended by {@code \n}
     */
    public String render() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADINGS);
        lines.addAll(rows);
        lines.add(List.of("total", "", "", number(parameters), number(multiplyAdds)));
        int[] widths = new int[HEADINGS.size()];
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder(title).append('\n');
        for (List<String> line : lines) {
            StringBuilder cells = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String blanks = " ".repeat(widths[column] - line.get(column).length());
                cells.append(column == 0 ? "" : "  ");
                cells.append(
                        column < FIRST_NUMBER
                                ? line.get(column) + blanks
                                : blanks + line.get(column));
            }
            text.append(cells.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
