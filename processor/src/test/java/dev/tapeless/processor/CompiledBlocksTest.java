package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.testing.Compilers;
import dev.tapeless.processor.testing.Compilers.Outcome;
import dev.tapeless.processor.testing.GeneratingProcessor;
import dev.tapeless.processor.testing.SourceText;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Blocks are the same wherever they come from: this source, a class file, another processor. */
class CompiledBlocksTest {

    private static final SourceText WAVE =
            SourceText.of(
                    "@Activation(\"sin(c * x) + b\") public @interface Wave { double c() default 2;"
                            + " float b(); }");

    /** More fields and annotations than could be in order by chance. */
    private static final SourceText PART =
            SourceText.of(
                    """
                    public class Parts {
                        @Network(input = {6, 6, 2})
                        public abstract static class Part {
                            @Conv2d(value = 3, kernel = {3, 1}, padding = Padding.SAME) Layer z;
                            @BatchNorm @Relu @Dropout(0.1) @Wave(b = 0.5f) Layer a;
                            @Conv2d(value = 3, kernel = 1, from = "z") @Tanh Layer m;
                            @Add(from = {"m", "a"}) Layer b;
                            @LeakyRelu(alpha = 0.2) @Conv2d(value = 2, kernel = 1) Layer y;
                            @Wave(c = 3, b = 0) @Sigmoid Layer c;
                        }
                        @Network(input = {6, 6, 2})
                        public abstract static class Two {
                            @Residual(Part.class) Layer first;
                            @Residual(value = Part.class, sharing = "first") Layer second;
                        }
                    }
                    """);

    private static final SourceText NETWORK =
            SourceText.of(
                    """
                    @Network(input = {6, 6, 2})
                    abstract class Digits {
                        @Residual(Parts.Two.class) Layer both;
                        @Block(Parts.Part.class) Layer third;
                        @Flatten @Dense(3) Layer logits;
                    }
                    """);

    private static final Map<Compilers, String> TOGETHER = new EnumMap<>(Compilers.class);
    private static final Map<Compilers, Outcome> LIBRARIES = new EnumMap<>(Compilers.class);

    @ParameterizedTest
    @CsvSource({"JAVAC, JAVAC", "JAVAC, ECJ", "ECJ, JAVAC", "ECJ, ECJ"})
    void aBlockMayComeFromAClassFile(Compilers first, Compilers second, @TempDir Path folder)
            throws IOException {
        LIBRARIES.computeIfAbsent(first, one -> compile(one, WAVE, PART)).writeTo(folder);
        final String classPath =
                folder + File.pathSeparator + System.getProperty("java.class.path");
        assertEquals(
                together(second),
                generated(
                        second.compile(
                                List.of(NETWORK),
                                List.of("-classpath", classPath),
                                List.of(new NetworkProcessor()))));
    }

    @ParameterizedTest
    @EnumSource(Compilers.class)
    void aNetworkWaitsForItsBlocks(Compilers compiler) {
        final SourceText other = SourceText.of("class Nothing { }");
        assertEquals(
                together(compiler),
                generated(
                        compiler.compile(
                                List.of(WAVE, NETWORK, other),
                                List.of(),
                                List.of(new NetworkProcessor(), new GeneratingProcessor(PART)))));
    }

    @ParameterizedTest
    @EnumSource(Compilers.class)
    void aNetworkWaitsForWhatItsBlocksWaitFor(Compilers compiler) {
        final SourceText part =
                SourceText.of(
                        """
                        public class Parts {
                            @Network(input = 4)
                            abstract static class Part { @Dense(Sizes.UNITS) Layer units; }
                            @Network(input = 4)
                            abstract static class Two { @Block(Part.class) Layer first; }
                        }
                        """);
        final SourceText network =
                SourceText.of(
                        """
                        @Network(input = 4)
                        abstract class Digits { @Residual(Parts.Two.class) Layer both; }
                        """);
        final SourceText sizes = SourceText.of("class Sizes { static final int UNITS = 4; }");
        assertEquals(
                generated(compile(compiler, part, network, sizes)),
                generated(
                        compiler.compile(
                                List.of(part, network),
                                List.of(),
                                List.of(new NetworkProcessor(), new GeneratingProcessor(sizes)))));
    }

    /** What is generated where all are sources. */
    private static String together(Compilers compiler) {
        return TOGETHER.computeIfAbsent(
                compiler, one -> generated(compile(one, WAVE, PART, NETWORK)));
    }

    private static Outcome compile(Compilers compiler, SourceText... sources) {
        return compiler.compile(List.of(sources), List.of(), List.of(new NetworkProcessor()));
    }

    private static String generated(Outcome outcome) {
        assertEquals(List.of(), outcome.errors());
        return outcome.generated().get("test/DigitsNetwork.java");
    }
}
