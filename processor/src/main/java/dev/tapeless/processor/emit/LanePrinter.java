package dev.tapeless.processor.emit;

import com.palantir.javapoet.CodeBlock;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.schedule.code.Value;

/**
 * Prints an expression for every lane of vectors: each operation as a call on the vector before it.
 */
final class LanePrinter {

    private static final long BITS_OF_ONE = 1023L << 52;
    private static final long BITS_OF_SQRT_HALF = 0x3fe6a09e667f3bcdL;
    private static final long EXPONENT_BITS = 0xfff0_0000_0000_0000L;
    private static final double ROUNDER = 0x1.8p52;

    /** What the highest bit of a long counts among those of an exponent. */
    private static final int EXPONENT_BIAS = 2048;

    private final ValuePrinter numbers;
    private final Real real;
    private final String species;

    /**
     * A printer.
     *
     * @param numbers prints what is not a vector
     * @param real the numbers in the lanes
     * @param species the constant of the vectors' species
     */
    LanePrinter(ValuePrinter numbers, Real real, String species) {
        this.numbers = numbers;
        this.real = real;
        this.species = species;
    }

    /** The text of a vector. */
    CodeBlock print(Value value) {
        if (value instanceof Value.Name name) {
            return CodeBlock.of("$L", name.name());
        } else if (value instanceof Value.Element element) {
            return CodeBlock.of(
                    "$T.fromArray($L, $L, $L)",
                    real.vector,
                    species,
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
        } else if (value instanceof Value.Binary binary && startsWithNumber(binary)) {
            return CodeBlock.of(
                    "$L.$L($L)", print(binary.right()), name(binary), argument(binary.left()));
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
        } else if (value instanceof Value.Swapped swapped) {
            return CodeBlock.of(
                    "$L.rearrange($L$L)",
                    print(swapped.vector()),
                    VectorWriter.SWAP,
                    swapped.distance());
        } else if (value instanceof Value.Mixed mixed) {
            return CodeBlock.of(
                    "$L.blend($L, $L$L)",
                    print(mixed.without()),
                    print(mixed.with()),
                    VectorWriter.BIT,
                    mixed.bit());
        } else if (value instanceof Value.Widened widened) {
            return CodeBlock.of(
                    "($T) $L.convert($T.F2D, $L)",
                    real.vector,
                    print(widened.floats()),
                    JavaNames.VECTOR_OPERATORS,
                    widened.half());
        } else if (value instanceof Value.Narrowed narrowed) {
            // A negative part is the upper half of what it is converted to.
            return CodeBlock.of(
                    "(($2T) $1L.convert($4T.D2F, 0)).blend($3L.convert($4T.D2F, -1), $5L)",
                    print(narrowed.low()),
                    real.vector,
                    print(narrowed.high()),
                    JavaNames.VECTOR_OPERATORS,
                    VectorWriter.UPPER_HALF);
        } else if (value instanceof Value.Binary64 bits) {
            return binary64(bits);
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

    /** A sum or product whose operands may change places, so that the first need be no vector. */
    private static boolean startsWithNumber(Value.Binary binary) {
        final boolean commutes =
                binary.function() == BinaryFunction.ADD
                        || binary.function() == BinaryFunction.MULTIPLY;
        return commutes && isNumber(binary.left()) && !isNumber(binary.right());
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Real || value instanceof Value.Broadcast;
    }

    /** Arithmetic on the bits of doubles, as the functions in numbers have it. */
    private CodeBlock binary64(Value.Binary64 bits) {
        final CodeBlock longs = CodeBlock.of("$L.reinterpretAsLongs()", print(bits.doubles()));
        return switch (bits.part()) {
            case POWER_OF_TWO ->
                    CodeBlock.of(
                            "$L.lanewise($T.LSHL, 52).add($L).reinterpretAsDoubles()",
                            longs,
                            JavaNames.VECTOR_OPERATORS,
                            hex(BITS_OF_ONE));
            case SIGNIFICAND ->
                    CodeBlock.of(
                            "$1L.sub($1L.sub($2L).and($3L)).reinterpretAsDoubles()",
                            longs,
                            hex(BITS_OF_SQRT_HALF),
                            hex(EXPONENT_BITS));
            case EXPONENT ->
                    // Shifted as an unsigned number, and made a double by putting it into one.
                    CodeBlock.of(
                            "$L.sub($L).lanewise($T.LSHR, 52).or($L).reinterpretAsDoubles()"
                                    + ".sub($L)",
                            longs,
                            hex(BITS_OF_SQRT_HALF + Long.MIN_VALUE),
                            JavaNames.VECTOR_OPERATORS,
                            hex(Double.doubleToRawLongBits(ROUNDER)),
                            Real.DOUBLE.literal(ROUNDER + EXPONENT_BIAS));
        };
    }

    private static String hex(long bits) {
        return "0x" + Long.toHexString(bits) + "L";
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
            return CodeBlock.of("$T.zero($L)", real.vector, species);
        }
        return CodeBlock.of("$T.broadcast($L, $L)", real.vector, species, number);
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
