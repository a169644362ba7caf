package dev.tapeless.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;

import dev.tapeless.processor.graph.TypedLayer;
import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedParameter;
import dev.tapeless.processor.schedule.plan.Schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import javax.lang.model.element.Modifier;

/** Prints the fields in which parameters lie, and knows how they lie there. */
final class ParameterStorage {

    private final TypedNetwork network;
    private final Schedule schedule;
    private final Real real;
    private final MemberNames names;

    ParameterStorage(TypedNetwork network, Schedule schedule, Real real, MemberNames names) {
        this.network = network;
        this.schedule = schedule;
        this.real = real;
        this.names = names;
    }

    /** The fields of all parameters, their gradients, and buffers. */
    List<FieldSpec> fields() {
        final List<FieldSpec> fields = new ArrayList<>();
        for (final TypedLayer layer : network.layers()) {
            for (final TypedParameter parameter : layer.parameters()) {
                fields.add(storage(parameter, names.values(parameter.name()), false));
                fields.add(storage(parameter, names.gradient(parameter.name()), true));
            }
            for (final TypedParameter buffer : layer.buffers()) {
                fields.add(storage(buffer, names.values(buffer.name()), false));
            }
        }
        return fields;
    }

    private FieldSpec storage(TypedParameter parameter, String name, boolean gradient) {
        final List<Integer> stored =
                storageOrder(parameter).stream().map(parameter.shape()::get).toList();
        final boolean flat = isFlat(parameter);
        return FieldSpec.builder(flat ? real.row : real.rows, name)
                .addJavadoc(
                        "$L$L\n",
                        documentation(parameter, stored, gradient),
                        room(parameter) > 0 ? " Room for a vector lies behind." : "")
                .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
                .initializer(allocation(parameter))
                .build();
    }

    /** New storage of zeros: one array, or one for each row. */
    CodeBlock allocation(TypedParameter parameter) {
        final List<Integer> order = storageOrder(parameter);
        if (isFlat(parameter)) {
            final int room = room(parameter);
            return CodeBlock.of(
                    "new $T[$L]",
                    real.type,
                    parameter.elements() + (room == 0 ? "" : " + " + room));
        }
        final int length = parameter.shape().get(order.get(order.size() - 1));
        return CodeBlock.of("new $T[$L][$L]", real.type, parameter.elements() / length, length);
    }

    /** Where an element lies. */
    private String documentation(TypedParameter parameter, List<Integer> stored, boolean gradient) {
        final String what = (gradient ? "dL/d" : "") + parameter.name();
        if (stored.size() > 2) {
            final String order =
                    parameter.storageOrder().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
            return what
                    + ": of the dimensions "
                    + order
                    + " the last lies in "
                    + (isFlat(parameter) ? "neighbouring elements." : "a row.");
        } else if (stored.size() != 2) {
            return what + ", one element a unit.";
        } else if (isByUnit(parameter)) {
            final int inputs = stored.get(1);
            return what
                    + ": of unit u and input i at "
                    + (isFlat(parameter) ? "[u * " + inputs + " + i]." : "[u][i].");
        }
        final int units = stored.get(1);
        if (!isFlat(parameter)) {
            return what + ": of input i and unit u at [i][u].";
        }
        return units == 1
                ? what + ", one element an input."
                : what + ": of input i and unit u at [i * " + units + " + u].";
    }

    private int room(TypedParameter parameter) {
        return schedule.storage().room(parameter.name());
    }

    private boolean isByUnit(TypedParameter parameter) {
        return schedule.storage().unitRows().contains(parameter.name());
    }

    /** The natural dimension of each stored one. */
    List<Integer> storageOrder(TypedParameter parameter) {
        final List<Integer> order = new ArrayList<>(parameter.storageOrder());
        if (isByUnit(parameter)) {
            Collections.reverse(order);
        }
        return order;
    }

    /** Whether all elements lie in one array. */
    boolean isFlat(TypedParameter parameter) {
        return schedule.flat().contains(parameter.name());
    }
}
