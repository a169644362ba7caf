package dev.tapeless.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SourceLayoutTest {

    private static String laidOut(String text) {
        return SourceLayout.of(text, new MethodBodies());
    }

    @Test
    void documentationOfOneSentenceStandsOnOneLine() {
        assertEquals(
                "    /** One sentence. */\n    int a;\n",
                laidOut("    /**\n     * One sentence.\n     */\n    int a;\n"));
    }

    @Test
    void longerDocumentationStays() {
        final String text = "    /**\n     * One.\n     * Two.\n     */\n    int a;\n";
        assertEquals(text, laidOut(text));
    }

    @Test
    void fieldsWithoutDocumentationStandTogether() {
        assertEquals(
                "    private final List<Layer> a;\n    int[][] b = new int[1][];\n",
                laidOut("    private final List<Layer> a;\n\n    int[][] b = new int[1][];\n"));
    }

    @Test
    void aDocumentedFieldStandsApart() {
        final String text = "    /** One. */\n    int a;\n\n    int b;\n\n    void c() {\n";
        assertEquals(text, laidOut(text));
    }

    @Test
    void aRecordWithoutMembersIsOneLine() {
        assertEquals(
                "    record Pair(int a, int b) {}\n",
                laidOut("    record Pair(int a, int b) {\n    }\n"));
        final String text = "    private Pair() {\n    }\n";
        assertEquals(text, laidOut(text));
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
                laidOut("// " + term + "\na = b" + term + ";\n"));
    }
}
