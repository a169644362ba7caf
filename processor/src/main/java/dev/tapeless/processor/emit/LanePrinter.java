package dev.tapeless.processor.emit;

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
    private final CodeText code;

    /**
     * A printer.
     *
     * @param numbers prints what is not a vector
     * @param real the numbers in the lanes
     * @param species the constant of the vectors' species
     * @param code where vectors are printed
     */
    LanePrinter(ValuePrinter numbers, Real real, String species, CodeText code) {
        this.numbers = numbers;
        this.real = real;
        this.species = species;
        this.code = code;
    }

    /** Prints a vector. */
    void print(Value value) {
        if (value instanceof Value.Name name) {
            code.add(name.name());
        } else if (value instanceof Value.Element element) {
            code.add(real.vector).add(".fromArray(").constant(species).add(", ");
            numbers.print(element.array());
            code.add(", ");
            numbers.index(element.index());
            code.add(")");
        } else if (value instanceof Value.Broadcast broadcast) {
            broadcast(broadcast.number());
        } else if (value instanceof Value.Real number) {
            broadcast(number);
        } else if (value instanceof Value.Fma fma) {
            print(fma.left());
            code.add(".fma(");
            print(fma.right());
            code.add(", ");
            print(fma.addend());
            code.add(")");
        } else if (value instanceof Value.Unary unary) {
            print(unary.operand());
            code.add(
                    switch (unary.function()) {
                        case NEGATE -> ".neg()";
                        case ABS -> ".abs()";
                        case SQRT -> ".sqrt()";
                        default -> throw new IllegalStateException("no vectors for " + value);
                    });
        } else if (value instanceof Value.Binary binary && startsWithNumber(binary)) {
            call(binary.right(), name(binary), binary.left());
        } else if (value instanceof Value.Binary binary) {
            call(binary.left(), name(binary), binary.right());
        } else if (value instanceof Value.Select select) {
            print(select.otherwise());
            code.add(".blend(");
            argument(select.then());
            code.add(", ");
            print(select.left());
            code.add(".compare(").add(JavaNames.VECTOR_OPERATORS).add(".");
            code.add(operator(select.comparison())).add(", ");
            argument(select.right());
            code.add("))");
        } else if (value instanceof Value.Swapped swapped) {
            print(swapped.vector());
            code.add(".rearrange(").constant(VectorConstants.SWAP + swapped.distance()).add(")");
        } else if (value instanceof Value.Mixed mixed) {
            print(mixed.without());
            code.add(".blend(");
            print(mixed.with());
            code.add(", ").constant(VectorConstants.BIT + mixed.bit()).add(")");
        } else if (value instanceof Value.Widened widened) {
            code.add("(").add(real.vector).add(") ");
            print(widened.floats());
            code.add(".convert(").add(JavaNames.VECTOR_OPERATORS).add(".F2D, ");
            code.add(widened.half()).add(")");
        } else if (value instanceof Value.Narrowed narrowed) {
            // A negative part is the upper half of what it is converted to.
            code.add("((").add(real.vector).add(") ");
            print(narrowed.low());
            code.add(".convert(").add(JavaNames.VECTOR_OPERATORS).add(".D2F, 0)).blend(");
            print(narrowed.high());
            code.add(".convert(").add(JavaNames.VECTOR_OPERATORS).add(".D2F, -1), ");
            code.constant(VectorConstants.UPPER_HALF).add(")");
        } else if (value instanceof Value.Binary64 bits) {
            binary64(bits);
        } else if (value instanceof Value.Behind behind) {
            print(behind.rest());
            code.add(".blend(");
            print(behind.first());
            code.add(", ").constant(VectorConstants.LANE_INDEX).add(".compare(");
            code.add(JavaNames.VECTOR_OPERATORS).add(".LT, (").add(real.type).add(") ");
            numbers.index(behind.count());
            code.add("))");
        } else {
            throw new IllegalStateException("no vectors for " + value);
        }
    }

    private void call(Value vector, String method, Value argument) {
        print(vector);
        code.add(".").add(method).add("(");
        argument(argument);
        code.add(")");
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
    private void binary64(Value.Binary64 bits) {
        switch (bits.part()) {
            case POWER_OF_TWO -> {
                longs(bits);
                code.add(".lanewise(").add(JavaNames.VECTOR_OPERATORS).add(".LSHL, 52).add(");
                code.add(hex(BITS_OF_ONE)).add(").reinterpretAsDoubles()");
            }
            case SIGNIFICAND -> {
                longs(bits);
                code.add(".sub(");
                longs(bits);
                code.add(".sub(").add(hex(BITS_OF_SQRT_HALF)).add(").and(");
                code.add(hex(EXPONENT_BITS)).add(")).reinterpretAsDoubles()");
            }
            case EXPONENT -> {
                // Shifted as an unsigned number, and made a double by putting it into one.
                longs(bits);
                code.add(".sub(").add(hex(BITS_OF_SQRT_HALF + Long.MIN_VALUE)).add(")");
                code.add(".lanewise(").add(JavaNames.VECTOR_OPERATORS).add(".LSHR, 52).or(");
                code.add(hex(Double.doubleToRawLongBits(ROUNDER)));
                code.add(").reinterpretAsDoubles().sub(");
                Real.DOUBLE.write(ROUNDER + EXPONENT_BIAS, code);
                code.add(")");
            }
        }
    }

    private void longs(Value.Binary64 bits) {
        print(bits.doubles());
        code.add(".reinterpretAsLongs()");
    }

    private static String hex(long bits) {
        return "0x" + Long.toHexString(bits) + "L";
    }

    /** The argument of a call that also takes one number for all lanes. */
    private void argument(Value value) {
        if (value instanceof Value.Real number) {
            real.write(number.value(), code);
        } else if (value instanceof Value.Broadcast broadcast) {
            numbers.print(broadcast.number());
        } else {
            print(value);
        }
    }

    /** One number in all lanes; those of a constant are of the arithmetic of the lanes. */
    private void broadcast(Value number) {
        code.add(real.vector);
        if (number instanceof Value.Real constant && real.isZero(constant.value())) {
            code.add(".zero(").constant(species).add(")");
            return;
        }
        code.add(".broadcast(").constant(species).add(", ");
        if (number instanceof Value.Real constant) {
            real.write(constant.value(), code);
        } else {
            numbers.print(number);
        }
        code.add(")");
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
