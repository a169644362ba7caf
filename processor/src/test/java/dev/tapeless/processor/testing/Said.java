package dev.tapeless.processor.testing;

import javax.tools.Diagnostic;

/**
 * What a compiler said.
 *
 * @param kind how serious it is
 * @param file the path of the source file; empty for nowhere
 * @param line the line, from 1; -1 for nowhere
 * @param column the column, from 1; -1 for nowhere
 * @param text the message
 */
public record Said(Diagnostic.Kind kind, String file, long line, long column, String text) {

    /** Prints as compilers do. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + kind + ": " + text;
    }
}
