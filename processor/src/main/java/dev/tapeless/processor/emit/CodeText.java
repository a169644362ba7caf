package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The code of a method while it is written: finished lines, in which the names of types are still
 * open, because they depend on the imports of the class. Most of a generated class is code of this
 * kind; as blocks of JavaPoet it would be read again for each of its passes, character by
 * character.
 */
final class CodeText {

    private static final String INDENT = "    ";

    /**
     * Stands in front of the number of a type. Characters for private use are part of no name and
     * of no formula.
     */
    private static final char TYPE = '\uE000';

    private final StringBuilder text = new StringBuilder();
    private final Map<ClassName, Integer> types = new LinkedHashMap<>();
    private final Set<String> constants = new LinkedHashSet<>();
    private int level;

    /** Adds a piece of a line. */
    CodeText add(String piece) {
        text.append(piece);
        return this;
    }

    /** Adds a whole number. */
    CodeText add(long number) {
        text.append(number);
        return this;
    }

    /** Adds the name of a type. */
    CodeText add(TypeName type) {
        if (type instanceof ClassName name) {
            final Integer number = types.computeIfAbsent(name, unused -> types.size());
            text.append(TYPE).append((char) (TYPE + number));
        } else {
            text.append(type);
        }
        return this;
    }

    /** Adds the name of a constant of the class, of which it is then known that it is read. */
    CodeText constant(String name) {
        constants.add(name);
        return add(name);
    }

    /** Starts a line. */
    CodeText start() {
        for (int k = 0; k < level; k++) {
            text.append(INDENT);
        }
        return this;
    }

    /** Ends a line. */
    void end() {
        text.append('\n');
    }

    /** Ends a line with a bracket, and moves what follows to the right. */
    void open() {
        text.append(" {\n");
        level++;
    }

    /** Moves what follows back, and starts a line with the bracket. */
    CodeText close() {
        level--;
        return start().add("}");
    }

    /** The types that the code names, in the order in which they occur. */
    List<ClassName> types() {
        return List.copyOf(types.keySet());
    }

    /** The constants of the class that the code reads. */
    Set<String> constants() {
        return constants;
    }

    /** The lines, with names for the types. */
    List<String> lines(Function<ClassName, String> name) {
        final List<String> names = types.keySet().stream().map(name).toList();
        return text.toString().lines().map(line -> named(line, names)).toList();
    }

    private static String named(String line, List<String> names) {
        int mark = line.indexOf(TYPE);
        if (mark < 0) {
            return line;
        }
        final StringBuilder result = new StringBuilder();
        int from = 0;
        for (; mark >= 0; mark = line.indexOf(TYPE, from)) {
            result.append(line.substring(from, mark))
                    .append(names.get(line.charAt(mark + 1) - TYPE));
            from = mark + 2;
        }
        return result.append(line.substring(from)).toString();
    }

    /** The text, with all types in full. */
    @Override
    public String toString() {
        return String.join("\n", lines(ClassName::canonicalName));
    }
}
