package dev.tapeless.processor.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

class SuggestionsTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "abc, '', 3",
        "'', abc, 3",
        "kitten, sitting, 3",
        "hidden, hidden, 0",
        "hidden, hiden, 1",
        "hidden, ihdden, 1",
        "ab, ba, 1",
        "abcd, badc, 2"
    })
    void distances(String from, String to, int distance) {
        assertEquals(distance, Suggestions.distance(from, to));
        assertEquals(distance, Suggestions.distance(to, from));
    }

    @ParameterizedTest
    @CsvSource({"hiden, hidden", "HIDDEN, hidden", "hidden2, hidden", "logit, logits", "b, a"})
    void theNearestNameIsMeant(String unknown, String meant) {
        final List<String> known = List.of("hidden", "logits", "a");
        assertEquals(Optional.of(meant), Suggestions.nearest(unknown, known));
    }

    @Test
    void nothingIsNearToSomethingElse() {
        assertEquals(
                Optional.empty(), Suggestions.nearest("residual", List.of("hidden", "logits")));
        assertEquals(Optional.empty(), Suggestions.nearest("hidden", List.of()));
    }

    @Test
    void theFirstOfSeveralIsTaken() {
        assertEquals(Optional.of("left1"), Suggestions.nearest("left", List.of("left1", "left2")));
    }

    @Test
    void capitalsCountAsEqualInEveryLocale() {
        final Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertEquals(
                    Optional.of("hidden"),
                    Suggestions.nearest("HIDDEN", List.of("other", "hidden")));
        } finally {
            Locale.setDefault(before);
        }
    }
}
