package dev.tapeless.processor.schedule.code;

import dev.tapeless.processor.ir.expression.Comparison;

import java.util.List;

/** A statement of a method. A comment stands behind a statement of one line, above a loop. */
public sealed interface Statement {

    /** What a local holds. */
    enum Kind {
        /** A number of the network's arithmetic. */
        REAL,
        /** An array of such numbers. */
        ROW,
        /** An array of such arrays. */
        ROWS,
        /** The key of random numbers. */
        KEY,
        /** An index into an array, or a number of elements. */
        INDEX,
        /** A vector of numbers. */
        VECTOR,
        /** A vector of numbers of double precision, half as many. */
        DOUBLES
    }

    /**
     * A final local.
     *
     * @param kind what it holds
     * @param name its name
     * @param value its value
     * @param comment empty for none
     */
    record Declare(Kind kind, String name, Value value, String comment) implements Statement {}

    /**
     * A local that changes: an accumulator.
     *
     * @param kind what it holds
     * @param name its name
     * @param value its first value
     */
    record DeclareVariable(Kind kind, String name, Value value) implements Statement {
        /**
         * An accumulator of one number.
         *
         * @param name its name
         * @param value its first value
         */
        public DeclareVariable(String name, Value value) {
            this(Kind.REAL, name, value);
        }
    }

    /**
     * An assignment.
     *
     * @param target an element or a variable
     * @param value the new value
     * @param comment empty for none
     */
    record Assign(Value target, Value value, String comment) implements Statement {}

    /**
     * An addition to a place.
     *
     * @param target an element or a variable
     * @param value what is added
     * @param comment empty for none
     */
    record Increase(Value target, Value value, String comment) implements Statement {}

    /**
     * A counted loop.
     *
     * @param index the name of the counter
     * @param from its first value
     * @param below the bound that it does not reach
     * @param step the distance
     * @param body what is repeated
     * @param comment empty for none
     */
    record Loop(
            String index, Value from, Value below, Value step, List<Statement> body, String comment)
            implements Statement {
        /** Keeps an unmodifiable copy. */
        public Loop {
            body = List.copyOf(body);
        }

        /**
         * A loop with a fixed distance.
         *
         * @param index the name of the counter
         * @param from its first value
         * @param below the bound that it does not reach
         * @param step the distance
         * @param body what is repeated
         * @param comment empty for none
         */
        public Loop(
                String index,
                Value from,
                Value below,
                int step,
                List<Statement> body,
                String comment) {
            this(index, from, below, new Value.Whole(step), body, comment);
        }
    }

    /**
     * A loop with step one from zero.
     *
     * @param index the name of the counter
     * @param below the bound that it does not reach
     * @param body what is repeated
     * @return the loop
     */
    static Loop loop(String index, Value below, List<Statement> body) {
        return new Loop(index, new Value.Whole(0), below, new Value.Whole(1), body, "");
    }

    /**
     * Two ways, chosen by a number: of samples, or of lanes of a vector.
     *
     * @param count the number
     * @param below the bound
     * @param then what happens when the number is below the bound
     * @param otherwise what happens else
     * @param comment why
     */
    record WhenFewer(
            Value count,
            Value below,
            List<Statement> then,
            List<Statement> otherwise,
            String comment)
            implements Statement {
        /** Keeps unmodifiable copies. */
        public WhenFewer {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }

        /**
         * Two ways, chosen by a number and a fixed bound.
         *
         * @param count the number
         * @param below the bound
         * @param then what happens when the number is below the bound
         * @param otherwise what happens else
         * @param comment why
         */
        public WhenFewer(
                Value count,
                int below,
                List<Statement> then,
                List<Statement> otherwise,
                String comment) {
            this(count, new Value.Whole(below), then, otherwise, comment);
        }
    }

    /**
     * What happens only where whole numbers lie within bounds.
     *
     * @param bounds all of which must hold
     * @param then what happens
     */
    record When(List<Bound> bounds, List<Statement> then) implements Statement {
        /** Keeps unmodifiable copies. */
        public When {
            bounds = List.copyOf(bounds);
            then = List.copyOf(then);
        }
    }

    /**
     * A comparison of whole numbers.
     *
     * @param left the first
     * @param comparison how they compare
     * @param right the second
     */
    record Bound(Value left, Comparison comparison, Value right) {}

    /**
     * Copies elements of an array over those of another.
     *
     * @param from the array that is read
     * @param fromIndex the first element that is read
     * @param to the array that is written
     * @param toIndex the first element that is written
     * @param length how many elements
     */
    record Copy(Value from, int fromIndex, Value to, int toIndex, int length)
            implements Statement {}

    /**
     * Copies neighbouring elements of an array over those of another, at places that are computed.
     *
     * @param from the array that is read
     * @param fromIndex the first element that is read
     * @param to the array that is written
     * @param toIndex the first element that is written
     * @param length how many elements
     */
    record CopyPart(Value from, Value fromIndex, Value to, Value toIndex, Value length)
            implements Statement {
        /**
         * Copies a fixed number of elements.
         *
         * @param from the array that is read
         * @param fromIndex the first element that is read
         * @param to the array that is written
         * @param toIndex the first element that is written
         * @param length how many elements
         */
        public CopyPart(Value from, Value fromIndex, Value to, Value toIndex, int length) {
            this(from, fromIndex, to, toIndex, new Value.Whole(length));
        }
    }

    /**
     * Sets the first elements of an array to a number.
     *
     * @param row the array
     * @param length how many elements
     * @param value the number
     */
    record Fill(Value row, int length, double value) implements Statement {}

    /**
     * A call of a routine for its effect.
     *
     * @param routine the routine
     * @param arguments its arguments
     */
    record Call(Routine routine, List<Value> arguments) implements Statement {
        /** Keeps an unmodifiable copy. */
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * The end of a routine that has a result.
     *
     * @param value the result
     */
    record Return(Value value) implements Statement {}

    /**
     * A line of explanation.
     *
     * @param text the line
     */
    record Remark(String text) implements Statement {}
}
