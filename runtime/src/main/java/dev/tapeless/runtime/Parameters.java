package dev.tapeless.runtime;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All parameters of a network in declaration order. The list never changes; the numbers do.
 *
 * @param <R> the block type, {@code float[]} or {@code double[]}
 */
public final class Parameters<R> implements Iterable<Parameter<R>> {
    private final List<Parameter<R>> list;
    private final Map<String, Parameter<R>> byName;
    private final long elementCount;

    private Parameters(List<Parameter<R>> list) {
        this.list = list;
        this.byName = new LinkedHashMap<>();
        long elements = 0;
        for (Parameter<R> parameter : list) {
            if (byName.put(parameter.name(), parameter) != null) {
                throw new IllegalArgumentException(
                        "two parameters are called \""
                                + parameter.name()
                                + "\"; every parameter needs a name of its own");
            }
            elements += parameter.size();
        }
        this.elementCount = elements;
    }

    /**
     * A network's parameters.
     *
     * @param <R> the block type
     * @param parameters the parameters in declaration order
     * @return the immutable list
     * @throws IllegalArgumentException if two have the same name
     */
    @SafeVarargs
    public static <R> Parameters<R> of(Parameter<R>... parameters) {
        List<Parameter<R>> list = new ArrayList<>();
        for (Parameter<R> parameter : parameters) {
            list.add(parameter);
        }
        return of(list);
    }

    /**
     * A network's parameters.
     *
     * @param <R> the block type
     * @param parameters the parameters in declaration order
     * @return the immutable list
     * @throws IllegalArgumentException if two have the same name
     */
    public static <R> Parameters<R> of(List<Parameter<R>> parameters) {
        return new Parameters<>(List.copyOf(parameters));
    }

    /**
     * All numbers that make a network what it is: its parameters, then its buffers. Files have
     * them, and whoever keeps a network's best state has to keep them.
     *
     * @param <R> the block type
     * @param model the network
     * @return both, as one list
     */
    public static <R> Parameters<R> withBuffers(Model<R> model) {
        List<Parameter<R>> all = new ArrayList<>(model.parameters().list);
        all.addAll(model.buffers().list);
        return of(all);
    }

    /**
     * The parameters in declaration order.
     *
     * @return an iterator that removes nothing
     */
    @Override
    public Iterator<Parameter<R>> iterator() {
        return list.iterator();
    }

    /**
     * The number of parameters (arrays, not elements).
     *
     * @return the number
     */
    public int size() {
        return list.size();
    }

    /**
     * The parameter at a position.
     *
     * @param index from 0 to {@code size() - 1}, in declaration order
     * @return the parameter
     * @throws IndexOutOfBoundsException if there is none
     */
    public Parameter<R> get(int index) {
        return list.get(index);
    }

    /**
     * The parameter of a name.
     *
     * @param name the full name, for example {@code "hidden.weight"}
     * @return the parameter
     * @throws IllegalArgumentException if there is none; the message lists the names there are
     */
    public Parameter<R> get(String name) {
        Parameter<R> parameter = byName.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException(
                    "no parameter is called \"" + name + "\"; there are " + byName.keySet());
        }
        return parameter;
    }

    /**
     * The number of elements of all parameters together.
     *
     * @return the number of learned values
     */
    public long elementCount() {
        return elementCount;
    }

    /** Sets all gradients to zero. Allocates nothing. */
    public void zeroGradients() {
        for (int p = 0; p < list.size(); p++) {
            list.get(p).zeroGradient();
        }
    }

    /**
     * Sets all values to those of another network of the same class. Gradients stay as they are.
     * Allocates nothing.
     *
     * @param other the parameters to copy from
     * @throws IllegalArgumentException if names, shapes or storage differ; nothing has changed then
     */
    public void copyFrom(Parameters<R> other) {
        for (int p = 0; p < Math.max(size(), other.size()); p++) {
            if (p >= size() || p >= other.size() || !list.get(p).isLike(other.list.get(p))) {
                throw new IllegalArgumentException(
                        "found the parameters "
                                + other
                                + ", expected those of a network of the same class: "
                                + this);
            }
        }
        for (int p = 0; p < list.size(); p++) {
            list.get(p).copyFrom(other.list.get(p));
        }
    }

    /**
     * Names and shapes.
     *
     * @return the parameters in order, for example {@code [out.weight [1, 3], out.bias [1]]}
     */
    @Override
    public String toString() {
        return list.toString();
    }
}
