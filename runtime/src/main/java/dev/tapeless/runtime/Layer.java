package dev.tapeless.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One layer of a generated network, as the field of the network's declaration shows it.
 *
 * <pre>{@code
 * @Network(input = 784)
 * abstract class Digits {
 *     @Dense(128) @Relu Layer hidden;
 *     @Dense(10)        Layer logits;
 * }
 * DigitsNetwork net = DigitsNetwork.create(42);
 * net.hidden.weights().get(3, 17);
 * }</pre>
 */
public final class Layer {
    private final String name;
    private final int[] outputShape;
    private final List<Parameter<?>> parameters;

    /**
     * Made by generated code.
     *
     * @param name the field's name
     * @param outputShape the shape of one sample's output
     * @param parameters the layer's parameters, called {@code name.weight}, {@code name.bias} or
     *     alike, after another field's name where it shares that one's
     */
    public Layer(String name, int[] outputShape, List<? extends Parameter<?>> parameters) {
        this.name = name;
        this.outputShape = outputShape.clone();
        this.parameters = List.copyOf(parameters);
    }

    /**
     * The field's name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The shape of one sample's output of this layer.
     *
     * @return a copy
     */
    public int[] outputShape() {
        return outputShape.clone();
    }

    /**
     * The layer's parameters.
     *
     * @return an unmodifiable list, empty for layers that learn nothing
     */
    public List<Parameter<?>> parameters() {
        return parameters;
    }

    /**
     * The parameter {@code weight}; {@code [units, inputs]} for a dense layer.
     *
     * @return the weight
     * @throws IllegalStateException if the layer has none; the message says what it has
     */
    public Parameter<?> weights() {
        return parameter("weight");
    }

    /**
     * The parameter {@code bias}; {@code [units]} for a dense layer.
     *
     * @return the bias
     * @throws IllegalStateException if the layer has none; the message says what it has
     */
    public Parameter<?> bias() {
        return parameter("bias");
    }

    /**
     * The parameter of a short name.
     *
     * @param shortName the part after the field's name and the dot: {@code weight}, or {@code
     *     hidden.weight} in a block with a layer {@code hidden}
     * @return the parameter
     * @throws IllegalStateException if the layer has none; the message says what it has
     */
    public Parameter<?> parameter(String shortName) {
        List<String> names = new ArrayList<>();
        for (Parameter<?> parameter : parameters) {
            // Fields have no dots in their names, their blocks have.
            String own = parameter.name().substring(parameter.name().indexOf('.') + 1);
            if (own.equals(shortName)) {
                return parameter;
            }
            names.add(own);
        }
        throw new IllegalStateException(
                "layer \""
                        + name
                        + "\" has no parameter \""
                        + shortName
                        + "\"; it has "
                        + (names.isEmpty() ? "no parameters" : String.join(", ", names)));
    }

    /**
     * Name, output shape and parameters.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return name + " " + Arrays.toString(outputShape) + " " + parameters;
    }
}
