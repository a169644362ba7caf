package dev.tapeless.processor.schedule.straight;

import dev.tapeless.processor.schedule.code.Sharing;
import dev.tapeless.processor.schedule.code.Value;

/** About how many instructions of the processor a value takes, of numbers or of vectors. */
final class Instructions {

    /** Lanes that move wait for the vector, and JDK 17 checks where each of them goes. */
    private static final int SWAP = 4;

    /** A lane that becomes a number moves to another register. */
    private static final int LANE = 3;

    private Instructions() {}

    /** The instructions of a value: one an operation, and one that reads an element. */
    static long of(Value value) {
        if (value instanceof Value.Element) {
            return 1;
        }
        long count = own(value);
        for (final Value part : Sharing.parts(value)) {
            count += of(part);
        }
        return count;
    }

    private static int own(Value value) {
        if (value instanceof Value.Name || value instanceof Value.Real) {
            return 0;
        } else if (value instanceof Value.Swapped) {
            return SWAP;
        }
        return value instanceof Value.Lane ? LANE : 1;
    }
}
