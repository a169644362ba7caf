package dev.tapeless.processor.ir.expression;

import dev.tapeless.processor.ir.expression.FormulaScanner.Kind;
import dev.tapeless.processor.ir.expression.FormulaScanner.Token;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads formulas such as {@code where(x > 0, x, alpha * expm1(x))}. {@code x} becomes argument 0,
 * and the names of constants become their values. Operators of one rank are taken from left to
 * right.
 */
public final class FormulaParser {

    /** How deep parentheses, calls and signs may be nested. */
    static final int DEPTH = 100;

    /** How many operations a formula may have. */
    static final int OPERATIONS = 200;

    private static final Map<String, Comparison> COMPARISONS = comparisons();

    private final FormulaScanner scanner;
    private final FormulaNames names;

    /** Whether what does not depend on the arguments must have a finite value. */
    private final boolean requiresFinite;

    /** Whether numbers must be finite as floats too. */
    private final boolean isFloat;

    private Token token;
    private int depth;
    private int operations;

    private FormulaParser(
            String formula, FormulaNames names, boolean requiresFinite, boolean isFloat) {
        scanner = new FormulaScanner(formula);
        this.names = names;
        this.requiresFinite = requiresFinite;
        this.isFloat = isFloat;
        token = scanner.next();
    }

    /**
     * Reads a formula of a user. A part that does not depend on {@code x} must have a finite value:
     * all elements would be ruined otherwise.
     *
     * @param formula the formula in {@code x}
     * @param constants the values of the other names that it may use; they hide {@code pi} and
     *     {@code e}
     * @return the expression, with {@code x} as argument 0, as it was written: not simplified
     * @throws FormulaException for anything that is not a formula, or has no finite value
     */
    public static Expression parse(String formula, Map<String, Double> constants) {
        return parse(formula, constants, true);
    }

    /**
     * Reads a formula of a user for a network of a known precision, in which its numbers must be
     * finite.
     *
     * @param formula the formula in {@code x}
     * @param constants the values of the other names that it may use
     * @param doublePrecision whether the network computes in double precision
     * @return the expression, as it was written: not simplified
     * @throws FormulaException for anything that is not a formula, or has no finite value
     */
    public static Expression parse(
            String formula, Map<String, Double> constants, boolean doublePrecision) {
        return parse(formula, new FormulaNames(List.of("x"), constants), true, !doublePrecision);
    }

    /**
     * Reads a formula of several arguments.
     *
     * @param formula the formula
     * @param arguments the names of the arguments, in order
     * @param constants the values of the other names that it may use
     * @return the expression, as it was written: not simplified
     * @throws FormulaException for anything that is not a formula
     */
    public static Expression parse(
            String formula, List<String> arguments, Map<String, Double> constants) {
        return parse(formula, new FormulaNames(arguments, constants), false, false);
    }

    private static Expression parse(
            String formula, FormulaNames names, boolean requiresFinite, boolean isFloat) {
        final FormulaParser parser = new FormulaParser(formula, names, requiresFinite, isFloat);
        if (parser.token.kind() == Kind.END) {
            throw new FormulaException(1, "the formula is empty; write for instance max(x, 0)");
        }
        final Expression result = parser.sum();
        if (parser.token.kind() != Kind.END) {
            throw parser.unexpected("expected an operator or the end of the formula");
        }
        return result;
    }

    private Expression sum() {
        Expression left = product();
        while (isSymbol("+") || isSymbol("-")) {
            final Token sign = take();
            final boolean plus = sign.text().equals("+");
            final Expression right = product();
            left =
                    operation(
                            sign, plus ? BinaryFunction.ADD : BinaryFunction.SUBTRACT, left, right);
        }
        return left;
    }

    private Expression product() {
        Expression left = signed();
        while (isSymbol("*") || isSymbol("/")) {
            final Token sign = take();
            final boolean times = sign.text().equals("*");
            if (times && isSymbol("*")) {
                throw unexpected("write a power as a product, for instance x * x");
            }
            final Expression right = signed();
            if (!times && requiresFinite && isZero(right)) {
                throw new FormulaException(
                        sign.column(), "division by 0; write a divisor that is not 0");
            }
            left =
                    operation(
                            sign,
                            times ? BinaryFunction.MULTIPLY : BinaryFunction.DIVIDE,
                            left,
                            right);
        }
        return left;
    }

    private Expression signed() {
        if (!isSymbol("-") && !isSymbol("+")) {
            return atom();
        }
        final Token sign = take();
        descend(sign);
        final Expression operand = signed();
        depth--;
        if (sign.text().equals("+")) {
            return operand;
        }
        if (operand instanceof Expression.Constant constant) {
            return Expressions.number(-constant.value());
        }
        count(sign);
        return Expressions.negate(operand);
    }

    private Expression atom() {
        final Token first = token;
        if (first.kind() == Kind.NUMBER) {
            take();
            return number(first);
        }
        if (first.kind() == Kind.NAME) {
            take();
            return isSymbol("(") ? call(first) : names.value(first);
        }
        if (!isSymbol("(")) {
            throw unexpected("expected a number, a name, a function or '('");
        }
        take();
        descend(first);
        final Expression inner = sum();
        depth--;
        close(first);
        return inner;
    }

    private Expression call(Token name) {
        names.requireFunction(name);
        final Token open = take();
        descend(open);
        final Expression result = name.text().equals("where") ? where(name) : function(name);
        depth--;
        close(open);
        count(name);
        return finite(name, result);
    }

    private Expression where(Token name) {
        final Expression left = sum();
        final Comparison comparison = COMPARISONS.get(token.text());
        if (comparison == null) {
            throw unexpected("where needs a comparison first, for instance where(x > 0, x, 0)");
        }
        take();
        final Expression right = sum();
        if (COMPARISONS.containsKey(token.text())) {
            throw unexpected("only two values can be compared; nest where(...) for more");
        }
        separate(name, 3, 1);
        final Expression then = sum();
        separate(name, 3, 2);
        final Expression otherwise = sum();
        refuseMore(name, 3);
        return Expressions.where(comparison, left, right, then, otherwise);
    }

    private Expression function(Token name) {
        final List<Expression> arguments = new ArrayList<>();
        final int count = names.argumentCount(name.text());
        arguments.add(sum());
        while (arguments.size() < count) {
            separate(name, count, arguments.size());
            arguments.add(sum());
        }
        refuseMore(name, count);
        return names.apply(name.text(), arguments);
    }

    private void separate(Token name, int wanted, int found) {
        if (isSymbol(")")) {
            final String were = found == 1 ? " was found" : " were found";
            throw new FormulaException(
                    name.column(),
                    name.text() + " takes " + wanted + " arguments, but only " + found + were);
        }
        if (!isSymbol(",")) {
            throw unexpected("expected ',' and the next argument of " + name.text());
        }
        take();
    }

    private void refuseMore(Token name, int wanted) {
        if (isSymbol(",")) {
            final String plural = wanted == 1 ? " argument" : " arguments";
            throw new FormulaException(
                    token.column(),
                    name.text() + " takes " + wanted + plural + "; remove what follows");
        }
    }

    private void close(Token open) {
        if (!isSymbol(")")) {
            throw unexpected("expected ')' for the '(' in column " + open.column());
        }
        take();
    }

    private Expression number(Token literal) {
        final double value = Double.parseDouble(literal.text());
        if (isFloat && Float.isInfinite((float) value)) {
            throw new FormulaException(
                    literal.column(), "the number " + literal.text() + " is infinite as a float");
        }
        if (Double.isInfinite(value)) {
            throw new FormulaException(
                    literal.column(), "the number " + literal.text() + " is too large");
        }
        return Expressions.number(value);
    }

    private Expression operation(
            Token sign, BinaryFunction function, Expression left, Expression right) {
        count(token);
        return finite(sign, Expressions.apply(function, left, right));
    }

    private static boolean isZero(Expression value) {
        return Expressions.arguments(value).isEmpty() && Evaluation.evaluate(value) == 0;
    }

    private Expression finite(Token at, Expression result) {
        if (requiresFinite && Expressions.arguments(result).isEmpty()) {
            final double value = Evaluation.evaluate(result);
            if (!Double.isFinite(value)) {
                final String text = ExpressionPrinter.print(result, List.of());
                throw new FormulaException(
                        at.column(),
                        text + " is " + value + "; a formula computes with finite numbers");
            }
            if (isFloat && Float.isInfinite((float) value)) {
                throw new FormulaException(
                        at.column(),
                        ExpressionPrinter.print(result, List.of()) + " is infinite as a float");
            }
        }
        return result;
    }

    private void descend(Token at) {
        if (++depth > DEPTH) {
            throw new FormulaException(
                    at.column(), "nested more than " + DEPTH + " deep; simplify the formula");
        }
    }

    private void count(Token at) {
        if (++operations > OPERATIONS) {
            throw new FormulaException(
                    at.column(), "more than " + OPERATIONS + " operations; simplify the formula");
        }
    }

    private Token take() {
        final Token taken = token;
        token = scanner.next();
        return taken;
    }

    private boolean isSymbol(String text) {
        return token.kind() == Kind.SYMBOL && token.text().equals(text);
    }

    private FormulaException unexpected(String expected) {
        final boolean comparison =
                COMPARISONS.containsKey(token.text()) && !expected.startsWith("only two");
        return new FormulaException(
                token.column(),
                "found "
                        + token.quoted()
                        + "; "
                        + (comparison
                                ? "a comparison may only stand first in where(condition, a, b)"
                                : expected));
    }

    private static Map<String, Comparison> comparisons() {
        final Map<String, Comparison> all = new LinkedHashMap<>();
        for (final Comparison comparison : Comparison.values()) {
            all.put(ExpressionPrinter.print(comparison), comparison);
        }
        return all;
    }
}
