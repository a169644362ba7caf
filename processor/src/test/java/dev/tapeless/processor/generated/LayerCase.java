package dev.tapeless.processor.generated;

import dev.tapeless.processor.testing.SourceText;

import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Layers of whole numbers, which cannot be changed a little; their tests draw such numbers. */
    private static final Set<String> OF_WHOLE_NUMBERS = Set.of("Embedding");

    /**
     * What says where a network begins and ends, and computes nothing; {@link PortsTest} has it.
     */
    private static final Set<String> PORTS = Set.of("Input", "Output");

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
        final String part =
                "@Network(input = 3) abstract static class Part {"
                        + " @Dense(4) @Tanh Layer a; @Dense(3) Layer b; } ";
        put("Block", "3", part + "@Block(Part.class) @Tanh Layer a, b; @Dense(2) Layer c;");
        put(
                "Residual",
                "3",
                part
                        + "@Residual(Part.class) Layer a;"
                        + " @Residual(value = Part.class, sharing = \"a\") @Tanh Layer b;"
                        + " @Dense(2) Layer c;");
        normalisations();
        images();
        sequences();
    }

    private static void normalisations() {
        for (final String layer : List.of("BatchNorm", "LayerNorm", "RmsNorm", "Prelu")) {
            put(layer, "3", "@Dense(4) Layer a; @" + layer + " Layer b; @Dense(2) Layer c;");
        }
        put("GroupNorm", "3", "@Dense(6) Layer a; @GroupNorm(2) Layer b; @Dense(2) Layer c;");
        put("PositionalEmbedding", "{3, 2}", "@PositionalEmbedding @Tanh Layer a;");
        put(
                "SpatialDropout",
                "{3, 4}",
                "@SpatialDropout(0.3) @Flatten Layer a; @Dense(2) Layer b;");
    }

    private static void images() {
        put("Conv1d", "{6, 2}", "@Conv1d(value = 3, kernel = 3, pad = 1) @Tanh Layer a;");
        put(
                "Conv2d",
                "{5, 4, 2}",
                "@Conv2d(value = 3, kernel = 3, padding = Padding.SAME) @Tanh Layer a;"
                        + " @Conv2d(value = 20, kernel = 2, stride = 2) Layer b;");
        put(
                "ConvTranspose2d",
                "{2, 3, 2}",
                "@ConvTranspose2d(value = 2, kernel = 3, stride = 2, pad = 1) @Tanh Layer a;");
        put("MaxPool1d", "{7, 2}", "@MaxPool1d(value = 3, stride = 2) @Tanh Layer a;");
        put("MaxPool2d", "{4, 6, 2}", "@MaxPool2d(2) @Tanh Layer a;");
        put("AvgPool1d", "{7, 2}", "@AvgPool1d(value = 3, stride = 2, pad = 1) @Tanh Layer a;");
        put("AvgPool2d", "{4, 6, 2}", "@AvgPool2d(value = {2, 3}) @Tanh Layer a;");
        put("GlobalAvgPool", "{3, 4, 2}", "@GlobalAvgPool @Tanh Layer a;");
        put("GlobalMaxPool", "{3, 4, 2}", "@GlobalMaxPool @Tanh Layer a;");
        put("Upsample2d", "{2, 3, 2}", "@Upsample2d(2) @Tanh Layer a;");
        put("Reshape", "12", "@Reshape({3, 4}) @GlobalAvgPool Layer a; @Dense(2) Layer b;");
        put("Permute", "{3, 4}", "@Permute({1, 0}) @Flatten Layer a; @Dense(2) Layer b;");
    }

    private static void sequences() {
        for (final String layer : List.of("Rnn", "Gru", "Lstm")) {
            put(
                    layer,
                    "{3, 2}",
                    "@%1$s(value = 2, sequence = true) Layer a; @%1$s(3) Layer b; @Dense(2) Layer c;"
                            .formatted(layer));
        }
        put(
                "SelfAttention",
                "{4, 6}",
                "@SelfAttention(heads = 2, causal = true) Layer a;"
                        + " @Add(from = {\"input\", \"a\"}) Layer b; @Dense(2) Layer c;");
        put(
                "FeedForward",
                "{3, 4}",
                "@FeedForward(5) Layer a; @FeedForward(value = 17, activation = Tanh.class) Layer"
                        + " b;");
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
            if (!isLayer(annotation) || OF_WHOLE_NUMBERS.contains(name) || PORTS.contains(name)) {
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
