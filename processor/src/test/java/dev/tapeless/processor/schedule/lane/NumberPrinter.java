package dev.tapeless.processor.schedule.lane;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.schedule.code.Precedence;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints functions of one float as {@code dev.tapeless.runtime.math.FloatFunctions} has them. */
final class NumberPrinter {

    private static final Map<BinaryFunction, String> OPERATORS =
            Map.of(
                    BinaryFunction.ADD, " + ",
                    BinaryFunction.SUBTRACT, " - ",
                    BinaryFunction.MULTIPLY, " * ",
                    BinaryFunction.DIVIDE, " / ");

    private static final Map<Comparison, String> COMPARISONS =
            Map.of(
                    Comparison.LESS, " < ",
                    Comparison.LESS_OR_EQUAL, " <= ",
                    Comparison.GREATER, " > ",
                    Comparison.GREATER_OR_EQUAL, " >= ",
                    Comparison.EQUAL, " == ");

    private final boolean isDouble;

    private NumberPrinter(boolean isDouble) {
        this.isDouble = isDouble;
    }

    /** The method. */
    static String print(Routine function) {
        final String name = function.parameters().get(0).name();
        return "static float %s(float %s) {\n".formatted(function.name(), name)
                + statements(function.body())
                + "}\n";
    }

    private static String statements(List<Statement> statements) {
        return statements.stream().map(NumberPrinter::statement).collect(Collectors.joining());
    }

    private static String statement(Statement statement) {
        if (statement instanceof Statement.Declare declare) {
            final boolean isDouble = declare.kind() == Kind.DOUBLES;
            return "%s %s = %s;\n"
                    .formatted(
                            isDouble ? "double" : "float",
                            declare.name(),
                            new NumberPrinter(isDouble).value(declare.value()));
        } else if (statement instanceof Statement.Return result) {
            return "return " + new NumberPrinter(false).value(result.value()) + ";\n";
        } else if (statement instanceof Statement.When when) {
            final String bounds =
                    when.bounds().stream()
                            .map(
                                    bound ->
                                            new NumberPrinter(false)
                                                    .comparison(
                                                            bound.left(),
                                                            bound.comparison(),
                                                            bound.right()))
                            .collect(Collectors.joining(" && "));
            return "if (" + bounds + ") {\n" + statements(when.then()) + "}\n";
        }
        throw new IllegalArgumentException("no number: " + statement);
    }

    private String value(Value value) {
        if (value instanceof Value.Name name) {
            return name.name();
        } else if (value instanceof Value.Real number) {
            return number(number.value());
        } else if (value instanceof Value.Unary unary) {
            return switch (unary.function()) {
                case NEGATE -> "-" + at(Precedence.SIGN + 1, unary.operand());
                case ABS -> "Math.abs(" + value(unary.operand()) + ")";
                default -> throw new IllegalArgumentException("no number: " + value);
            };
        } else if (value instanceof Value.Binary binary) {
            return binary(binary);
        } else if (value instanceof Value.Select select) {
            return comparison(select.left(), select.comparison(), select.right())
                    + " ? "
                    + at(Precedence.SUM, select.then())
                    + " : "
                    + value(select.otherwise());
        } else if (value instanceof Value.Call call) {
            return call.routine().name()
                    + call.arguments().stream()
                            .map(this::value)
                            .collect(Collectors.joining(", ", "(", ")"));
        } else if (value instanceof Value.Narrowed narrowed) {
            return "(float) " + at(Precedence.SIGN + 1, narrowed.low());
        } else if (value instanceof Value.Binary64 bits) {
            final String name =
                    switch (bits.part()) {
                        case POWER_OF_TWO -> "powerOfTwo";
                        case SIGNIFICAND -> "significand";
                        case EXPONENT -> "exponent";
                    };
            return name + "(" + value(bits.doubles()) + ")";
        }
        throw new IllegalArgumentException("no number: " + value);
    }

    /** To add a negative number is to subtract a positive one. */
    private String binary(Value.Binary binary) {
        final int level = Precedence.of(binary);
        if (binary.function() == BinaryFunction.ADD
                && binary.right() instanceof Value.Real addend
                && addend.value() < 0) {
            return at(level, binary.left()) + " - " + number(-addend.value());
        }
        return at(level, binary.left())
                + OPERATORS.get(binary.function())
                + at(level + 1, binary.right());
    }

    private String comparison(Value left, Comparison comparison, Value right) {
        return at(Precedence.SUM, left) + COMPARISONS.get(comparison) + at(Precedence.SUM, right);
    }

    private String at(int level, Value value) {
        return Precedence.of(value) < level ? "(" + value(value) + ")" : value(value);
    }

    private String number(double number) {
        if (Double.isNaN(number)) {
            return "Float.NaN";
        } else if (Double.isInfinite(number)) {
            return number > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
        } else if (!isDouble && number == Float.MAX_VALUE) {
            return "Float.MAX_VALUE";
        }
        final boolean isShort = number == (int) number;
        return isShort ? Integer.toString((int) number) : Double.toHexString(number);
    }
}
