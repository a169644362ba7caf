package dev.tapeless.processor.schedule.scope;

import dev.tapeless.processor.schedule.code.Value;

import java.util.Locale;

/** Names for values that occur more than once within a statement. */
public final class SharedNames {

    private SharedNames() {}

    /** What a person would call a shared part of {@code stem}: {@code hidden3Sigmoid}. */
    public static String of(String stem, Value part) {
        if (part instanceof Value.Unary unary) {
            return stem + word(unary.function());
        } else if (part instanceof Value.Binary binary) {
            return switch (binary.function()) {
                case ADD -> stem + "Sum";
                case SUBTRACT -> stem + "Difference";
                case MULTIPLY -> stem + "Product";
                case DIVIDE -> stem + "Quotient";
                case MIN, MAX -> stem + word(binary.function());
            };
        } else if (part instanceof Value.Element element
                && element.array() instanceof Value.Name array) {
            return withoutRow(array.name()) + "Element";
        }
        return stem + "Part";
    }

    private static String withoutRow(String array) {
        return array.endsWith("Row") ? array.substring(0, array.length() - 3) : array;
    }

    private static String word(Enum<?> function) {
        return LocalNames.capitalized(function.name().toLowerCase(Locale.ROOT));
    }
}
