package dev.tapeless.processor.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.NetworkProcessor;
import dev.tapeless.processor.diagnostics.Message;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;

/**
 * Sources and exactly what users are told about them: every message at its mark, and not one more,
 * neither from the processor nor from the compiler.
 */
public final class Expected {

    private final List<SourceText> sources;
    private final List<SourceText> marked = new ArrayList<>();
    private final List<SourceText.Place> marks = new ArrayList<>();
    private final List<Said> expected = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final List<Supplier<Processor>> others = new ArrayList<>();
    private int used;
    private boolean ignoresCompiler;

    private Expected(List<SourceText> sources) {
        this.sources = sources;
        for (final SourceText source : sources) {
            for (final SourceText.Place mark : source.marks()) {
                marked.add(source);
                marks.add(mark);
            }
        }
    }

    /**
     * Sources in the package {@code test}.
     *
     * @param texts files as {@link SourceText#of} takes them
     * @return nothing expected so far
     */
    public static Expected in(String... texts) {
        return new Expected(Arrays.stream(texts).map(SourceText::of).toList());
    }

    /**
     * Sources anywhere.
     *
     * @param sources the files
     * @return nothing expected so far
     */
    public static Expected in(SourceText... sources) {
        return new Expected(List.of(sources));
    }

    /**
     * Expects a message at the next mark.
     *
     * @param message which sentence
     * @param text the sentence as it is printed
     * @return this
     */
    public Expected says(Message message, String text) {
        final SourceText.Place mark = marks.get(used);
        final String path = marked.get(used).path();
        used++;
        expected.add(new Said(message.kind(), path, mark.line(), mark.column(), text));
        return this;
    }

    /**
     * Expects a message without a place.
     *
     * @param message which sentence
     * @param text the sentence as it is printed
     * @return this
     */
    public Expected saysNowhere(Message message, String text) {
        expected.add(new Said(message.kind(), "", -1, -1, text));
        return this;
    }

    /**
     * Compiles with an option more.
     *
     * @param option the option
     * @return this
     */
    public Expected with(String option) {
        options.add(option);
        return this;
    }

    /**
     * Compiles with another processor too.
     *
     * @param other gives a new one for each compilation
     * @return this
     */
    public Expected with(Supplier<Processor> other) {
        others.add(other);
        return this;
    }

    /**
     * Lets the compiler have its own say, where what is wrong for the processor is wrong for it
     * too.
     *
     * @return this
     */
    public Expected besidesTheCompiler() {
        ignoresCompiler = true;
        return this;
    }

    /**
     * Compiles with a folder of classes more.
     *
     * @param folder the folder
     * @return this
     */
    public Expected onClassPath(Path folder) {
        options.add("-classpath");
        options.add(folder + File.pathSeparator + System.getProperty("java.class.path"));
        return this;
    }

    /** Compares on both compilers. */
    public void check() {
        onJavac();
        onEcj();
    }

    /** Compares on javac only. */
    public void onJavac() {
        assertEquals(marks.size(), used, "as many messages as marks");
        assertEquals(lines(expected), lines(said(Compilers.JAVAC)), "javac");
    }

    /** Compares on ECJ only, which is held to the file and the line. */
    public void onEcj() {
        assertEquals(marks.size(), used, "as many messages as marks");
        assertEquals(
                lines(withoutColumns(expected)), lines(withoutColumns(said(Compilers.ECJ))), "ECJ");
    }

    private List<Said> said(Compilers compiler) {
        final List<Processor> processors = new ArrayList<>(List.of(new NetworkProcessor()));
        others.forEach(other -> processors.add(other.get()));
        return compiler.compile(sources, options, processors).said().stream()
                .filter(said -> isOurs(said) || isCompilers(said))
                .toList();
    }

    private static boolean isOurs(Said said) {
        return said.text().startsWith("[Network");
    }

    /** The taste of ECJ about unused imports is no concern of ours. */
    private boolean isCompilers(Said said) {
        return said.kind() == Diagnostic.Kind.ERROR && !ignoresCompiler;
    }

    private static List<Said> withoutColumns(List<Said> all) {
        return all.stream()
                .map(said -> new Said(said.kind(), said.file(), said.line(), -1, said.text()))
                .toList();
    }

    private static String lines(List<Said> all) {
        return all.stream()
                .sorted(
                        Comparator.comparing(Said::file)
                                .thenComparing(Said::line)
                                .thenComparing(Said::column)
                                .thenComparing(Said::text))
                .map(Said::toString)
                .collect(Collectors.joining("\n"));
    }
}
