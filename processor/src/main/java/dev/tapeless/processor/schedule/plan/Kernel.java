package dev.tapeless.processor.schedule.plan;

import dev.tapeless.processor.schedule.code.Statement;

import java.util.List;
import java.util.Optional;

/**
 * A method of the generated class that computes something.
 *
 * @param name its name
 * @param formula what it computes, as a person would write it
 * @param form the form that the schedule chose, and why
 * @param parameters its parameters, in order
 * @param body its statements
 * @param single whether it works on one sample: batched locations are then single rows, and the
 *     caller runs over the samples
 * @param vectors the same with the Vector API, where that has a form of its own
 * @param division how its results are divided among threads
 */
public record Kernel(
        String name,
        List<String> formula,
        String form,
        List<Parameter> parameters,
        List<Statement> body,
        boolean single,
        Optional<VectorForm> vectors,
        Division division) {

    /**
     * The same kernel with the Vector API, which gives the same bits.
     *
     * @param form the form that the schedule chose, and why
     * @param parameters its parameters, in order
     * @param body its statements
     */
    public record VectorForm(String form, List<Parameter> parameters, List<Statement> body) {
        /** Keeps unmodifiable copies. */
        public VectorForm {
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
        }
    }

    /**
     * A parameter of the method, and what is given for it.
     *
     * @param name its name in the method
     * @param location where its argument comes from
     */
    public record Parameter(String name, Location location) {}

    /** Keeps unmodifiable copies. */
    public Kernel {
        formula = List.copyOf(formula);
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
    }

    /**
     * A kernel without a form in vectors, which is not divided.
     *
     * @param name its name
     * @param formula what it computes
     * @param form the form that the schedule chose
     * @param parameters its parameters, in order
     * @param body its statements
     * @param single whether it works on one sample
     */
    public Kernel(
            String name,
            List<String> formula,
            String form,
            List<Parameter> parameters,
            List<Statement> body,
            boolean single) {
        this(name, formula, form, parameters, body, single, Optional.empty(), Division.WHOLE);
    }

    /**
     * This kernel with a second form.
     *
     * @param other the same kernel, written in vectors
     * @return a kernel with both forms; this one where they do not differ
     */
    public Kernel withVectors(Kernel other) {
        if (body.equals(other.body)) {
            return this;
        }
        return new Kernel(
                name,
                formula,
                form,
                parameters,
                body,
                single,
                Optional.of(new VectorForm(other.form, other.parameters, other.body)),
                division);
    }

    /**
     * This kernel in numbers only.
     *
     * @return a kernel without the second form
     */
    public Kernel withoutVectors() {
        return new Kernel(
                name, formula, form, parameters, body, single, Optional.empty(), division);
    }

    /**
     * This kernel under another name.
     *
     * @param other the name
     * @return the renamed kernel
     */
    public Kernel withName(String other) {
        return new Kernel(other, formula, form, parameters, body, single, vectors, division);
    }

    /**
     * This kernel with a way to divide it.
     *
     * @param way how its results are divided
     * @return the kernel
     */
    public Kernel divided(Division way) {
        return new Kernel(name, formula, form, parameters, body, single, vectors, way);
    }

    /**
     * Whether this method could stand for another: everything but the arguments is the same.
     *
     * @param other the other kernel
     * @return true when one method serves both
     */
    public boolean isSameMethod(Kernel other) {
        return single == other.single
                && body.equals(other.body)
                && signature().equals(other.signature());
    }

    private List<String> signature() {
        return parameters.stream()
                .map(p -> p.name() + (p.location() instanceof Location.Count ? "" : type(p)))
                .toList();
    }

    private static String type(Parameter parameter) {
        final Location location = parameter.location();
        if (location instanceof Location.ParameterValues values) {
            return values.flat() ? " flat" : " rows";
        } else if (location instanceof Location.ParameterGradient gradient) {
            return gradient.flat() ? " flat" : " rows";
        }
        return location.isBatched() ? " batch" : " other";
    }
}
