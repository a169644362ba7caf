package dev.tapeless.benchmarks;

import java.util.List;

/** A Markdown table: words at the left, numbers at the right. */
final class Table {

    private final StringBuilder text = new StringBuilder();
    private boolean isEmpty = true;

    /** A table with a heading for each column. */
    Table(List<String> headings) {
        line(headings);
        text.append("|---|").append("---:|".repeat(headings.size() - 1)).append('\n');
    }

    /** Adds a row. */
    void row(List<String> cells) {
        isEmpty = false;
        line(cells);
    }

    private void line(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** The table after an empty line; nothing without rows. */
    String markdown() {
        return isEmpty ? "" : "\n" + text;
    }
}
