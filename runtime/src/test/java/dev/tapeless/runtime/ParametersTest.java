package dev.tapeless.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ParametersTest {
    private final Parameters<float[]> parameters = new TanhNetwork(3, 4, 2, 1).parameters();

    @Test
    void keepsTheOrder() {
        List<String> names = new ArrayList<>();
        for (Parameter<float[]> parameter : parameters) {
            names.add(parameter.name());
        }
        assertEquals(List.of("hidden.weight", "hidden.bias", "out.weight", "out.bias"), names);
        assertEquals(4, parameters.size());
        assertEquals(3 * 4 + 4 + 4 * 2 + 2, parameters.elementCount());
        assertSame(parameters.get(2), parameters.get("out.weight"));
        assertEquals(
                "[hidden.weight [4, 3], hidden.bias [4], out.weight [2, 4], out.bias [2]]",
                parameters.toString());
    }

    @Test
    void unknownNamesListTheKnown() {
        assertEquals(
                "no parameter is called \"hidden\"; there are"
                        + " [hidden.weight, hidden.bias, out.weight, out.bias]",
                assertThrows(IllegalArgumentException.class, () -> parameters.get("hidden"))
                        .getMessage());
    }

    @Test
    void namesAreUnique() {
        Parameter<float[]> one = parameters.get(0);
        assertEquals(
                "two parameters are called \"hidden.weight\"; every parameter needs a name of its"
                        + " own",
                assertThrows(IllegalArgumentException.class, () -> Parameters.of(one, one))
                        .getMessage());
    }

    @Test
    void cannotBeChangedByItsIterator() {
        var iterator = parameters.iterator();
        iterator.next();
        assertThrows(UnsupportedOperationException.class, iterator::remove);
    }

    @Test
    void zeroesAllGradients() {
        for (Parameter<float[]> parameter : parameters) {
            for (float[] block : parameter.gradientBlocks()) {
                block[0] = 1;
            }
        }
        parameters.zeroGradients();
        for (Parameter<float[]> parameter : parameters) {
            assertArrayEquals(new double[parameter.size()], parameter.gradients());
        }
    }

    @Test
    void copiesTheValuesOfANetworkOfTheSameClass() {
        TanhNetwork other = new TanhNetwork(3, 4, 2, 9);
        double[] values = other.parameters().get("hidden.weight").values();
        double[] gradients = parameters.get("hidden.weight").gradients();
        parameters.copyFrom(other.parameters());
        for (int p = 0; p < parameters.size(); p++) {
            assertArrayEquals(other.parameters().get(p).values(), parameters.get(p).values());
        }
        other.parameters().get("hidden.weight").set(77, 0, 0);
        assertArrayEquals(values, parameters.get("hidden.weight").values());
        assertArrayEquals(gradients, parameters.get("hidden.weight").gradients());
    }

    @Test
    void copiesNothingFromAnotherNetwork() {
        double[] before = parameters.get("hidden.weight").values();
        TanhNetwork other = new TanhNetwork(3, 4, 1, 9);
        assertEquals(
                "found the parameters [hidden.weight [4, 3], hidden.bias [4], out.weight [1, 4],"
                        + " out.bias [1]], expected those of a network of the same class:"
                        + " [hidden.weight [4, 3], hidden.bias [4], out.weight [2, 4], out.bias"
                        + " [2]]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> parameters.copyFrom(other.parameters()))
                        .getMessage());
        assertArrayEquals(before, parameters.get("hidden.weight").values());
        Parameters<float[]> fewer = Parameters.of(parameters.get(0));
        assertThrows(IllegalArgumentException.class, () -> parameters.copyFrom(fewer));
        assertThrows(IllegalArgumentException.class, () -> fewer.copyFrom(parameters));
    }
}
