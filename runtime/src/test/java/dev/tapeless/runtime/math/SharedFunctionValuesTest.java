package dev.tapeless.runtime.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.io.Json;
import dev.tapeless.runtime.io.SharedData;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * The values and derivatives of functions.json: 767 float arguments, correct to double precision.
 */
class SharedFunctionValuesTest {

    @Test
    void sigmoid() throws IOException {
        check("sigmoid", "f", Elementary::sigmoid, 1e-15, 0);
        check("sigmoid", "df", x -> Elementary.sigmoid(x) * Elementary.sigmoid(-x), 1e-15, 0);
        check("sigmoid", "f", x -> Elementary.sigmoid((float) x), 0x1.01p-24, 0x1p-150);
    }

    @Test
    void tanh() throws IOException {
        check("tanh", "f", Elementary::tanh, 4e-16, 0);
        check("tanh", "df", x -> 1 - Elementary.tanh(x) * Elementary.tanh(x), 0, 4e-16);
        check("tanh", "f", x -> Elementary.tanh((float) x), 0x1.01p-24, 0);
    }

    @Test
    void exp() throws IOException {
        check("exp", "f", Elementary::exp, 4e-16, 0);
        check("exp", "df", Elementary::exp, 4e-16, 0);
    }

    @Test
    void exactGelu() throws IOException {
        double invSqrt2 = Math.sqrt(0.5);
        double density = 1 / Math.sqrt(2 * Math.PI);
        DoubleUnaryOperator twicePhi = x -> 1 + Elementary.erf(x * invSqrt2);
        check("gelu_exact", "f", x -> 0.5 * x * twicePhi.applyAsDouble(x), 4e-16, 5e-16);
        check(
                "gelu_exact",
                "df",
                x -> 0.5 * twicePhi.applyAsDouble(x) + x * density * Elementary.exp(-0.5 * x * x),
                4e-16,
                5e-16);
    }

    private static void check(
            String name,
            String member,
            DoubleUnaryOperator function,
            double relative,
            double absolute)
            throws IOException {
        Map<String, Object> file = Json.object(Json.read(SharedData.find("functions.json")));
        double[] x = Json.doubles(file.get("x"));
        Map<String, Object> functions = Json.object(file.get("functions"));
        double[] expected = Json.doubles(Json.object(functions.get(name)).get(member));
        assertEquals(x.length, expected.length);
        for (int i = 0; i < x.length; i++) {
            double found = function.applyAsDouble(x[i]);
            double error = found == expected[i] ? 0 : Math.abs(found - expected[i]);
            String what =
                    name + "." + member + "(" + x[i] + ") = " + found + ", not " + expected[i];
            // the smallest subnormal is as much as any result may be off whatever its size
            double limit =
                    Math.max(
                            relative * Math.abs(expected[i]),
                            absolute * Math.max(1, Math.abs(x[i])));
            assertTrue(error <= Math.max(limit, Double.MIN_VALUE), what);
        }
    }
}
