package dev.tapeless.processor.layer;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * {@code y = weight x + bias} along the last dimension, with the same weight at every position. The
 * weight is stored as {@code [inputs][units]}.
 *
 * <p>Over a sequence or an image it is a convolution whose window is a single position, and has the
 * form of one.
 *
 * @param weight of shape {@code [units, inputs]}
 * @param bias of shape {@code [units]}, if there is one
 */
record Linear(LayerParameter weight, Optional<LayerParameter> bias) {

    /**
     * A map with a bias or without.
     *
     * @param prefix of the names of its parameters, for instance {@code linear1.}
     * @param inputs the last extent of what it reads
     * @param units the last extent of its result
     * @param initializer how the weight starts
     * @param hasBias whether it has a bias
     * @return the map
     */
    static Linear of(
            String prefix, int inputs, int units, Initializer initializer, boolean hasBias) {
        final LayerParameter matrix =
                new LayerParameter(
                        prefix + "weight",
                        List.of(units, inputs),
                        List.of(1, 0),
                        initializer.method(),
                        initializer.value(),
                        inputs,
                        units);
        final LayerParameter row =
                new LayerParameter(
                        prefix + "bias", List.of(units), List.of(0), "zeros", 0, inputs, units);
        return new Linear(matrix, hasBias ? Optional.of(row) : Optional.empty());
    }

    /** What it learns. */
    List<LayerParameter> parameters() {
        final List<LayerParameter> parameters = new ArrayList<>(List.of(weight));
        bias.ifPresent(parameters::add);
        return parameters;
    }

    /**
     * The shape of the result.
     *
     * @param input the shape of a sample of what is read
     * @return the same with another last extent
     */
    Shape output(Shape input) {
        final List<Integer> extents = new ArrayList<>(input.extents());
        extents.set(extents.size() - 1, weight.shape().get(0));
        return new Shape(extents);
    }

    /**
     * Multiplications with an addition.
     *
     * @param input the shape of a sample of what is read
     * @return how many for one sample
     */
    long multiplyAdds(Shape input) {
        return input.elements() * weight.shape().get(0);
    }

    /**
     * Adds its nodes to a graph.
     *
     * @param context the graph and the names
     * @param label what the result is called
     * @param productLabel what the product without the bias is called, where there is a bias
     * @param input what is read, batched
     * @return the result
     */
    Node lower(LoweringContext context, String label, String productLabel, Node input) {
        final int places = input.shape().rank() - 2;
        // One element of a window along every dimension of the positions.
        final List<Integer> stored = new ArrayList<>(Collections.nCopies(places, 1));
        stored.addAll(weight.storedShape().extents());
        final Node matrix = context.parameter(weight, new Shape(stored));
        final Op.Contract product = product(places, input.shape(), stored);
        final Node sums =
                context.builder()
                        .contract(bias.isPresent() ? productLabel : label, product, input, matrix);
        return bias.isPresent() ? context.withBias(label, sums, bias.get()) : sums;
    }

    /**
     * The sum of products. The iteration axes of a vector are samples, inputs, units, and those of
     * anything else samples, places, units, elements of the window, inputs: a dense layer and a
     * convolution.
     */
    private static Op.Contract product(int places, Shape input, List<Integer> stored) {
        final int axes = places == 0 ? 3 : 2 * places + 3;
        final int unit = places == 0 ? 2 : places + 1;
        final int channel = places == 0 ? 1 : axes - 1;
        final Integer[] extents = new Integer[axes];
        final List<Affine> source = new ArrayList<>();
        final List<Affine> weight = new ArrayList<>();
        final List<Affine> target = new ArrayList<>();
        final List<Integer> result = new ArrayList<>();
        for (int axis = 0; axis <= places; axis++) {
            extents[axis] = input.extent(axis);
            result.add(input.extent(axis));
            source.add(Affine.axis(axes, axis));
            target.add(Affine.axis(axes, axis));
        }
        for (int d = 0; d < places; d++) {
            extents[unit + 1 + d] = 1;
            source.set(1 + d, source.get(1 + d).plus(Affine.axis(axes, unit + 1 + d)));
            weight.add(Affine.axis(axes, unit + 1 + d));
        }
        extents[channel] = stored.get(places);
        extents[unit] = stored.get(places + 1);
        source.add(Affine.axis(axes, channel));
        weight.add(Affine.axis(axes, channel));
        weight.add(Affine.axis(axes, unit));
        target.add(Affine.axis(axes, unit));
        result.add(extents[unit]);
        return new Op.Contract(
                List.of(extents),
                List.of(new IndexMap(source), new IndexMap(weight)),
                new IndexMap(target),
                new Shape(result));
    }
}
