package dev.tapeless.runtime.io;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares a file's header with a network's parameters and collects everything that does not fit.
 */
final class ParameterMatch {
    private static final int MOST_PROBLEMS = 20;

    private final TensorHeader header;
    private final Parameters<?> parameters;
    private final List<String> problems = new ArrayList<>();
    private boolean namesDiffer;

    private ParameterMatch(TensorHeader header, Parameters<?> parameters) {
        this.header = header;
        this.parameters = parameters;
    }

    /**
     * Checks that every parameter has a tensor of its name and shape and of a type that can be
     * converted.
     *
     * @param file the file, for messages
     * @param header its header
     * @param parameters the network's parameters
     * @param extra what to do with tensors that are no parameter
     * @throws TensorFileException if anything does not fit; the message lists all that does not
     */
    static void check(Path file, TensorHeader header, Parameters<?> parameters, ExtraTensors extra)
            throws TensorFileException {
        ParameterMatch match = new ParameterMatch(header, parameters);
        for (Parameter<?> parameter : parameters) {
            match.compare(parameter);
        }
        if (extra == ExtraTensors.REFUSE) {
            match.findExtra();
        }
        if (!match.problems.isEmpty()) {
            throw new TensorFileException(file, match.message());
        }
    }

    private void compare(Parameter<?> parameter) {
        TensorEntry entry = header.entries().get(parameter.name());
        long[] expected = Arrays.stream(parameter.shape()).asLongStream().toArray();
        if (entry == null) {
            namesDiffer = true;
            problems.add(
                    "found no "
                            + Wording.tensor(parameter.name())
                            + ", expected one of shape "
                            + Wording.shape(expected));
            return;
        }
        long[] found = entry.shape();
        if (!Arrays.equals(found, expected)) {
            problems.add(
                    Wording.tensor(parameter.name())
                            + ": found shape "
                            + Wording.shape(found)
                            + ", expected "
                            + Wording.shape(expected)
                            + (isTransposed(found, expected)
                                    ? "; the file has it exactly transposed, a dense weight is"
                                            + " [units, inputs]"
                                    : ""));
        }
        if (!entry.type().isFloating()) {
            problems.add(
                    Wording.tensor(parameter.name())
                            + ": found type "
                            + entry.type()
                            + ", expected F32, F64, F16 or BF16");
        }
    }

    private static boolean isTransposed(long[] found, long[] expected) {
        return found.length == 2
                && expected.length == 2
                && found[0] == expected[1]
                && found[1] == expected[0];
    }

    private void findExtra() {
        Set<String> extra = new LinkedHashSet<>(header.entries().keySet());
        extra.removeAll(names());
        for (String name : extra) {
            namesDiffer = true;
            problems.add(
                    Wording.tensor(name)
                            + " "
                            + Wording.shape(header.entries().get(name).shape())
                            + " belongs to no parameter of the network");
        }
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Parameter<?> parameter : parameters) {
            names.add(parameter.name());
        }
        return names;
    }

    private String message() {
        StringBuilder message = new StringBuilder("does not fit the network");
        for (int i = 0; i < problems.size(); i++) {
            if (i == MOST_PROBLEMS) {
                message.append("\n  and ").append(problems.size() - i).append(" more differences");
                break;
            }
            message.append(i == 0 && problems.size() == 1 ? ": " : "\n  ").append(problems.get(i));
        }
        if (namesDiffer) {
            message.append("\n  in the file: ")
                    .append(Wording.names(header.entries().keySet()))
                    .append("\n  in the network: ")
                    .append(Wording.names(names()));
        }
        return message.toString();
    }
}
