package dev.tapeless.processor.schedule.code;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.List;

/** A value in a method: what stands on the right of an assignment. */
public sealed interface Value {

    /**
     * A real number, printed in the arithmetic of the network.
     *
     * @param value the number
     */
    record Real(double value) implements Value {}

    /**
     * A whole number: an index or a bound.
     *
     * @param value the number
     */
    record Whole(int value) implements Value {}

    /**
     * A local, a parameter of the method or a field.
     *
     * @param name its name
     */
    record Name(String name) implements Value {}

    /**
     * An element of an array.
     *
     * @param array the array
     * @param index the index
     */
    record Element(Value array, Value index) implements Value {}

    /**
     * A function of one value.
     *
     * @param function the function
     * @param operand its argument
     */
    record Unary(UnaryFunction function, Value operand) implements Value {}

    /**
     * A function of two values.
     *
     * @param function the function
     * @param left the first argument
     * @param right the second argument
     */
    record Binary(BinaryFunction function, Value left, Value right) implements Value {}

    /**
     * One of two values, chosen by a comparison.
     *
     * @param comparison how the operands are compared
     * @param left the first operand of the comparison
     * @param right the second operand of the comparison
     * @param then the value where the comparison holds
     * @param otherwise the value elsewhere
     */
    record Select(Comparison comparison, Value left, Value right, Value then, Value otherwise)
            implements Value {}

    /**
     * The product of two values and the sum with a third, rounded once.
     *
     * @param left the first factor
     * @param right the second factor
     * @param addend what is added
     */
    record Fma(Value left, Value right, Value addend) implements Value {}

    /**
     * The key of the random numbers that one sample sees in one stream.
     *
     * @param stream the number of the stream
     * @param sample the index of the sample in the batch
     */
    record RandomKey(int stream, Value sample) implements Value {}

    /**
     * A uniform random number in [0, 1).
     *
     * @param key the key of the sample
     * @param element the index of the element
     */
    record Uniform(Value key, Value element) implements Value {}

    /**
     * A whole number as a number of the network's arithmetic.
     *
     * @param index the whole number
     */
    record Coordinate(Value index) implements Value {}

    /**
     * A number of the network's arithmetic as the index of a row; one that is none is refused.
     *
     * @param number the number
     * @param rows how many rows there are
     * @param what the rows are called in the message
     */
    record RowIndex(Value number, int rows, String what) implements Value {}

    /**
     * The result of a routine.
     *
     * @param routine the routine
     * @param arguments its arguments
     */
    record Call(Routine routine, List<Value> arguments) implements Value {
        /** Keeps an unmodifiable copy. */
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    // Vectors ------------------------------------------------------------------------------------

    /**
     * An expression for every lane of vectors, as wide as the processor likes best and at most 512
     * bits: the same expression as for a number, in which an element stands for that many elements
     * from its index on, and a name for a vector. There is one width only: where HotSpot has seen
     * vectors of several, it no longer keeps any of them in registers.
     *
     * @param value the expression
     */
    record Lanes(Value value) implements Value {}

    /**
     * A number in every lane of a vector; stands within {@link Lanes}.
     *
     * @param number the number
     */
    record Broadcast(Value number) implements Value {}

    /**
     * An expression for every lane of vectors of doubles, as wide as those of floats, so half as
     * many.
     *
     * @param value the expression
     */
    record DoubleLanes(Value value) implements Value {}

    /**
     * One half of a vector of floats as doubles; stands within {@link DoubleLanes}.
     *
     * @param floats the name of the vector
     * @param half 0 for the first lanes, 1 for the others
     */
    record Widened(Value floats, int half) implements Value {}

    /**
     * Two vectors of doubles, rounded to floats; stands within {@link Lanes}.
     *
     * @param low the name of the vector of the first lanes
     * @param high the name of the vector of the others
     */
    record Narrowed(Value low, Value high) implements Value {}

    /**
     * What the bits of doubles say; stands within {@link DoubleLanes}.
     *
     * @param part what
     * @param doubles the name of the vector
     */
    record Binary64(Part part, Value doubles) implements Value {
        /** What is taken from the bits, or made from them. */
        public enum Part {
            /** 2 to the power of the integer in the low bits of a sum with 3 * 2^51. */
            POWER_OF_TWO,
            /** m in [sqrt(1/2), sqrt(2)), where the number is m * 2^k. */
            SIGNIFICAND,
            /** k of the same. */
            EXPONENT
        }
    }

    /** The number of lanes of a vector: a power of two, at most 16. */
    record LaneCount() implements Value {}

    /**
     * The number of elements that fill vectors.
     *
     * @param elements how many elements there are
     */
    record LoopBound(Value elements) implements Value {}

    /** The number of registers for vectors: 16 or 32. */
    record RegisterCount() implements Value {}

    /**
     * How many of some rows go to tiles of a size, so that tiles of one row less take the others,
     * where that can be.
     *
     * @param rows how many rows there are; an index
     * @param size the rows of a tile
     */
    record TileRows(Value rows, int size) implements Value {}

    /**
     * Where the vectors of a panel begin: where a routine reads it fastest.
     *
     * @param panel the panel
     * @param reader the routine, of the panel and a start
     */
    record PanelStart(Value panel, Routine reader) implements Value {}

    /**
     * One lane of a vector.
     *
     * @param vector the name of the vector
     * @param lane its index
     */
    record Lane(Value vector, int lane) implements Value {}

    /**
     * A vector whose lanes have changed places with those at a distance: lane {@code l} with lane
     * {@code l ^ distance}; stands within {@link Lanes}.
     *
     * @param vector the vector
     * @param distance a power of two, less than there are lanes
     */
    record Swapped(Value vector, int distance) implements Value {}

    /**
     * A vector of lanes of two: those whose index has a bit are the second's; stands within {@link
     * Lanes}.
     *
     * @param without the vector of the lanes without the bit
     * @param with the vector of the lanes with the bit
     * @param bit a power of two, less than there are lanes
     */
    record Mixed(Value without, Value with, int bit) implements Value {}

    /**
     * A vector of which the first lanes are another's.
     *
     * @param first the vector of the first lanes
     * @param count how many lanes; an index
     * @param rest the vector of all other lanes
     */
    record Behind(Value first, Value count, Value rest) implements Value {}

    /**
     * A name.
     *
     * @param name the name
     * @return the value
     */
    static Name name(String name) {
        return new Name(name);
    }

    /**
     * An element of a named array at a fixed index.
     *
     * @param array the name of the array
     * @param index the index
     * @return the value
     */
    static Element element(String array, int index) {
        return new Element(name(array), new Whole(index));
    }

    /**
     * An element of a named array at a named index.
     *
     * @param array the name of the array
     * @param index the name of the index
     * @return the value
     */
    static Element element(String array, String index) {
        return new Element(name(array), name(index));
    }

    /**
     * The sum of two values; with a fixed index on the right also an index.
     *
     * @param left the first
     * @param right the second
     * @return the sum
     */
    static Value sum(Value left, Value right) {
        return new Binary(BinaryFunction.ADD, left, right);
    }

    /**
     * The difference of two values; of whole numbers also an index.
     *
     * @param left the first
     * @param right the second
     * @return left - right
     */
    static Value difference(Value left, Value right) {
        return new Binary(BinaryFunction.SUBTRACT, left, right);
    }

    /**
     * The product of two values.
     *
     * @param left the first
     * @param right the second
     * @return the product
     */
    static Value product(Value left, Value right) {
        return new Binary(BinaryFunction.MULTIPLY, left, right);
    }

    /**
     * An index moved by a fixed distance.
     *
     * @param index the name of the index
     * @param distance the distance
     * @return the index itself where the distance is zero
     */
    static Value offset(String index, int distance) {
        if (distance == 0) {
            return name(index);
        }
        final BinaryFunction function = distance < 0 ? BinaryFunction.SUBTRACT : BinaryFunction.ADD;
        return new Binary(function, name(index), new Whole(Math.abs(distance)));
    }

    /**
     * An elementwise expression with its arguments put in.
     *
     * @param expression the expression
     * @param arguments the value of each argument
     * @return the value
     */
    static Value of(Expression expression, List<? extends Value> arguments) {
        return expression.accept(new Substitution(arguments));
    }
}
