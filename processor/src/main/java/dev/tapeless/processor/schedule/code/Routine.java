package dev.tapeless.processor.schedule.code;

import java.util.List;
import java.util.Optional;

/**
 * A method that kernels share, for instance a tile of a product. Vectors live within one routine:
 * one that crosses a call which is not inlined would be an object.
 *
 * @param name its name
 * @param documentation what it computes and how, lines
 * @param result what it gives; empty for nothing
 * @param parameters its parameters, in order
 * @param body its statements
 */
public record Routine(
        String name,
        List<String> documentation,
        Optional<Statement.Kind> result,
        List<Parameter> parameters,
        List<Statement> body) {

    /**
     * A parameter of the method.
     *
     * @param kind what it holds
     * @param name its name
     */
    public record Parameter(Statement.Kind kind, String name) {}

    /** Keeps unmodifiable copies. */
    public Routine {
        documentation = List.copyOf(documentation);
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
    }

    /** Of the name alone: bodies are long, and routines of one name are nearly always equal. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
