package dev.tapeless.processor.emit;

import com.palantir.javapoet.CodeBlock;

import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.schedule.code.Value;

/**
 * Prints an expression for every lane of vectors: each operation as a call on the vector before it.
 */
final class LanePrinter {

    private final ValuePrinter numbers;
    private final Real real;

    LanePrinter(ValuePrinter numbers, Real real) {
        this.numbers = numbers;
        this.real = real;
    }

    /** The text of a vector. */
    CodeBlock print(Value value) {
        if (value instanceof Value.Name name) {
            return CodeBlock.of("$L", name.name());
        } else if (value instanceof Value.Element element) {
            return CodeBlock.of(
                    "$T.fromArray($L, $L, $L)",
                    real.vector,
                    VectorWriter.SPECIES,
                    numbers.print(element.array()),
                    ValuePrinter.index(element.index()));
        } else if (value instanceof Value.Broadcast broadcast) {
            return broadcast(numbers.print(broadcast.number()));
        } else if (value instanceof Value.Real number) {
            return broadcast(real.literal(number.value()));
        } else if (value instanceof Value.Fma fma) {
            return CodeBlock.of(
                    "$L.fma($L, $L)", print(fma.left()), print(fma.right()), print(fma.addend()));
        } else if (value instanceof Value.Unary unary) {
            return switch (unary.function()) {
                case NEGATE -> CodeBlock.of("$L.neg()", print(unary.operand()));
                case ABS -> CodeBlock.of("$L.abs()", print(unary.operand()));
                case SQRT -> CodeBlock.of("$L.sqrt()", print(unary.operand()));
                default -> throw new IllegalStateException("no vectors for " + value);
            };
        } else if (value instanceof Value.Binary binary) {
            return CodeBlock.of(
                    "$L.$L($L)", print(binary.left()), name(binary), argument(binary.right()));
        } else if (value instanceof Value.Select select) {
            return CodeBlock.of(
                    "$L.blend($L, $L.compare($T.$L, $L))",
                    print(select.otherwise()),
                    argument(select.then()),
                    print(select.left()),
                    JavaNames.VECTOR_OPERATORS,
                    operator(select.comparison()),
                    argument(select.right()));
        } else if (value instanceof Value.Behind behind) {
            return CodeBlock.of(
                    "$L.blend($L, $L.compare($T.LT, ($T) $L))",
                    print(behind.rest()),
                    print(behind.first()),
                    VectorWriter.LANE_INDEX,
                    JavaNames.VECTOR_OPERATORS,
                    real.type,
                    ValuePrinter.index(behind.count()));
        }
        throw new IllegalStateException("no vectors for " + value);
    }

    /** The argument of a call that also takes one number for all lanes. */
    private CodeBlock argument(Value value) {
        if (value instanceof Value.Real number) {
            return real.literal(number.value());
        }
        return value instanceof Value.Broadcast broadcast
                ? numbers.print(broadcast.number())
                : print(value);
    }

    private CodeBlock broadcast(CodeBlock number) {
        if (number.equals(real.literal(0))) {
            return CodeBlock.of("$T.zero($L)", real.vector, VectorWriter.SPECIES);
        }
        return CodeBlock.of("$T.broadcast($L, $L)", real.vector, VectorWriter.SPECIES, number);
    }

    private static String name(Value.Binary binary) {
        return switch (binary.function()) {
            case ADD -> "add";
            case SUBTRACT -> "sub";
            case MULTIPLY -> "mul";
            case DIVIDE -> "div";
            case MIN -> "min";
            case MAX -> "max";
        };
    }

    private static String operator(Comparison comparison) {
        return switch (comparison) {
            case LESS -> "LT";
            case LESS_OR_EQUAL -> "LE";
            case GREATER -> "GT";
            case GREATER_OR_EQUAL -> "GE";
            case EQUAL -> "EQ";
            case NOT_EQUAL -> "NE";
        };
    }
}
