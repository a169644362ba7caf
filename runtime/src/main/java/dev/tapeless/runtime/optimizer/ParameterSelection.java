package dev.tapeless.runtime.optimizer;

import dev.tapeless.runtime.Parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Some of a network's parameters: those of given names, or those that meet a condition. */
final class ParameterSelection {
    private final List<String> names;
    private final Predicate<? super Parameter<?>> condition;

    private ParameterSelection(List<String> names, Predicate<? super Parameter<?>> condition) {
        this.names = names;
        this.condition = condition;
    }

    /**
     * The parameters of layers, or single ones.
     *
     * @param names names of layers or parameters
     * @return the selection
     * @throws IllegalArgumentException if there is no name
     */
    static ParameterSelection named(String... names) {
        if (names.length == 0) {
            throw new IllegalArgumentException(
                    "found no names, expected at least one layer or parameter");
        }
        List<String> list = List.of(names);
        return new ParameterSelection(
                list, parameter -> list.stream().anyMatch(name -> belongs(parameter, name)));
    }

    /**
     * The parameters that meet a condition.
     *
     * @param condition the condition
     * @return the selection
     */
    static ParameterSelection where(Predicate<? super Parameter<?>> condition) {
        return new ParameterSelection(List.of(), condition);
    }

    private static boolean belongs(Parameter<?> parameter, String name) {
        return parameter.name().equals(name) || parameter.name().startsWith(name + ".");
    }

    /**
     * The selected parameters.
     *
     * @param parameters all parameters of a network
     * @return the selected ones in their order, at least one
     * @throws IllegalArgumentException if a name belongs to no parameter, or none meets the
     *     condition
     */
    List<Parameter<?>> from(Iterable<? extends Parameter<?>> parameters) {
        for (String name : names) {
            boolean found = false;
            for (Parameter<?> parameter : parameters) {
                found |= belongs(parameter, name);
            }
            if (!found) {
                throw new IllegalArgumentException(
                        "no layer or parameter is called \""
                                + name
                                + "\"; there are "
                                + parameters);
            }
        }
        List<Parameter<?>> selected = new ArrayList<>();
        for (Parameter<?> parameter : parameters) {
            if (condition.test(parameter)) {
                selected.add(parameter);
            }
        }
        if (selected.isEmpty()) {
            throw new IllegalArgumentException(
                    "no parameter meets the condition; there are " + parameters);
        }
        return selected;
    }

    @Override
    public String toString() {
        return names.isEmpty() ? "by a condition" : names.toString();
    }
}
