package dev.tapeless.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.diagnostics.SourceRef;
import dev.tapeless.processor.graph.Arithmetic;
import dev.tapeless.processor.graph.Ports;
import dev.tapeless.processor.graph.TypedLayer;
import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedParameter;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.layer.Link;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.lang.model.SourceVersion;

class MemberNamesTest {

    private static MemberNames names(String... layers) {
        return new MemberNames(
                new TypedNetwork(
                        "test",
                        List.of("Digits"),
                        "DigitsNetwork",
                        false,
                        Arithmetic.FLOAT,
                        Shape.of(2),
                        Ports.unnamed(Shape.of(2), Shape.of(2), Link.IDENTITY),
                        false,
                        Arrays.stream(layers).map(MemberNamesTest::layer).toList(),
                        SourceRef.NONE));
    }

    private static TypedLayer layer(String name) {
        return new TypedLayer(
                name,
                List.of("Dense(2)"),
                Shape.of(2),
                List.of(parameter(name + ".weight"), parameter(name + ".bias")),
                4);
    }

    private static TypedParameter parameter(String name) {
        return new TypedParameter(name, List.of(2), List.of(0), "zeros", 0, 2, 2);
    }

    @Test
    void aParameterIsCalledAfterItsLayer() {
        final MemberNames names = names("hidden");
        assertEquals("hiddenWeight", names.values("hidden.weight"));
        assertEquals("hiddenWeightGradient", names.gradient("hidden.weight"));
        assertEquals("hiddenBias", names.values("hidden.bias"));
        assertNull(names.values("scores.weight"));
    }

    @Test
    void fieldsOfTheUserKeepTheirNames() {
        final MemberNames names = names("hidden", "hiddenWeight", "hiddenBiasGradient", "random");
        assertEquals("hiddenWeight_", names.values("hidden.weight"));
        assertEquals("hiddenBias", names.values("hidden.bias"));
        assertEquals("hiddenBiasGradient_", names.gradient("hidden.bias"));
        assertEquals("random_", names.state("random"));
    }

    @Test
    void layersWhoseParametersSoundAlikeAreToldApart() {
        final String[] layers = {"a", "aWeight", "aWeight_", "aWeightGradient", "$", "$$", "a1"};
        final MemberNames names = names(layers);
        final Set<String> all = new LinkedHashSet<>(List.of(layers));
        int count = layers.length;
        for (final String layer : layers) {
            for (final String parameter : List.of(layer + ".weight", layer + ".bias")) {
                all.add(names.values(parameter));
                all.add(names.gradient(parameter));
                count += 2;
            }
        }
        assertEquals(count, all.size(), all.toString());
        assertTrue(all.stream().allMatch(SourceVersion::isName), all.toString());
    }

    @Test
    void aStateHasOneName() {
        final MemberNames names = names("samples");
        final String first = names.state("samples");
        assertEquals("samples_", first);
        assertEquals(first, names.state("samples"));
        assertEquals("output", names.state("output"));
    }

    @Test
    void theStemHasACapitalBehindTheLayer() {
        assertEquals("hiddenWeight", MemberNames.stem("hidden.weight"));
        assertEquals("$W", MemberNames.stem("$.w"));
        assertEquals("hidden2Bias", MemberNames.stem("hidden2.bias"));
        assertEquals("aRunningMean", MemberNames.stem("a.running_mean"));
        assertEquals("aOutProjBias", MemberNames.stem("a.out_proj.bias"));
        assertEquals("größeWeight", MemberNames.stem("größe.weight"));
    }
}
