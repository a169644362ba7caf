package dev.tapeless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The annotations are the manual: each declares what the processor relies on, and its Javadoc says
 * what a user looks up, in the words of the declaration itself.
 */
class ManualTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/tapeless");

    private static final Pattern FORMULA = Pattern.compile("\n@Activation\\(\"(.*)\"\\)\n");

    private static final Pattern ANNOTATION = Pattern.compile("@([A-Z][A-Za-z0-9]*)");

    static Stream<Class<?>> annotations() {
        return names().map(ManualTest::load).filter(Class::isAnnotation);
    }

    static Stream<Class<?>> layers() {
        return annotations()
                .filter(a -> target(a).equals(Set.of(ElementType.FIELD)))
                .filter(a -> !a.equals(Input.class) && !a.equals(Output.class));
    }

    static Stream<Class<?>> activations() {
        return layers().filter(a -> FORMULA.matcher(source(a)).find());
    }

    /** A floor, so that the checks below cannot pass by finding nothing. */
    @Test
    void findsTheAnnotations() {
        assertTrue(layers().toList().containsAll(List.of(Dense.class, Softmax.class, Add.class)));
        assertTrue(activations().toList().containsAll(List.of(Relu.class, Elu.class, Sine.class)));
        assertFalse(activations().toList().contains(Dropout.class));
    }

    @ParameterizedTest
    @MethodSource("annotations")
    void staysInClassFilesAndInJavadoc(Class<?> annotation) {
        assertEquals(RetentionPolicy.CLASS, annotation.getAnnotation(Retention.class).value());
        assertTrue(annotation.isAnnotationPresent(Documented.class));
        assertEquals(1, target(annotation).size());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void canNameWhatItReads(Class<?> layer) throws NoSuchMethodException {
        final Method from = layer.getDeclaredMethod("from");
        if (from.getReturnType().equals(String.class)) {
            assertEquals("", from.getDefaultValue());
        } else {
            assertEquals(String[].class, from.getReturnType());
            assertEquals(null, from.getDefaultValue(), "a branch has no default input");
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void manualSaysShapeFormulaAndExample(Class<?> layer) {
        final String manual = manual(layer);
        assertTrue(manual.contains("<b>Formula"), "formula");
        assertTrue(manual.contains("<b>Shape:</b>"), "shape");
        assertTrue(manual.contains("<b>Example:</b>"), "example");
        assertTrue(manual.contains("@" + layer.getSimpleName()), "the example uses it");
    }

    @ParameterizedTest
    @MethodSource("activations")
    void manualShowsTheFormulaThatIsDeclared(Class<?> activation) {
        final Matcher formula = FORMULA.matcher(source(activation));
        assertTrue(formula.find());
        final String manual = manual(activation);
        assertTrue(manual.contains("{@code y = " + formula.group(1) + "}"), manual);
        assertTrue(manual.contains("<b>Derivative:</b>"), "derivative");
        assertTrue(manual.contains("Source: "), "source");
    }

    @ParameterizedTest
    @MethodSource("activations")
    void everyMemberIsAConstantOfTheFormula(Class<?> activation) {
        final Matcher formula = FORMULA.matcher(source(activation));
        assertTrue(formula.find());
        for (final Method member : activation.getDeclaredMethods()) {
            if (!member.getName().equals("from")) {
                assertEquals(double.class, member.getReturnType());
                assertTrue(
                        Pattern.compile("\\b" + member.getName() + "\\b")
                                .matcher(formula.group(1))
                                .find(),
                        member.getName());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("annotations")
    void examplesUseAnnotationsThatExist(Class<?> annotation) {
        final Set<String> known =
                Stream.concat(annotations().map(Class::getSimpleName), Stream.of("Target", "Swish"))
                        .collect(Collectors.toSet());
        final List<String> unknown =
                examples(annotation)
                        .flatMap(example -> ANNOTATION.matcher(example).results())
                        .map(result -> result.group(1))
                        .filter(name -> !known.contains(name))
                        .toList();
        assertEquals(List.of(), unknown);
        assertFalse(examples(annotation).toList().isEmpty());
    }

    private static Stream<String> names() {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName("dev.tapeless." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<ElementType> target(Class<?> annotation) {
        final Target target = annotation.getAnnotation(Target.class);
        return target == null ? Set.of() : Set.copyOf(Arrays.asList(target.value()));
    }

    private static String source(Class<?> type) {
        try {
            return Files.readString(SOURCES.resolve(type.getSimpleName() + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Javadoc of the type, in one line with single spaces. */
    private static String manual(Class<?> type) {
        final String source = source(type);
        final int start = source.indexOf("/**");
        return source.substring(start, source.indexOf("*/", start))
                .replaceAll("\n \\*", " ")
                .replaceAll("\\s+", " ");
    }

    private static Stream<String> examples(Class<?> type) {
        return Pattern.compile("<pre>\\{@code(.*?)\\}</pre>")
                .matcher(manual(type))
                .results()
                .map(MatchResult::group);
    }
}
