package dev.tapeless;

/**
 * How a layer's weights get their initial values. Biases always start at zero.
 *
 * <pre>{@code
 * @Network(input = 4)
 * abstract class Iris {
 *     @Dense(value = 16, init = Initializer.GLOROT_UNIFORM) @Tanh Layer hidden;
 *     @Dense(value = 3, init = Initializer.ZEROS)                 Layer logits;
 * }
 * }</pre>
 *
 * <p>{@code fanIn} is the number of inputs of a unit and {@code fanOut} the number of units that
 * read an input. The normal forms draw from a normal distribution with mean 0 and the standard
 * deviation {@code std} given; the uniform forms draw from {@code [-sqrt(3) * std, sqrt(3) * std)},
 * which has the same mean and standard deviation.
 *
 * <table>
 * <caption>Standard deviations</caption>
 * <tr><th>initializer</th><th>std</th><th>goes with</th></tr>
 * <tr><td>He</td><td>{@code sqrt(2 / fanIn)}</td><td>{@link Relu} and its relatives</td></tr>
 * <tr><td>Glorot (Xavier)</td><td>{@code sqrt(2 / (fanIn + fanOut))}</td>
 *     <td>{@link Tanh}, {@link Sigmoid}, {@link Softsign}</td></tr>
 * <tr><td>LeCun</td><td>{@code sqrt(1 / fanIn)}</td><td>{@link Selu}, {@link Tanh}</td></tr>
 * </table>
 *
 * <p>The numbers depend on the seed given to {@code create} and the place of the parameter in the
 * network alone: one seed gives the same weights on every machine.
 *
 * <p>Sources: K. He, X. Zhang, S. Ren, J. Sun, "Delving Deep into Rectifiers", 2015,
 * arXiv:1502.01852; X. Glorot, Y. Bengio, "Understanding the difficulty of training deep
 * feedforward neural networks", AISTATS 2010; Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, "Efficient
 * BackProp", 1998.
 */
public enum Initializer {
    /** Normal distribution, {@code std = sqrt(2 / fanIn)}. The default. */
    HE_NORMAL,

    /** Uniform distribution, {@code std = sqrt(2 / fanIn)}. */
    HE_UNIFORM,

    /** Normal distribution, {@code std = sqrt(2 / (fanIn + fanOut))}. */
    GLOROT_NORMAL,

    /** Uniform distribution, {@code std = sqrt(2 / (fanIn + fanOut))}. */
    GLOROT_UNIFORM,

    /** Normal distribution, {@code std = sqrt(1 / fanIn)}. */
    LECUN_NORMAL,

    /** Uniform distribution, {@code std = sqrt(1 / fanIn)}. */
    LECUN_UNIFORM,

    /** The one value that the layer's {@code initValue} says. */
    CONSTANT,

    /** Zero everywhere: for an output layer that shall start without an opinion. */
    ZEROS
}
