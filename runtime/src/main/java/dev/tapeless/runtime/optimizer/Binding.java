package dev.tapeless.runtime.optimizer;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.ShapedBlocks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * An optimizer's hold on a network: the parameters, what is remembered about each of them, and the
 * storage blocks of those that are trained, group by group.
 */
final class Binding {
    private final Parameters<?> parameters;
    private final Map<String, List<ShapedBlocks<?>>> state;
    private List<BlockGroup> groups;
    private List<Parameter<?>> frozen;

    private Binding(Parameters<?> parameters, Map<String, List<ShapedBlocks<?>>> state) {
        this.parameters = parameters;
        this.state = state;
        this.groups = List.of();
        this.frozen = List.of();
    }

    /**
     * Parameters with a state of zeros, and no group yet.
     *
     * @param parameters the parameters
     * @param stateNames what is remembered
     * @return the binding
     */
    static Binding of(Parameters<?> parameters, List<String> stateNames) {
        Map<String, List<ShapedBlocks<?>>> state = new LinkedHashMap<>();
        for (String name : stateNames) {
            List<ShapedBlocks<?>> perParameter = new ArrayList<>();
            for (Parameter<?> parameter : parameters) {
                perParameter.add(parameter.zerosLike(parameter.name() + "." + name));
            }
            state.put(name, List.copyOf(perParameter));
        }
        return new Binding(parameters, Collections.unmodifiableMap(state));
    }

    /**
     * The bound parameters.
     *
     * @return the object that was bound
     */
    Parameters<?> parameters() {
        return parameters;
    }

    /**
     * What is remembered.
     *
     * @return for each name the numbers of every parameter
     */
    Map<String, List<ShapedBlocks<?>>> state() {
        return state;
    }

    /**
     * The blocks that are trained.
     *
     * @return groups with settings of their own, in order, then the rest
     */
    List<BlockGroup> groups() {
        return groups;
    }

    /**
     * The parameters that are not trained.
     *
     * @return those of frozen groups
     */
    List<Parameter<?>> frozen() {
        return frozen;
    }

    /**
     * Divides the parameters into groups.
     *
     * @param newGroups the groups with settings of their own
     * @throws IllegalArgumentException if a group has no member or a parameter is in two groups;
     *     the groups stay as they are then
     */
    void divide(List<ParameterGroup> newGroups) {
        Set<Parameter<?>> rest = new LinkedHashSet<>();
        parameters.forEach(rest::add);
        List<BlockGroup> divided = new ArrayList<>();
        List<Parameter<?>> still = new ArrayList<>();
        for (ParameterGroup group : newGroups) {
            List<Parameter<?>> members = group.members(parameters);
            for (Parameter<?> member : members) {
                if (!rest.remove(member)) {
                    throw new IllegalArgumentException(
                            member.name()
                                    + " is in two groups, expected one at most; the second is "
                                    + group);
                }
            }
            if (group.isFrozen()) {
                still.addAll(members);
            } else {
                divided.add(blocks(members, group.rateFactor(), group.weightDecay()));
            }
        }
        divided.add(blocks(new ArrayList<>(rest), 1, OptionalDouble.empty()));
        groups = List.copyOf(divided);
        frozen = List.copyOf(still);
    }

    private BlockGroup blocks(
            List<Parameter<?>> members, double rateFactor, OptionalDouble weightDecay) {
        List<BlockGroup.FloatBlock> floats = new ArrayList<>();
        List<BlockGroup.DoubleBlock> doubles = new ArrayList<>();
        for (int p = 0; p < parameters.size(); p++) {
            Parameter<?> parameter = parameters.get(p);
            if (members.contains(parameter)) {
                collect(parameter, p, floats, doubles);
            }
        }
        return new BlockGroup(rateFactor, weightDecay, floats, doubles);
    }

    private void collect(
            Parameter<?> parameter,
            int index,
            List<BlockGroup.FloatBlock> floats,
            List<BlockGroup.DoubleBlock> doubles) {
        Object[] values = parameter.blocks();
        Object[] gradients = parameter.gradientBlocks();
        for (int b = 0; b < values.length; b++) {
            List<Object> blockState = new ArrayList<>();
            for (List<ShapedBlocks<?>> perParameter : state.values()) {
                Object[] stateBlocks = perParameter.get(index).blocks();
                blockState.add(stateBlocks[b]);
            }
            if (values[b] instanceof float[] block) {
                floats.add(
                        new BlockGroup.FloatBlock(
                                block, (float[]) gradients[b], blockState.toArray(new float[0][])));
            } else {
                doubles.add(
                        new BlockGroup.DoubleBlock(
                                (double[]) values[b],
                                (double[]) gradients[b],
                                blockState.toArray(new double[0][])));
            }
        }
    }
}
