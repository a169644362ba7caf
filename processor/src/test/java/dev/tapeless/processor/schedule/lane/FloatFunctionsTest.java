package dev.tapeless.processor.schedule.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.ir.expression.UnaryFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The functions of the runtime are printed from the description that vectors have as well. */
class FloatFunctionsTest {

    private static final Path SOURCE =
            Path.of("../runtime/src/main/java/dev/tapeless/runtime/math/FloatFunctions.java");

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s", "");
    }

    @ParameterizedTest
    @EnumSource(
            value = UnaryFunction.class,
            names = {"EXP", "EXPM1", "LOG", "LOG1P", "TANH", "SIGMOID", "ERF"})
    void theRuntimeHasWhatIsDescribed(UnaryFunction function) throws IOException {
        final String expected = NumberPrinter.print(FloatFunctions.ofNumber(function));
        assertTrue(
                withoutBlanks(Files.readString(SOURCE)).contains(withoutBlanks(expected)),
                () -> SOURCE + " should have\n" + expected);
    }

    @Test
    void theRuntimeHasNoOthers() throws IOException {
        final String source = Files.readString(SOURCE);
        assertEquals(7, source.split("static float ", -1).length - 1);
    }
}
