package dev.tapeless.samples.digits;

import java.util.Arrays;
import java.util.List;

/** The usual ways to write each digit, in a square of 100 by 100; bars part the strokes. */
final class DigitForms {
    private static final List<List<List<Stroke>>> FORMS =
            List.of(
                    forms(
                            "50,0 20,13 7,50 20,87 50,100 80,87 93,50 80,13 50,0",
                            "64,6 34,4 10,35 12,75 42,100 76,88 92,48 80,12 56,2"),
                    forms(
                            "50,0 50,100",
                            "28,24 54,0 | 54,0 50,100",
                            "28,22 50,0 | 50,0 50,100 | 24,100 76,100"),
                    forms(
                            "14,26 28,6 54,0 80,12 82,34 58,64 12,100 | 12,100 90,100",
                            "16,20 44,0 78,14 76,44 46,82 20,97 12,86 32,80 60,94 92,92"),
                    forms(
                            "14,12 44,0 78,12 74,36 42,47 | 42,47 80,58 87,80 56,100 12,88",
                            "14,0 84,0 | 84,0 44,40 | 44,40 80,50 88,76 60,99 14,92"),
                    forms(
                            "62,0 10,66 | 10,66 94,66 | 64,34 62,100",
                            "26,0 18,34 20,52 | 20,52 88,50 | 74,8 70,54 68,100"),
                    forms(
                            "84,0 26,0 | 26,0 20,44 | 20,44 50,34 84,50 86,80 52,100 12,88",
                            "80,2 34,4 22,22 44,42 76,54 84,80 52,100 14,90"),
                    forms(
                            "74,2 42,18 18,54 20,86 50,100 82,86 80,60 52,50 22,68",
                            "46,0 24,40 16,78 42,100 74,92 72,68 46,62 18,78"),
                    forms(
                            "12,0 88,0 | 88,0 60,44 42,100",
                            "12,16 14,0 | 14,0 86,2 | 86,2 58,50 46,100 | 36,52 82,50",
                            "10,6 50,8 90,0 | 90,0 62,50 50,100"),
                    forms(
                            "50,48 22,36 20,12 50,0 80,12 78,36 50,48"
                                    + " | 50,48 15,66 16,90 50,100 84,90 85,66 50,48",
                            "80,14 52,0 22,14 34,40 68,60 84,82 52,100 18,82 32,60 66,38 80,14"),
                    forms(
                            "82,28 56,48 22,38 20,12 50,0 82,14 82,28 | 82,28 80,64 66,100",
                            "78,16 46,0 18,16 24,44 56,46 78,16 | 78,16 82,56 66,92 24,96"));

    private DigitForms() {}

    /** In how many ways a digit is written. */
    static int count(int digit) {
        return FORMS.get(digit).size();
    }

    /** One way to write a digit, in the unit square. */
    static List<Stroke> form(int digit, int form) {
        return FORMS.get(digit).get(form);
    }

    private static List<List<Stroke>> forms(String... forms) {
        return Arrays.stream(forms)
                .map(form -> Arrays.stream(form.split("\\|")).map(Stroke::parse).toList())
                .toList();
    }
}
