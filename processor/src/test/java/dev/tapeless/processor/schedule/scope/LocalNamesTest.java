package dev.tapeless.processor.schedule.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.lang.model.SourceVersion;

class LocalNamesTest {

    private final LocalNames names = new LocalNames();

    @ParameterizedTest
    @CsvSource({
        "hidden, hidden",
        "hidden.weight, hiddenWeight",
        "dL/dhidden, dHidden",
        "dL/dhidden.weight, dHiddenWeight",
        "dL/ddL/dx, dDX",
        "a dot b, aDotB",
        "$, $",
        "_, _",
        "in, in",
        "größe, größe",
        "2x, value2x",
        "'', value",
        "'.', value",
        "dL/d, dValue"
    })
    void labelsBecomeIdentifiers(String label, String identifier) {
        assertEquals(identifier, LocalNames.identifier(label));
    }

    @Test
    void everyNameIsGivenOnce() {
        assertEquals("hidden", names.claim("hidden"));
        assertEquals("hidden_2", names.claim("hidden"));
        assertEquals("hidden_3", names.claim("hidden"));
        assertEquals("hidden_2_2", names.claim("hidden_2"));
    }

    @ParameterizedTest
    @CsvSource({"n", "s", "i", "j", "seed", "step", "key"})
    void countersAreNobodysNames(String reserved) {
        assertEquals(reserved + "_2", names.claim(reserved));
    }

    @Test
    void elementsAreNumberedFromZero() {
        assertEquals("hidden0", names.claimElement("hidden", 0, 3));
        assertEquals("hidden2", names.claimElement("hidden", 2, 3));
        assertEquals("score", names.claimElement("score", 0, 1));
    }

    @Test
    void theOnlyElementOfARowOfItsNameHasANumber() {
        assertEquals("score", names.claim("score", "Row"));
        assertEquals("score0", names.claimElement("score", 0, 1));
    }

    @Test
    void aRowWhoseNameAnElementHasSaysThatItIsOne() {
        assertEquals("score", names.claimElement("score", 0, 1));
        assertEquals("scoreRow", names.claim("score", "Row"));
    }

    @Test
    void aDigitAtTheEndIsKeptApartFromTheNumber() {
        assertEquals("hidden1_0", names.claimElement("hidden1", 0, 2));
        assertEquals("hidden1_1", names.claimElement("hidden1", 1, 2));
        assertEquals("hidden11", names.claimElement("hidden", 11, 12));
        assertEquals("hidden1", names.claimElement("hidden", 1, 12));
    }

    @Test
    void elementsOfLabelsThatSoundAlikeAreToldApart() {
        final Set<String> claimed = new LinkedHashSet<>();
        int count = 0;
        for (final String label : List.of("a", "a1", "a_", "a1_1", "$", "$1", "x", "dL/da", "dA")) {
            for (int k = 0; k < 12; k++) {
                claimed.add(names.claimElement(label, k, 12));
                count++;
            }
        }
        assertEquals(count, claimed.size());
        assertTrue(claimed.stream().allMatch(SourceVersion::isName), claimed.toString());
    }

    @Test
    void aBlockThatEndsGivesItsNamesUp() {
        final String sum = names.claim("sum");
        names.release(List.of(sum));
        assertEquals("sum", names.claim("sum"));
    }

    @Test
    void aParameterDoesNotTakeANameOfAnEarlierBlock() {
        names.release(List.of(names.claim("sum")));
        assertEquals("sum_2", names.claimParameter("sum"));
        assertEquals("free", names.claimParameter("free"));
    }

    @Test
    void capitalsAreThoseOfNoLanguageInParticular() {
        assertEquals("Input", LocalNames.capitalized("input"));
        assertEquals("", LocalNames.capitalized(""));
        assertEquals("$a", LocalNames.capitalized("$a"));
    }
}
