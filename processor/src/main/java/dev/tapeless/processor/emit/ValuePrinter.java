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

    ValuePrinter(Real real, RoutineNames routines) {
        this.real = real;
        this.routines = routines;
    }

    /** The text of a value. */
    CodeBlock print(Value value) {
        if (value instanceof Value.Real number) {
            return real.literal(number.value());
        } else if (value instanceof Value.Whole whole) {
            return CodeBlock.of("$L", whole.value());
        } else if (value instanceof Value.Name name) {
            return CodeBlock.of("$L", name.name());
        } else if (value instanceof Value.Element element) {
            return CodeBlock.of("$L[$L]", print(element.array()), index(element.index()));
        } else if (value instanceof Value.Unary unary) {
            return unary(unary);
        } else if (value instanceof Value.Binary binary) {
            return binary(binary);
        } else if (value instanceof Value.Select select) {
            return select(select);
        } else if (value instanceof Value.Fma fma) {
            return CodeBlock.of(
                    "$T.fma($L, $L, $L)",
                    JavaNames.MATH,
                    print(fma.left()),
                    print(fma.right()),
                    print(fma.addend()));
        } else if (value instanceof Value.RandomKey key) {
            return CodeBlock.of(
                    "$T.key(seed, step, $L, $L)",
                    JavaNames.RANDOM_STREAM,
                    key.stream(),
                    print(key.sample()));
        } else if (value instanceof Value.Uniform uniform) {
            return call(
                    JavaNames.RANDOM_STREAM,
                    real.uniform,
                    List.of(uniform.key(), uniform.element()));
        } else if (value instanceof Value.Coordinate coordinate) {
            return CodeBlock.of("($T) $L", real.type, at(Precedence.SIGN + 1, coordinate.index()));
        } else if (value instanceof Value.RowIndex row) {
            return CodeBlock.of(
                    "$T.index($L, $L, $S)",
                    JavaNames.CHECKS,
                    print(row.number()),
                    row.rows(),
                    row.what());
        } else if (value instanceof Value.Call call) {
            return call(call.routine(), call.arguments());
        } else if (value instanceof Value.Lanes lanes) {
            return new LanePrinter(this, real, VectorWriter.SPECIES).print(lanes.value());
        } else if (value instanceof Value.DoubleLanes lanes) {
            return new LanePrinter(this, Real.DOUBLE, VectorWriter.DOUBLES).print(lanes.value());
        } else if (value instanceof Value.Lane lane) {
            return CodeBlock.of("$L.lane($L)", print(lane.vector()), lane.lane());
        } else if (value instanceof Value.LaneCount || value instanceof Value.LoopBound) {
            return CodeBlock.of("$L", index(value));
        }
        throw new IllegalStateException("unknown value " + value);
    }

    /** The text of a comparison of whole numbers. */
    CodeBlock print(Statement.Bound bound) {
        final String symbol = symbol(bound.comparison());
        return CodeBlock.of("$L $L $L", index(bound.left()), symbol, index(bound.right()));
    }

    /** An index, which stays on one line. */
    static String index(Value value) {
        if (value instanceof Value.Binary binary) {
            final String operator =
                    switch (binary.function()) {
                        case ADD -> "+";
                        case SUBTRACT -> "-";
                        case MULTIPLY -> "*";
                        case DIVIDE -> "/";
                        case MIN, MAX -> throw new IllegalStateException("an index " + value);
                    };
            return index(binary.left()) + " " + operator + " " + index(binary.right());
        } else if (value instanceof Value.Whole whole) {
            return Integer.toString(whole.value());
        } else if (value instanceof Value.LaneCount) {
            return VectorWriter.LANES;
        } else if (value instanceof Value.LoopBound bound) {
            return VectorWriter.SPECIES + ".loopBound(" + index(bound.elements()) + ")";
        }
        return ((Value.Name) value).name();
    }

    private CodeBlock unary(Value.Unary unary) {
        final UnaryFunction function = unary.function();
        final String name = function.name().toLowerCase(Locale.ROOT);
        return switch (function) {
            case NEGATE -> CodeBlock.of("-$L", at(Precedence.SIGN + 1, unary.operand()));
            case ABS -> call(JavaNames.MATH, name, List.of(unary.operand()));
            case SQRT -> {
                final CodeBlock root = call(JavaNames.MATH, name, List.of(unary.operand()));
                yield real == Real.FLOAT ? CodeBlock.of("(float) $L", root) : root;
            }
            case EXP, EXPM1, LOG, LOG1P, TANH, SIGMOID, ERF, SIN, COS ->
                    call(JavaNames.ELEMENTARY, name, List.of(unary.operand()));
            case DETACH -> throw new IllegalStateException("detach outlived differentiation");
        };
    }

    private CodeBlock binary(Value.Binary binary) {
        final BinaryFunction function = binary.function();
        return switch (function) {
            case ADD -> operation(binary, "$L + $L", Precedence.SUM);
            case SUBTRACT -> operation(binary, "$L - $L", Precedence.SUM);
            case MULTIPLY -> operation(binary, "$L * $L", Precedence.PRODUCT);
            case DIVIDE -> operation(binary, "$L / $L", Precedence.PRODUCT);
            case MIN, MAX ->
                    call(
                            JavaNames.MATH,
                            function.name().toLowerCase(Locale.ROOT),
                            List.of(binary.left(), binary.right()));
        };
    }

    private CodeBlock operation(Value.Binary binary, String format, int level) {
        return CodeBlock.of(format, at(level, binary.left()), at(level + 1, binary.right()));
    }

    private CodeBlock select(Value.Select select) {
        return CodeBlock.of(
                "$L $L $L ? $L : $L",
                at(Precedence.SUM, select.left()),
                symbol(select.comparison()),
                at(Precedence.SUM, select.right()),
                at(Precedence.SUM, select.then()),
                print(select.otherwise()));
    }

    private CodeBlock call(ClassName type, String method, List<Value> arguments) {
        return CodeBlock.of("$T.$L", type, call(method, arguments));
    }

    /** A call of a method of the same class. */
    CodeBlock call(Routine routine, List<Value> arguments) {
        return call(routines.of(routine), arguments);
    }

    private CodeBlock call(String method, List<Value> arguments) {
        final CodeBlock.Builder call = CodeBlock.builder().add("$L(", method);
        for (int k = 0; k < arguments.size(); k++) {
            call.add(k == 0 ? "$L" : ", $L", print(arguments.get(k)));
        }
        return call.add(")").build();
    }

    /** A value in a place that binds as strongly as the level says. */
    private CodeBlock at(int level, Value value) {
        final CodeBlock text = print(value);
        return Precedence.of(value) < level ? CodeBlock.of("($L)", text) : text;
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
