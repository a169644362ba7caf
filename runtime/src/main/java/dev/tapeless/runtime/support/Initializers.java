package dev.tapeless.runtime.support;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.RandomStream;

import java.util.Arrays;

/**
 * Initial values of parameters. Element {@code k} in natural row-major order is number {@code k} of
 * the key {@code (seed, 0, ordinal, 0)} of {@link RandomStream}, so the values do not depend on how
 * a parameter is stored nor on what else is initialised.
 *
 * <p>With {@code n} the fan-in (inputs of a unit) and {@code m} the fan-out:
 *
 * <table>
 * <caption>Standard deviation of each family</caption>
 * <tr><th>family</th><th>standard deviation</th><th>source</th></tr>
 * <tr><td>He</td><td>sqrt(2 / n)</td><td>He et al., "Delving deep into rectifiers", 2015</td></tr>
 * <tr><td>Glorot (Xavier)</td><td>sqrt(2 / (n + m))</td><td>Glorot and Bengio, "Understanding the
 * difficulty of training deep feedforward neural networks", 2010</td></tr>
 * <tr><td>LeCun</td><td>sqrt(1 / n)</td><td>LeCun et al., "Efficient BackProp", 1998</td></tr>
 * </table>
 *
 * <p>Normal forms are not truncated (as in PyTorch); uniform forms lie within plus or minus sqrt(3)
 * standard deviations, which gives the same variance.
 */
public final class Initializers {
    private Initializers() {}

    /**
     * He's normal values.
     *
     * @param parameter what to fill
     * @param fanIn inputs of a unit
     * @param fanOut outputs an input feeds
     * @param seed the network's seed
     * @param ordinal the parameter's position in the network
     */
    public static void heNormal(
            Parameter<?> parameter, int fanIn, int fanOut, long seed, int ordinal) {
        normal(parameter, he(fanIn), seed, ordinal);
    }

    /**
     * He's uniform values.
     *
     * @param parameter what to fill
     * @param fanIn inputs of a unit
     * @param fanOut outputs an input feeds
     * @param seed the network's seed
     * @param ordinal the parameter's position in the network
     */
    public static void heUniform(
            Parameter<?> parameter, int fanIn, int fanOut, long seed, int ordinal) {
        uniform(parameter, he(fanIn), seed, ordinal);
    }

    /**
     * Glorot's normal values.
     *
     * @param parameter what to fill
     * @param fanIn inputs of a unit
     * @param fanOut outputs an input feeds
     * @param seed the network's seed
     * @param ordinal the parameter's position in the network
     */
    public static void glorotNormal(
            Parameter<?> parameter, int fanIn, int fanOut, long seed, int ordinal) {
        normal(parameter, glorot(fanIn, fanOut), seed, ordinal);
    }

    /**
     * Glorot's uniform values.
     *
     * @param parameter what to fill
     * @param fanIn inputs of a unit
     * @param fanOut outputs an input feeds
     * @param seed the network's seed
     * @param ordinal the parameter's position in the network
     */
    public static void glorotUniform(
            Parameter<?> parameter, int fanIn, int fanOut, long seed, int ordinal) {
        uniform(parameter, glorot(fanIn, fanOut), seed, ordinal);
    }

    /**
     * LeCun's normal values.
     *
     * @param parameter what to fill
     * @param fanIn inputs of a unit
     * @param fanOut outputs an input feeds
     * @param seed the network's seed
     * @param ordinal the parameter's position in the network
     */
    public static void lecunNormal(
            Parameter<?> parameter, int fanIn, int fanOut, long seed, int ordinal) {
        normal(parameter, lecun(fanIn), seed, ordinal);
    }

    /**
     * LeCun's uniform values.
     *
     * @param parameter what to fill
     * @param fanIn inputs of a unit
     * @param fanOut outputs an input feeds
     * @param seed the network's seed
     * @param ordinal the parameter's position in the network
     */
    public static void lecunUniform(
            Parameter<?> parameter, int fanIn, int fanOut, long seed, int ordinal) {
        uniform(parameter, lecun(fanIn), seed, ordinal);
    }

    /**
     * One value everywhere.
     *
     * @param parameter what to fill
     * @param value the value
     */
    public static void constant(Parameter<?> parameter, double value) {
        double[] values = new double[parameter.size()];
        Arrays.fill(values, value);
        parameter.setAll(values);
    }

    /**
     * Zeros.
     *
     * @param parameter what to fill
     */
    public static void zeros(Parameter<?> parameter) {
        constant(parameter, 0);
    }

    private static double he(int fanIn) {
        return Math.sqrt(2.0 / fanIn);
    }

    private static double glorot(int fanIn, int fanOut) {
        return Math.sqrt(2.0 / ((double) fanIn + fanOut));
    }

    private static double lecun(int fanIn) {
        return Math.sqrt(1.0 / fanIn);
    }

    private static void normal(Parameter<?> parameter, double deviation, long seed, int ordinal) {
        long key = RandomStream.key(seed, 0, ordinal, 0);
        double[] values = new double[parameter.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = deviation * RandomStream.gaussian(key, k);
        }
        parameter.setAll(values);
    }

    private static void uniform(Parameter<?> parameter, double deviation, long seed, int ordinal) {
        long key = RandomStream.key(seed, 0, ordinal, 0);
        double limit = Math.sqrt(3) * deviation;
        double[] values = new double[parameter.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = limit * (2 * RandomStream.uniformDouble(key, k) - 1);
        }
        parameter.setAll(values);
    }
}
