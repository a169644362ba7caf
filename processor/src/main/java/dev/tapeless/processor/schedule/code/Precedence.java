package dev.tapeless.processor.schedule.code;

import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.function.ObjIntConsumer;

/** How strongly values bind in Java, the weakest first, and what their places ask for. */
public final class Precedence {

    /** A choice between two values. */
    public static final int CHOICE = 0;

    /** A sum or a difference. */
    public static final int SUM = 1;

    /** A product or a quotient. */
    public static final int PRODUCT = 2;

    /** A sign or a cast. */
    public static final int SIGN = 3;

    /** A name, a number, an element or a call. */
    public static final int ATOM = 4;

    private Precedence() {}

    /**
     * How strongly a value binds.
     *
     * @param value the value
     * @return its level; a place that asks for a higher one needs parentheses
     */
    public static int of(Value value) {
        if (value instanceof Value.Select) {
            return CHOICE;
        } else if (value instanceof Value.Binary binary) {
            return switch (binary.function()) {
                case ADD, SUBTRACT -> SUM;
                case MULTIPLY, DIVIDE -> PRODUCT;
                case MIN, MAX -> ATOM;
            };
        } else if (value instanceof Value.Unary unary) {
            final boolean sign =
                    unary.function() == UnaryFunction.NEGATE
                            || unary.function() == UnaryFunction.SQRT;
            return sign ? SIGN : ATOM;
        } else if (value instanceof Value.Coordinate
                || (value instanceof Value.Real number && number.value() < 0)) {
            return SIGN;
        }
        return ATOM;
    }

    /**
     * The parts of a value, each with the level that its place asks for.
     *
     * @param value the value
     * @param visitor is given each part and the level
     */
    public static void forEachPart(Value value, ObjIntConsumer<Value> visitor) {
        if (value instanceof Value.Binary binary && of(binary) < ATOM) {
            visitor.accept(binary.left(), of(binary));
            visitor.accept(binary.right(), of(binary) + 1);
        } else if (value instanceof Value.Unary unary && unary.function() == UnaryFunction.NEGATE) {
            visitor.accept(unary.operand(), SIGN + 1);
        } else if (value instanceof Value.Coordinate coordinate) {
            visitor.accept(coordinate.index(), SIGN + 1);
        } else if (value instanceof Value.Select select) {
            visitor.accept(select.left(), SUM);
            visitor.accept(select.right(), SUM);
            visitor.accept(select.then(), SUM);
            visitor.accept(select.otherwise(), CHOICE);
        } else {
            Sharing.parts(value).forEach(part -> visitor.accept(part, CHOICE));
        }
    }
}
