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
}
