package dev.tapeless.processor.ir.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class FormulaParserTest {

    private static final Map<String, Double> MEMBERS = new LinkedHashMap<>();

    static {
        MEMBERS.put("alpha", 0.25);
        MEMBERS.put("beta", 2.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x                              | x",
                "1 + 2 * x                      | 1 + 2 * x",
                "(1 + 2) * x                    | (1 + 2) * x",
                "1 - 2 - x                      | 1 - 2 - x",
                "1 - (2 - x)                    | 1 - (2 - x)",
                "8 / 4 / x                      | 8 / 4 / x",
                "8 / (4 / x)                    | 8 / (4 / x)",
                "-x * 2                         | -x * 2",
                "-(x * 2)                       | -(x * 2)",
                "2 * -x                         | 2 * (-x)",
                "--x                            | -(-x)",
                "+x                             | x",
                "-3 + x                         | -3 + x",
                "1e3 * x                        | 1000 * x",
                "1.5E-2 + .5 + 2. + 7           | 0.015 + 0.5 + 2 + 7",
                "2*e                            | 2 * 2.718281828459045",
                "pi                             | 3.141592653589793",
                "alpha * x                      | 0.25 * x",
                "max(x, 0)                      | max(x, 0)",
                "min( x ,max(1,2) )             | min(x, max(1, 2))",
                "where(x > 0, x, alpha * x)     | where(x > 0, x, 0.25 * x)",
                "where(x>=0,1,where(x!=1,2,3))  | where(x >= 0, 1, where(x != 1, 2, 3))",
                "where(x + 1 <= 2 * x, 1, 2)    | where(x + 1 <= 2 * x, 1, 2)",
                "where(x==0, abs(x), exp(x))    | where(x == 0, abs(x), exp(x))",
                "log(log1p(expm1(sqrt(x))))     | log(log1p(expm1(sqrt(x))))",
                "tanh(sigmoid(erf(sin(cos(x)))))| tanh(sigmoid(erf(sin(cos(x)))))",
            })
    void reads(String formula, String expected) {
        final Expression parsed = FormulaParser.parse(formula, MEMBERS);
        assertEquals(expected, ExpressionPrinter.print(parsed, List.of("x")));
        assertEquals(parsed, FormulaParser.parse(expected, Map.of()), "printed text reads back");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "''             | 1  | the formula is empty; write for instance max(x, 0)",
                "x +            | 4  | found the end of the formula; expected a number, a name, a"
                        + " function or '('",
                "x x            | 3  | found 'x'; expected an operator or the end of the formula",
                "2x             | 2  | found 'x'; expected an operator or the end of the formula",
                "(x + 1         | 7  | found the end of the formula; expected ')' for the '(' in"
                        + " column 1",
                "x + 1)         | 6  | found ')'; expected an operator or the end of the formula",
                "max(x 0)       | 7  | found '0'; expected ',' and the next argument of max",
                "max(x)         | 1  | max takes 2 arguments, but only 1 was found",
                "max(x, 1, 2)   | 9  | max takes 2 arguments; remove what follows",
                "exp(x, 2)      | 6  | exp takes 1 argument; remove what follows",
                "exp()          | 5  | found ')'; expected a number, a name, a function or '('",
                "tahn(x)        | 1  | unknown function 'tahn'; did you mean 'tanh'?",
                "1 + Sigmoid(x) | 5  | unknown function 'Sigmoid'; did you mean 'sigmoid'?",
                "1 / 0 * x      | 3  | division by 0; write a divisor that is not 0",
                "x / (1 - 1)    | 3  | division by 0; write a divisor that is not 0",
                "x + log(-1)    | 5  | log(-1) is NaN; a formula computes with finite numbers",
                "1e200 * 1e200  | 7  | 1.0E200 * 1.0E200 is Infinity; a formula computes with"
                        + " finite numbers",
                "pow(x, 2)      | 1  | unknown function 'pow'; the functions are min, max, abs,"
                        + " exp, expm1, log, log1p, sqrt, tanh, sigmoid, erf, sin, cos, where",
                "alhpa * x      | 1  | unknown name 'alhpa'; did you mean 'alpha'?",
                "x * gamma      | 5  | unknown name 'gamma'; the names are x, pi, e, alpha, beta",
                "tanh * 2       | 1  | tanh is a function; write tanh(...)",
                "x(2)           | 1  | x is not a function; to multiply, write x * (...)",
                "beta(2)        | 1  | beta is not a function; to multiply, write beta * (...)",
                "x > 0          | 3  | found '>'; a comparison may only stand first in"
                        + " where(condition, a, b)",
                "max(x > 0, 1)  | 7  | found '>'; a comparison may only stand first in"
                        + " where(condition, a, b)",
                "where(x, 1, 2) | 8  | found ','; where needs a comparison first, for instance"
                        + " where(x > 0, x, 0)",
                "where(x>0, 1)  | 1  | where takes 3 arguments, but only 2 were found",
                "where(x>0,1,2,3) | 14 | where takes 3 arguments; remove what follows",
                "where(0<x<1,1,2) | 10 | found '<'; only two values can be compared; nest"
                        + " where(...) for more",
                "where(x = 0,1,2) | 9  | unexpected '='; equality is written ==",
                "x ^ 2          | 3  | unexpected '^'; write a power as a product, for instance x *"
                        + " x",
                "x ** 2         | 4  | found '*'; write a power as a product, for instance x * x",
                "x > 0 ? 1 : 2  | 3  | found '>'; a comparison may only stand first in"
                        + " where(condition, a, b)",
                "x [2]          | 3  | unexpected '['; use round parentheses",
                "x # 2          | 3  | unexpected '#'; a formula has numbers, names, + - * / ( ) ,"
                        + " and comparisons",
                "1e999 * x      | 1  | the number 1e999 is too large",
                "1.2.3          | 4  | found '.3'; expected an operator or the end of the formula",
                "1e             | 2  | found 'e'; expected an operator or the end of the formula",
            })
    void pointsAtMistakes(String formula, int column, String message) {
        final FormulaException found = refused(formula.equals("''") ? "" : formula, MEMBERS);
        assertEquals(message, found.getMessage());
        assertEquals(column, found.column());
    }

    @Test
    void countsColumnsOfUnusualCharactersAsJavaDoes() {
        assertEquals(5, refused("x +\t\u00a7", Map.of()).column());
        assertEquals(
                "unexpected '\ud83d\ude00'; a formula has numbers, names, + - * / ( ) , and"
                        + " comparisons",
                refused("\ud83d\ude00", Map.of()).getMessage());
    }

    @Test
    void refusesConstantsThatAreNotFinite() {
        final FormulaException found =
                refused("x + beta", Map.of("beta", Double.POSITIVE_INFINITY));
        assertEquals("beta is Infinity; a constant must be a finite number", found.getMessage());
        assertEquals(5, found.column());
    }

    @Test
    void refusesAMemberThatHidesTheArgument() {
        final FormulaException found = refused("2 * x", Map.of("x", 1.0));
        assertEquals(
                "x is the argument of the formula; give the member x another name",
                found.getMessage());
        assertEquals(5, found.column());
    }

    @Test
    void aMemberHidesAConstantOfMathematics() {
        assertEquals(Expressions.number(3), FormulaParser.parse("e", Map.of("e", 3.0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "exp(", "max(1,", "where(x>0,1,"})
    void endsGracefullyHoweverDeeplyNested(String opening) {
        final FormulaException found = refused(opening.repeat(100_000), Map.of());
        assertEquals("nested more than 100 deep; simplify the formula", found.getMessage());
    }

    @Test
    void endsGracefullyHoweverLong() {
        final FormulaException found = refused("x" + " + x".repeat(100_000), Map.of());
        assertEquals("more than 200 operations; simplify the formula", found.getMessage());
        final String longest = "x" + " + x".repeat(FormulaParser.OPERATIONS);
        assertEquals(
                Expressions.multiply(
                        Expressions.number(FormulaParser.OPERATIONS + 1), Expressions.argument(0)),
                Simplifier.simplify(FormulaParser.parse(longest, Map.of())));
    }

    @Test
    void readsBackWhatIsPrinted() {
        for (int seed = 0; seed < 2000; seed++) {
            final Expression written = readable(new RandomExpressions(seed, 1).next(4));
            final String text = ExpressionPrinter.print(written, List.of("x"));
            assertEquals(
                    text,
                    ExpressionPrinter.print(
                            FormulaParser.parse(text, List.of("x"), Map.of()), List.of("x")));
        }
    }

    private static Expression readable(Expression e) {
        final Expression inner = Expressions.withOperands(e, FormulaParserTest::readable);
        if (!(inner instanceof Expression.Unary unary)) {
            return inner;
        }
        final boolean literal =
                unary.function() == UnaryFunction.NEGATE
                        && unary.operand() instanceof Expression.Constant;
        final boolean detached = unary.function() == UnaryFunction.DETACH;
        return literal || detached ? unary.operand() : inner;
    }

    private static FormulaException refused(String formula, Map<String, Double> members) {
        return assertThrows(FormulaException.class, () -> FormulaParser.parse(formula, members));
    }
}
