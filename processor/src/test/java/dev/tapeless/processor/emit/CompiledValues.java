package dev.tapeless.processor.emit;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.SourceText;

import java.util.List;

/** Printed values, compiled into one class and evaluated. */
final class CompiledValues {

    private CompiledValues() {}

    /**
     * Evaluates printed values.
     *
     * @param real their arithmetic
     * @param declarations statements in front of every value, which declare what it reads
     * @param values the printed values
     * @return an array of float or double, an element for each value
     */
    static Object of(Real real, String declarations, List<String> values) {
        final StringBuilder methods = new StringBuilder();
        final StringBuilder calls = new StringBuilder();
        for (int k = 0; k < values.size(); k++) {
            methods.append("  static %s value%d() {\n".formatted(real.type, k))
                    .append("    ")
                    .append(declarations)
                    .append("\n    return ")
                    .append(values.get(k))
                    .append(";\n  }\n");
            calls.append(k == 0 ? "" : ",\n    ").append("value").append(k).append("()");
        }
        final String source =
                "public final class Values {\n  private Values() {}\n  public static %s[] all() {"
                                .formatted(real.type)
                        + "\n    return new %s[] {%s};\n  }\n".formatted(real.type, calls)
                        + methods
                        + "}\n";
        try {
            return CompiledNetworks.of(
                            SourceText.at("test/Values.java", "package test;\n" + source))
                    .type("test.Values")
                    .getMethod("all")
                    .invoke(null);
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError(source, e);
        }
    }
}
