package dev.tapeless.processor.ir.expression;

import dev.tapeless.processor.ir.expression.FormulaScanner.Token;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the names in a formula stand for. */
final class FormulaNames {

    private static final Map<String, UnaryFunction> UNARY = unary();

    private static final Map<String, BinaryFunction> BINARY =
            Map.of("min", BinaryFunction.MIN, "max", BinaryFunction.MAX);

    private static final String CHOICE = "where";

    private final List<String> arguments;
    private final Map<String, Double> members;
    private final Map<String, Double> constants = new LinkedHashMap<>();

    /**
     * The names of one formula.
     *
     * @param arguments the names of the arguments, in order
     * @param members the values of the names that the user declared
     */
    FormulaNames(List<String> arguments, Map<String, Double> members) {
        this.arguments = arguments;
        this.members = members;
        constants.put("pi", Math.PI);
        constants.put("e", Math.E);
        constants.putAll(members);
    }

    /**
     * The value of a name that no parenthesis follows.
     *
     * @param name the name
     * @return the argument or a number
     */
    Expression value(Token name) {
        final String text = name.text();
        if (arguments.contains(text)) {
            if (members.containsKey(text)) {
                throw new FormulaException(
                        name.column(),
                        text
                                + " is the argument of the formula; give the member "
                                + text
                                + " another name");
            }
            return Expressions.argument(arguments.indexOf(text));
        }
        final Double value = constants.get(text);
        if (value != null) {
            return finite(name, value);
        }
        if (isFunction(text)) {
            throw new FormulaException(
                    name.column(), text + " is a function; write " + text + "(...)");
        }
        final List<String> known = new ArrayList<>(arguments);
        known.addAll(constants.keySet());
        final String all = String.join(", ", known);
        known.addAll(functions());
        throw unknown(name, "unknown name '" + text + "'", known, "the names are " + all);
    }

    /** Refuses a call of what is not a function. */
    void requireFunction(Token name) {
        final String text = name.text();
        if (isFunction(text)) {
            return;
        }
        if (arguments.contains(text) || constants.containsKey(text)) {
            throw new FormulaException(
                    name.column(),
                    text + " is not a function; to multiply, write " + text + " * (...)");
        }
        final String all = String.join(", ", functions());
        throw unknown(
                name, "unknown function '" + text + "'", functions(), "the functions are " + all);
    }

    /** How many arguments a function takes. */
    int argumentCount(String function) {
        return BINARY.containsKey(function) ? 2 : 1;
    }

    /** A function of as many arguments as it takes. */
    Expression apply(String function, List<Expression> arguments) {
        return arguments.size() == 1
                ? Expressions.apply(UNARY.get(function), arguments.get(0))
                : Expressions.apply(BINARY.get(function), arguments.get(0), arguments.get(1));
    }

    private static boolean isFunction(String name) {
        return UNARY.containsKey(name) || BINARY.containsKey(name) || name.equals(CHOICE);
    }

    private static Set<String> functions() {
        final Set<String> all = new LinkedHashSet<>(List.of("min", "max"));
        all.addAll(UNARY.keySet());
        all.add(CHOICE);
        return all;
    }

    private static Expression finite(Token name, double value) {
        if (!Double.isFinite(value)) {
            throw new FormulaException(
                    name.column(),
                    name.text() + " is " + value + "; a constant must be a finite number");
        }
        return Expressions.number(value);
    }

    private static FormulaException unknown(
            Token name, String found, Iterable<String> known, String otherwise) {
        String nearest = null;
        int best = Math.max(1, name.text().length() / 2) + 1;
        for (final String candidate : known) {
            final int distance = distance(name.text(), candidate);
            if (distance < best && distance < candidate.length()) {
                best = distance;
                nearest = candidate;
            }
        }
        final String remedy = nearest == null ? otherwise : "did you mean '" + nearest + "'?";
        return new FormulaException(name.column(), found + "; " + remedy);
    }

    /** Levenshtein's distance, capital letters counting as small ones. */
    private static int distance(String a, String b) {
        final String from = a.toLowerCase(Locale.ROOT);
        final String to = b.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            final int[] next = new int[to.length() + 1];
            next[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                final int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                next[j] = Math.min(row[j - 1] + change, Math.min(row[j], next[j - 1]) + 1);
            }
            row = next;
        }
        return row[to.length()];
    }

    private static Map<String, UnaryFunction> unary() {
        final Map<String, UnaryFunction> functions = new LinkedHashMap<>();
        for (final UnaryFunction function : UnaryFunction.values()) {
            if (function != UnaryFunction.NEGATE && function != UnaryFunction.DETACH) {
                functions.put(function.name().toLowerCase(Locale.ROOT), function);
            }
        }
        return functions;
    }
}
