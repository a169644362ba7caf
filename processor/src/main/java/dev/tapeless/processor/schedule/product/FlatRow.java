package dev.tapeless.processor.schedule.product;

import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.List;

/**
 * Row {@code i} of a matrix that is one array.
 *
 * @param start the name of the index of its first element
 */
record FlatRow(String start) {

    /** Declares the index of the first element of row {@code i}. */
    static FlatRow declare(KernelScope scope, int length, List<Statement> before) {
        if (length == 1) {
            return new FlatRow("i");
        }
        final String start = scope.name("k");
        final Value index = Value.product(Value.name("i"), new Value.Whole(length));
        before.add(new Statement.Declare(Statement.Kind.INDEX, start, index, ""));
        return new FlatRow(start);
    }

    /** An element of the row. */
    Value element(String array, int column) {
        return new Value.Element(Value.name(array), Value.offset(start, column));
    }
}
