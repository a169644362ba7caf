package dev.tapeless.processor.testing;

import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.SourceRef;
import dev.tapeless.processor.graph.CheckedNetwork;
import dev.tapeless.processor.graph.NetworkChecker;
import dev.tapeless.processor.layer.LayerDefinitions;
import dev.tapeless.processor.parse.ActivationDeclaration;
import dev.tapeless.processor.parse.AnnotationUse;
import dev.tapeless.processor.parse.LayerDeclaration;
import dev.tapeless.processor.parse.NetworkDeclaration;
import dev.tapeless.processor.parse.Sourced;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks that a test declares without a compiler. */
public final class Declared {

    private final int[] input;
    private final List<LayerDeclaration> layers = new ArrayList<>();

    private Declared(int... input) {
        this.input = input;
    }

    /**
     * A network without layers.
     *
     * @param input the shape of a sample
     * @return the network
     */
    public static Declared network(int... input) {
        return new Declared(input);
    }

    /**
     * A field more.
     *
     * @param name its name
     * @param operations its annotations
     * @return this
     */
    public Declared layer(String name, AnnotationUse... operations) {
        layers.add(
                new LayerDeclaration(
                        name,
                        List.of(operations),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        SourceRef.NONE));
        return this;
    }

    /**
     * {@code @Dense}.
     *
     * @param units how many units
     * @param bias whether they have biases
     * @return the annotation
     */
    public static AnnotationUse dense(int units, boolean bias) {
        final Map<String, Object> members = new LinkedHashMap<>();
        members.put("value", units);
        members.put("bias", bias);
        members.put("init", "HE_NORMAL");
        members.put("initValue", 0.0);
        members.put("from", "");
        return use("dev.tapeless.Dense", members, Optional.empty());
    }

    /**
     * An activation called {@code Wave} with a constant {@code scale}.
     *
     * @param formula its formula
     * @param scale its constant
     * @return the annotation
     */
    public static AnnotationUse wave(String formula, double scale) {
        return use(
                "test.Wave",
                Map.of("scale", scale),
                Optional.of(
                        new ActivationDeclaration(
                                "Wave",
                                new Sourced<>(formula, SourceRef.NONE),
                                List.of(
                                        new ActivationDeclaration.Constant(
                                                "scale", SourceRef.NONE)),
                                true)));
    }

    /**
     * {@code @Dropout}.
     *
     * @param rate its rate
     * @return the annotation
     */
    public static AnnotationUse dropout(double rate) {
        return use("dev.tapeless.Dropout", Map.of("value", rate), Optional.empty());
    }

    /**
     * A layer without members but {@code from}.
     *
     * @param name its simple name
     * @param from what it reads; nothing for the layer before it
     * @return the annotation
     */
    public static AnnotationUse plain(String name, String... from) {
        final Object names =
                from.length == 0
                        ? ""
                        : Arrays.stream(from)
                                .map(branch -> new Sourced<Object>(branch, SourceRef.NONE))
                                .toList();
        return use("dev.tapeless." + name, Map.of("from", names), Optional.empty());
    }

    /**
     * Checks the network, which must be correct.
     *
     * @return the network
     */
    public CheckedNetwork checked() {
        final Report report = new Report();
        final NetworkDeclaration declaration =
                new NetworkDeclaration(
                        "test",
                        List.of("Outer", "Digits"),
                        new Sourced<>("Outer_DigitsNetwork", SourceRef.NONE),
                        true,
                        Optional.of(
                                new Sourced<>(
                                        Arrays.stream(input)
                                                .mapToObj(e -> new Sourced<>(e, SourceRef.NONE))
                                                .toList(),
                                        SourceRef.NONE)),
                        "DOUBLE",
                        true,
                        new Sourced<>("AUTO", SourceRef.NONE),
                        layers,
                        Map.of(),
                        false,
                        SourceRef.NONE,
                        SourceRef.NONE);
        final CheckedNetwork network =
                new NetworkChecker(LayerDefinitions.load()).check(declaration, report);
        if (!report.isClean()) {
            throw new AssertionError(report.items());
        }
        return network;
    }

    private static AnnotationUse use(
            String type, Map<String, Object> values, Optional<ActivationDeclaration> activation) {
        final Map<String, AnnotationUse.Member> members = new LinkedHashMap<>();
        values.forEach(
                (name, value) ->
                        members.put(name, new AnnotationUse.Member(value, true, SourceRef.NONE)));
        return new AnnotationUse(
                type,
                type.substring(type.lastIndexOf('.') + 1),
                members,
                activation,
                SourceRef.NONE);
    }
}
