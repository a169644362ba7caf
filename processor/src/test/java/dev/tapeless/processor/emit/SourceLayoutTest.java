package dev.tapeless.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SourceLayoutTest {

    @Test
    void documentationOfOneSentenceStandsOnOneLine() {
        assertEquals(
                "    /** One sentence. */\n    int a;\n",
                SourceLayout.of("    /**\n     * One sentence.\n     */\n    int a;\n"));
    }

    @Test
    void longerDocumentationStays() {
        final String text = "    /**\n     * One.\n     * Two.\n     */\n    int a;\n";
        assertEquals(text, SourceLayout.of(text));
    }

    @Test
    void fieldsWithoutDocumentationStandTogether() {
        assertEquals(
                "    private final List<Layer> a;\n    int[][] b = new int[1][];\n",
                SourceLayout.of(
                        "    private final List<Layer> a;\n\n    int[][] b = new int[1][];\n"));
    }

    @Test
    void aDocumentedFieldStandsApart() {
        final String text = "    /** One. */\n    int a;\n\n    int b;\n\n    void c() {\n";
        assertEquals(text, SourceLayout.of(text));
    }

    @Test
    void aRecordWithoutMembersIsOneLine() {
        assertEquals(
                "    record Pair(int a, int b) {}\n",
                SourceLayout.of("    record Pair(int a, int b) {\n    }\n"));
        final String text = "    private Pair() {\n    }\n";
        assertEquals(text, SourceLayout.of(text));
    }

    @Test
    void longStatementsAreBrokenAndCommentsAreNot() {
        final String term = " + abcdefgh".repeat(10);
        assertEquals(
                "// "
                        + term
                        + "\na = b"
                        + " + abcdefgh".repeat(8)
                        + "\n        + abcdefgh + abcdefgh;\n",
                SourceLayout.of("// " + term + "\na = b" + term + ";\n"));
    }
}
