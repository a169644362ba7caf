package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.ir.expression.UnaryFunction;
import dev.tapeless.processor.schedule.code.Precedence;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;

import java.util.List;
import java.util.Locale;

/** Prints values with the parentheses that keep the order of every operation, and no others. */
final class ValuePrinter {

    private final Real real;
    private final RoutineNames routines;
    private final CodeText code;
    private final LanePrinter lanes;
    private final LanePrinter doubleLanes;

    /**
     * A printer.
     *
     * @param real the arithmetic of the values
     * @param routines the names of what they call
     * @param code where they are printed
     */
    ValuePrinter(Real real, RoutineNames routines, CodeText code) {
        this.real = real;
        this.routines = routines;
        this.code = code;
        this.lanes = new LanePrinter(this, real, VectorConstants.SPECIES, code);
        this.doubleLanes = new LanePrinter(this, Real.DOUBLE, VectorConstants.DOUBLES, code);
    }

    /** Prints a value. */
    void print(Value value) {
        if (value instanceof Value.Real number) {
            real.write(number.value(), code);
        } else if (value instanceof Value.Whole whole) {
            code.add(whole.value());
        } else if (value instanceof Value.Name name) {
            code.add(name.name());
        } else if (value instanceof Value.Element element) {
            print(element.array());
            code.add("[");
            index(element.index());
            code.add("]");
        } else if (value instanceof Value.Unary unary) {
            unary(unary);
        } else if (value instanceof Value.Binary binary) {
            binary(binary);
        } else if (value instanceof Value.Select select) {
            select(select);
        } else if (value instanceof Value.Fma fma) {
            call(JavaNames.MATH, "fma", List.of(fma.left(), fma.right(), fma.addend()));
        } else if (value instanceof Value.RandomKey key) {
            code.add(JavaNames.RANDOM_STREAM).add(".key(seed, step, ").add(key.stream()).add(", ");
            print(key.sample());
            code.add(")");
        } else if (value instanceof Value.Uniform uniform) {
            call(JavaNames.RANDOM_STREAM, real.uniform, List.of(uniform.key(), uniform.element()));
        } else if (value instanceof Value.Coordinate coordinate) {
            code.add("(").add(real.type).add(") ");
            at(Precedence.SIGN + 1, coordinate.index());
        } else if (value instanceof Value.RowIndex row) {
            code.add(JavaNames.CHECKS).add(".index(");
            print(row.number());
            code.add(", ").add(row.rows()).add(", ");
            code.add(CodeBlock.of("$S", row.what()).toString()).add(")");
        } else if (value instanceof Value.Call call) {
            call(call.routine(), call.arguments());
        } else if (value instanceof Value.Lanes vector) {
            lanes.print(vector.value());
        } else if (value instanceof Value.DoubleLanes vector) {
            doubleLanes.print(vector.value());
        } else if (value instanceof Value.Lane lane) {
            print(lane.vector());
            code.add(".lane(").add(lane.lane()).add(")");
        } else if (value instanceof Value.TileRows tiles) {
            code.add(JavaNames.TILING).add(".rows(");
            print(tiles.rows());
            code.add(", ").add(tiles.size()).add(")");
        } else if (value instanceof Value.PanelStart start) {
            code.add(JavaNames.TILING).add(".start(");
            print(start.panel());
            code.add(", ")
                    .add(routines.owner())
                    .add("::")
                    .add(routines.of(start.reader()))
                    .add(")");
        } else if (value instanceof Value.LaneCount
                || value instanceof Value.RegisterCount
                || value instanceof Value.LoopBound) {
            index(value);
        } else {
            throw new IllegalStateException("unknown value " + value);
        }
    }

    /** Prints a comparison of whole numbers. */
    void print(Statement.Bound bound) {
        index(bound.left());
        code.add(" ").add(symbol(bound.comparison())).add(" ");
        index(bound.right());
    }

    /** Prints an index, which stays on one line. */
    void index(Value value) {
        if (value instanceof Value.Binary binary) {
            index(binary.left());
            code.add(
                    switch (binary.function()) {
                        case ADD -> " + ";
                        case SUBTRACT -> " - ";
                        case MULTIPLY -> " * ";
                        case DIVIDE -> " / ";
                        case MIN, MAX -> throw new IllegalStateException("an index " + value);
                    });
            index(binary.right());
        } else if (value instanceof Value.Whole whole) {
            code.add(whole.value());
        } else if (value instanceof Value.LaneCount) {
            code.constant(VectorConstants.LANES);
        } else if (value instanceof Value.RegisterCount) {
            code.constant(VectorConstants.REGISTERS);
        } else if (value instanceof Value.LoopBound bound) {
            code.constant(VectorConstants.SPECIES).add(".loopBound(");
            index(bound.elements());
            code.add(")");
        } else {
            code.add(((Value.Name) value).name());
        }
    }

    private void unary(Value.Unary unary) {
        final UnaryFunction function = unary.function();
        final String name = function.name().toLowerCase(Locale.ROOT);
        switch (function) {
            case NEGATE -> {
                code.add("-");
                at(Precedence.SIGN + 1, unary.operand());
            }
            case ABS -> call(JavaNames.MATH, name, List.of(unary.operand()));
            case SQRT -> {
                code.add(real == Real.FLOAT ? "(float) " : "");
                call(JavaNames.MATH, name, List.of(unary.operand()));
            }
            case EXP, EXPM1, LOG, LOG1P, TANH, SIGMOID, ERF, SIN, COS ->
                    call(JavaNames.ELEMENTARY, name, List.of(unary.operand()));
            case DETACH -> throw new IllegalStateException("detach outlived differentiation");
        }
    }

    private void binary(Value.Binary binary) {
        final BinaryFunction function = binary.function();
        switch (function) {
            case ADD -> operation(binary, " + ", Precedence.SUM);
            case SUBTRACT -> operation(binary, " - ", Precedence.SUM);
            case MULTIPLY -> operation(binary, " * ", Precedence.PRODUCT);
            case DIVIDE -> operation(binary, " / ", Precedence.PRODUCT);
            case MIN, MAX ->
                    call(
                            JavaNames.MATH,
                            function.name().toLowerCase(Locale.ROOT),
                            List.of(binary.left(), binary.right()));
        }
    }

    private void operation(Value.Binary binary, String operator, int level) {
        at(level, binary.left());
        code.add(operator);
        at(level + 1, binary.right());
    }

    private void select(Value.Select select) {
        at(Precedence.SUM, select.left());
        code.add(" ").add(symbol(select.comparison())).add(" ");
        at(Precedence.SUM, select.right());
        code.add(" ? ");
        at(Precedence.SUM, select.then());
        code.add(" : ");
        print(select.otherwise());
    }

    private void call(ClassName type, String method, List<Value> arguments) {
        code.add(type).add(".").add(method);
        arguments(arguments);
    }

    /** Prints a call of a method of the same class. */
    void call(Routine routine, List<Value> arguments) {
        code.add(routines.of(routine));
        arguments(arguments);
    }

    /** Prints the arguments of a call, in parentheses. */
    void arguments(List<Value> arguments) {
        String separator = "(";
        for (final Value argument : arguments) {
            code.add(separator);
            print(argument);
            separator = ", ";
        }
        code.add(arguments.isEmpty() ? "()" : ")");
    }

    /** Prints a value in a place that binds as strongly as the level says. */
    private void at(int level, Value value) {
        final boolean isWeaker = Precedence.of(value) < level;
        code.add(isWeaker ? "(" : "");
        print(value);
        code.add(isWeaker ? ")" : "");
    }

    private static String symbol(Comparison comparison) {
        return switch (comparison) {
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            case EQUAL -> "==";
            case NOT_EQUAL -> "!=";
        };
    }
}
