package dev.tapeless.processor.generated;

import dev.tapeless.processor.testing.SourceText;

import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A network around one layer of the DSL, small enough for differences in every parameter.
 *
 * @param name the name of the class
 * @param input the shape of a sample, as in the annotation
 * @param body its fields
 */
record LayerCase(String name, String input, String body) {

    /**
     * Layers that need more than a place between two dense layers; a layer whose members all have
     * defaults needs no line here.
     */
    private static final Map<String, LayerCase> ALL = new LinkedHashMap<>();

    static {
        put("Dense", "3", "@Dense(4) Layer a; @Dense(value = 2, bias = false) Layer b;");
        put("Dropout", "5", "@Dense(6) @Dropout(0.4) @Tanh Layer a; @Dense(2) Layer b;");
        put(
                "Add",
                "3",
                "@Dense(4) @Tanh Layer a; @Dense(value = 4, from = \"input\") Layer b;"
                        + " @Add(from = {\"a\", \"b\"}) Layer c; @Dense(2) Layer d;"
                        + " @Add(from = {\"c\", \"a\", \"b\"}) Layer e;"
                        + " @Concat(from = {\"d\", \"e\"}) Layer f;");
        put(
                "Multiply",
                "3",
                "@Dense(3) @Sigmoid Layer a; @Dense(value = 3, from = \"input\") Layer b;"
                    + " @Multiply(from = {\"a\", \"b\", \"input\"}) Layer c; @Dense(2) Layer d;");
        put(
                "Concat",
                "3",
                "@Dense(2) @Tanh Layer a; @Dense(value = 4, from = \"input\") Layer b;"
                        + " @Concat(from = {\"b\", \"input\", \"a\"}) Layer c; @Dense(2) Layer d;");
    }

    private static void put(String annotation, String input, String body) {
        ALL.put(annotation, new LayerCase(annotation, input, body));
    }

    /**
     * A network for each layer annotation there is.
     *
     * @param annotations all annotations of the DSL
     * @return networks, once small and once so wide that they are computed in loops
     * @throws AssertionError if a layer has no line here and needs one
     */
    static List<LayerCase> of(List<Class<? extends Annotation>> annotations) {
        final Map<String, LayerCase> cases = new TreeMap<>();
        for (final Class<? extends Annotation> annotation : annotations) {
            final String name = annotation.getSimpleName();
            if (!isLayer(annotation)) {
                continue;
            } else if (ALL.containsKey(name)) {
                cases.put(name, ALL.get(name));
            } else if (Arrays.stream(annotation.getDeclaredMethods())
                    .allMatch(member -> member.getDefaultValue() != null)) {
                final String body = "@Dense(%d) @" + name + " Layer a; @Dense(2) Layer b;";
                cases.put(name, new LayerCase(name, "3", body.formatted(4)));
                cases.put(name + "Wide", new LayerCase(name + "Wide", "9", body.formatted(21)));
            } else {
                throw new AssertionError("no gradient check for @" + name + ": add a line here");
            }
        }
        return List.copyOf(cases.values());
    }

    private static boolean isLayer(Class<?> annotation) {
        final Target target = annotation.getAnnotation(Target.class);
        return target != null && Arrays.asList(target.value()).contains(ElementType.FIELD);
    }

    /** The source of the network, in double precision. */
    SourceText text() {
        return SourceText.of(
                "@Network(input = "
                        + input
                        + ", precision = Precision.DOUBLE, inputGradient = true) abstract class "
                        + name
                        + "Case { "
                        + body
                        + " }");
    }

    /** The binary name of the generated class. */
    String className() {
        return "test." + name + "CaseNetwork";
    }
}
