package dev.tapeless.processor.layer;

import dev.tapeless.processor.parse.AnnotationUse;
import dev.tapeless.processor.parse.Sourced;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** An annotation as tables and summaries show it: {@code Dense(128)}, {@code Add(a, b)}. */
final class OperationText {

    private OperationText() {}

    /**
     * The name with some members in parentheses: {@code value} and the branches of {@code from} in
     * any case, others where they were written.
     *
     * @param use the annotation
     * @param members the members that may be shown, besides {@code from}
     * @return the text
     */
    static String of(AnnotationUse use, String... members) {
        final StringJoiner arguments = new StringJoiner(", ", "(", ")").setEmptyValue("");
        final List<String> names = use.from().stream().map(Sourced::value).toList();
        if (use.joins()) {
            names.forEach(arguments::add);
        }
        Arrays.stream(members)
                .filter(member -> member.equals("value") || use.member(member).isWritten())
                .map(member -> argument(member, use.member(member).value()))
                .forEach(arguments::add);
        if (!use.joins() && !names.isEmpty()) {
            arguments.add(argument("from", names.get(0)));
        }
        return use.name() + arguments;
    }

    private static String argument(String member, Object value) {
        return member.equals("value") ? text(value) : member + " = " + text(value);
    }

    /** A value as it is written; an array of one element is that element. */
    private static String text(Object value) {
        if (value instanceof Sourced<?> sourced) {
            return text(sourced.value());
        } else if (value instanceof List<?> elements) {
            final String all =
                    elements.stream().map(OperationText::text).collect(Collectors.joining(", "));
            return elements.size() == 1 ? all : "{" + all + "}";
        }
        return value.toString();
    }
}
