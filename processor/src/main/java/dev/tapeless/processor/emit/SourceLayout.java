package dev.tapeless.processor.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lays out the text of a class: no line wider than a page, documentation of one sentence on one
 * line, fields without documentation beside each other, records without members on one line.
 */
final class SourceLayout {

    private static final int WIDTH = 100;

    private static final Pattern FIELD =
            Pattern.compile(" +((private|static|final) )*[\\w.<>\\[\\], ]+ [\\w$]+( = .*)?;");

    private static final Pattern RECORD = Pattern.compile(" *(public )?record \\w+\\(.*\\) \\{");

    private SourceLayout() {}

    /**
     * The same class, laid out and with the bodies of its methods.
     *
     * @param text the class, with marks where bodies belong
     * @param bodies the bodies
     * @return the whole text
     */
    static String of(String text, MethodBodies bodies) {
        final List<String> lines = apart(sentences(records(text.lines().toList())));
        final LineBreaker breaker = new LineBreaker(WIDTH);
        final StringBuilder result = new StringBuilder();
        for (final String line : lines) {
            for (final String part : bodies.isMark(line) ? bodies.lines(line) : List.of(line)) {
                add(part, breaker, result);
            }
        }
        return result.toString();
    }

    private static void add(String line, LineBreaker breaker, StringBuilder result) {
        if (line.length() <= WIDTH || isComment(line)) {
            result.append(line).append('\n');
        } else {
            breaker.lines(line).forEach(part -> result.append(part).append('\n'));
        }
    }

    private static boolean isComment(String line) {
        final String text = line.stripLeading();
        return text.startsWith("*") || text.startsWith("/*") || text.startsWith("//");
    }

    private static List<String> records(List<String> lines) {
        final List<String> result = new ArrayList<>();
        for (final String line : lines) {
            final String before = result.isEmpty() ? "" : result.get(result.size() - 1);
            if (line.strip().equals("}") && RECORD.matcher(before).matches()) {
                result.set(result.size() - 1, before + "}");
            } else {
                result.add(line);
            }
        }
        return result;
    }

    /** Documentation that fits on one line stands on one line. */
    private static List<String> sentences(List<String> lines) {
        final List<String> result = new ArrayList<>();
        for (int k = 0; k < lines.size(); k++) {
            final String line = lines.get(k);
            final boolean single =
                    line.endsWith("/**")
                            && k + 2 < lines.size()
                            && lines.get(k + 2).stripLeading().equals("*/");
            final String joined =
                    single ? line + lines.get(k + 1).stripLeading().substring(1) + " */" : "";
            if (single && joined.length() <= WIDTH) {
                result.add(joined);
                k += 2;
            } else {
                result.add(line);
            }
        }
        return result;
    }

    /** Only documented fields stand apart from the one above. */
    private static List<String> apart(List<String> lines) {
        final List<String> result = new ArrayList<>();
        for (int k = 0; k < lines.size(); k++) {
            final boolean between =
                    lines.get(k).isEmpty()
                            && k > 0
                            && k + 1 < lines.size()
                            && !(k > 1 && lines.get(k - 2).endsWith("*/"))
                            && FIELD.matcher(lines.get(k - 1)).matches()
                            && FIELD.matcher(lines.get(k + 1)).matches();
            if (!between) {
                result.add(lines.get(k));
            }
        }
        return result;
    }
}
