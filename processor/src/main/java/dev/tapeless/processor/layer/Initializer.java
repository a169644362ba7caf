package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.expression.ExpressionPrinter;
import dev.tapeless.processor.parse.AnnotationUse;

import java.util.Locale;

/**
 * How a parameter starts, from the members {@code init} and {@code initValue} of an annotation.
 *
 * @param method the method of the runtime's {@code Initializers}
 * @param value the value that {@code constant} fills in; 0 for the others
 */
record Initializer(String method, double value) {

    /**
     * Reads the two members; reports a value that has no effect or is no number.
     *
     * @param request an annotation with these members
     * @return how its parameter starts
     */
    static Initializer read(LayerRequest request) {
        final AnnotationUse use = request.use();
        final String constant = use.text("init");
        final double value = use.number("initValue");
        if (!constant.equals("CONSTANT")) {
            if (use.member("initValue").isWritten()) {
                request.report(
                        "initValue",
                        Message.INITIAL_VALUE_IGNORED,
                        request.subject(),
                        ExpressionPrinter.print(value),
                        constant);
            }
            return new Initializer(camelCase(constant), 0);
        }
        final boolean isFinite =
                request.doublePrecision() ? Double.isFinite(value) : Float.isFinite((float) value);
        if (!isFinite) {
            final String asFloat = Double.isFinite(value) ? ", which is infinite as a float" : "";
            request.report(
                    "initValue",
                    Message.INITIAL_VALUE_NOT_FINITE,
                    request.subject(),
                    ExpressionPrinter.print(value) + asFloat);
        }
        return new Initializer("constant", value);
    }

    /** {@code HE_NORMAL} as {@code heNormal}. */
    private static String camelCase(String constant) {
        final StringBuilder name = new StringBuilder();
        for (final String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(
                    name.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
