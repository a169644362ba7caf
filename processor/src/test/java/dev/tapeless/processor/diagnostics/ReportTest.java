package dev.tapeless.processor.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

class ReportTest {

    @Test
    void onlyErrorsKeepTheNextStageFromRunning() {
        final Report report = new Report();
        assertTrue(report.isClean());
        report.add(SourceRef.NONE, Message.DROPOUT_LAST, "Dropout \"a\"");
        report.add(SourceRef.NONE, Message.DUMP, "Digits", "ir", "text");
        assertTrue(report.isClean());
        report.add(SourceRef.NONE, Message.SIZE_UNITS, "Dense \"a\"", 0);
        assertFalse(report.isClean());
        assertEquals(3, report.items().size());
        assertTrue(report.has(Message.SIZE_UNITS));
        assertFalse(report.has(Message.NETWORK_EMPTY));
    }

    @Test
    void whatWasPrintedIsNotPrintedAgain() {
        final Report report = new Report();
        report.add(SourceRef.NONE, Message.SIZE_UNITS, "Dense \"a\"", 0);
        report.add(SourceRef.NONE, Message.SIZE_UNITS, "Dense \"b\"", 0);
        report.add(SourceRef.NONE, Message.SIZE_UNITS, "Dense \"a\"", 0);
        final Printed printed = new Printed();
        final Set<Report.Item> before = new LinkedHashSet<>();
        report.printTo(printed, before);
        report.printTo(printed, before);
        assertEquals(
                List.of(
                        "[NetworkSize] Dense \"a\" has 0 units, but a layer has at least 1: write a"
                                + " positive number",
                        "[NetworkSize] Dense \"b\" has 0 units, but a layer has at least 1: write a"
                                + " positive number"),
                printed.texts);
    }

    /** Every sentence is one line that says three things and takes its arguments in any locale. */
    @ParameterizedTest
    @EnumSource(Message.class)
    void sentencesHaveOneForm(Message message) {
        final Locale before = Locale.getDefault();
        final String text;
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            text = message.format(arguments(message));
        } finally {
            Locale.setDefault(before);
        }
        assertTrue(text.matches("(?s)\\[Network[A-Z][A-Za-z]+\\] .*"), text);
        if (message == Message.DUMP) {
            return;
        }
        assertFalse(text.contains("\n"), text);
        assertFalse(text.endsWith("."), text);
        assertTrue(text.contains(": "), "says what to write: " + text);
        assertEquals(
                message.kind() == Diagnostic.Kind.WARNING && message != Message.DUMP_UNKNOWN,
                !message.category().isEmpty());
    }

    private static Object[] arguments(Message message) {
        return switch (message) {
            case INPUT_EXTENT -> new Object[] {-1, "{-1}"};
            case SIZE_UNITS -> new Object[] {"a", 0};
            case FORMULA_INVALID -> new Object[] {"a", "b", 3, "d"};
            default -> new Object[] {"a", "b", "c", "d", "e"};
        };
    }

    private static final class Printed implements Messager {

        private final List<String> texts = new ArrayList<>();

        @Override
        public void printMessage(Diagnostic.Kind kind, CharSequence text) {
            texts.add(text.toString());
        }

        @Override
        public void printMessage(Diagnostic.Kind kind, CharSequence text, Element element) {
            texts.add(text.toString());
        }

        @Override
        public void printMessage(
                Diagnostic.Kind kind, CharSequence text, Element element, AnnotationMirror mirror) {
            texts.add(text.toString());
        }

        @Override
        public void printMessage(
                Diagnostic.Kind kind,
                CharSequence text,
                Element element,
                AnnotationMirror mirror,
                AnnotationValue value) {
            texts.add(text.toString());
        }
    }
}
