package dev.tapeless.runtime.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Locale;

class SummaryTableTest {

    @Test
    void alignsAndAdds() {
        assertEquals(
                String.join(
                        "\n",
                        "Digits: input [784], float",
                        "layer   operations  output  parameters  multiply-adds",
                        "hidden  Dense Relu  [128]      100,480        100,352",
                        "logits  Dense       [10]         1,290          1,280",
                        "total                          101,770        101,632",
                        ""),
                digits());
    }

    @Test
    void doesNotDependOnTheLocale() {
        String english = digits();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(english, digits());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void longNamesWidenTheirColumn() {
        assertEquals(
                String.join(
                        "\n",
                        "N",
                        "layer             operations  output     parameters  multiply-adds",
                        "aVeryLongName123  Concat      [3, 4, 5]           0              0",
                        "total                                             0              0",
                        ""),
                new SummaryTable("N")
                        .row("aVeryLongName123", "Concat", new int[] {3, 4, 5}, 0, 0)
                        .render());
    }

    private static String digits() {
        return new SummaryTable("Digits: input [784], float")
                .row("hidden", "Dense Relu", new int[] {128}, 100_480, 100_352)
                .row("logits", "Dense", new int[] {10}, 1290, 1280)
                .render();
    }
}
