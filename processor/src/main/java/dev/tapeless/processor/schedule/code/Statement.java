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
        /** The key of random numbers. */
        KEY,
        /** An index into an array. */
        INDEX
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
     * @param name its name
     * @param value its first value
     */
    record DeclareVariable(String name, Value value) implements Statement {}

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
            String index, Value from, Value below, int step, List<Statement> body, String comment)
            implements Statement {
        /** Keeps an unmodifiable copy. */
        public Loop {
            body = List.copyOf(body);
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
        return new Loop(index, new Value.Whole(0), below, 1, body, "");
    }

    /**
     * Two ways, chosen by the number of samples.
     *
     * @param count the name of the number of samples
     * @param below the bound
     * @param then what happens when there are fewer samples than the bound
     * @param otherwise what happens else
     * @param comment why
     */
    record WhenFewer(
            String count,
            int below,
            List<Statement> then,
            List<Statement> otherwise,
            String comment)
            implements Statement {
        /** Keeps unmodifiable copies. */
        public WhenFewer {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
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
     * Copies neighbouring elements of an array over those of another.
     *
     * @param from the array that is read
     * @param fromIndex the first element read
     * @param to the array that is written
     * @param toIndex the first element written
     * @param length how many elements
     */
    record CopyPart(Value from, Value fromIndex, Value to, Value toIndex, int length)
            implements Statement {}

    /**
     * Sets the first elements of an array to a number.
     *
     * @param row the array
     * @param length how many elements
     * @param value the number
     */
    record Fill(Value row, int length, double value) implements Statement {}

    /**
     * A line of explanation.
     *
     * @param text the line
     */
    record Remark(String text) implements Statement {}
}
