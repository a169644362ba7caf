package dev.tapeless.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavadocTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "where(x < 0, a, b) | where(x &lt; 0, a, b)",
                "x >= 0 | x &gt;= 0",
                "a & b | a &amp; b",
                "&lt; | &amp;lt;",
                "@Dense(3) | &#64;Dense(3)",
                "{@code x} | &#123;&#64;code x}",
                "a */ b | a *&#47; b",
                "hidden.weight * x / 2 | hidden.weight * x / 2",
                "größe$1 | größe$1"
            })
    void isShownAsItIs(String text, String escaped) {
        assertEquals(escaped, JavadocText.escape(text));
    }

    @Test
    void noCommentEndsEarly() {
        assertFalse(JavadocText.escape("**/ */*/ */").contains("*/"));
    }
}
