package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The bodies of the methods of one class that JavaPoet does not print. It prints a mark for each: a
 * line with its number and the types that it names, so that JavaPoet imports them, and says how
 * they are called in that class.
 */
final class MethodBodies {

    /** Starts a mark. A character for private use, of which no code consists. */
    private static final String MARK = "\uE000";

    private final List<CodeText> bodies = new ArrayList<>();

    /** Keeps a body; gives its mark. */
    CodeBlock add(CodeText body) {
        final CodeBlock.Builder mark = CodeBlock.builder().add("$L$L", MARK, bodies.size());
        body.types().forEach(type -> mark.add(" $T", type));
        bodies.add(body);
        return mark.add("\n").build();
    }

    /** The constants of the class that the bodies read. */
    Set<String> constants() {
        final Set<String> constants = new LinkedHashSet<>();
        bodies.forEach(body -> constants.addAll(body.constants()));
        return constants;
    }

    /** Whether a line is a mark. */
    boolean isMark(String line) {
        return line.stripLeading().startsWith(MARK);
    }

    /** The lines that belong in the place of a mark. */
    List<String> lines(String mark) {
        final int start = mark.indexOf(MARK);
        final String indent = mark.substring(0, start);
        final String[] words = mark.substring(start + MARK.length()).split(" ", -1);
        final CodeText body = bodies.get(Integer.parseInt(words[0]));
        final Map<ClassName, String> names = new LinkedHashMap<>();
        body.types().forEach(type -> names.put(type, words[names.size() + 1]));
        return body.lines(names::get).stream().map(line -> indent + line).toList();
    }
}
