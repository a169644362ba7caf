package dev.tapeless.processor.random;

import dev.tapeless.processor.testing.SourceText;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A network that was drawn, and that can be made smaller.
 *
 * @param input the elements of a sample, or of its first input where fields are inputs too
 * @param isDouble whether it computes in double precision
 * @param inputGradient whether it gives the gradient of its input
 * @param batches the sizes of the batches that it shall be tried with
 * @param layers its fields, each reading earlier ones
 */
record RandomNetwork(
        int input,
        boolean isDouble,
        boolean inputGradient,
        List<Integer> batches,
        List<Part> layers) {

    /** The network's input, where a layer reads it. */
    static final int INPUT = -1;

    /** The package of the networks. */
    static final String PACKAGE = "drawn";

    /** Formulas of activations that are not among ours, each with a constant. */
    static final List<String> FORMULAS =
            List.of(
                    "x * sigmoid(c * x)",
                    "x + c * sin(x)",
                    "where(x > c, x, 0.5 * x)",
                    "exp(-x * x) - c",
                    "log(1 + x * x) * c",
                    "sqrt(c * c + x * x)",
                    "abs(x) - c",
                    "min(x, c) * tanh(x)",
                    "erf(c * x)",
                    "cos(c * x) / (1 + x * x)",
                    "log1p(abs(x)) * expm1(-c * abs(x))",
                    "max(-c, x) - 1 / (2 + x * x)");

    /** What a field does. */
    enum Operation {
        /** A dense layer. */
        DENSE,
        /** Anything that keeps the shape. */
        ELEMENTWISE,
        /** Softmax or its logarithm. */
        SOFTMAX,
        /** A sum or product of branches. */
        JOIN,
        /** Branches one after the other. */
        CONCAT,
        /** A layer over a sequence, between {@code @Reshape} and {@code @Flatten}. */
        SEQUENCE,
        /** An input of real numbers, which reads nothing. */
        INPUT,
        /** An input of whole numbers, which only a lookup reads. */
        INTEGERS,
        /** Rows of a table. */
        LOOKUP,
        /** Another network, see {@link RandomBlocks}. */
        BLOCK
    }

    /** Rows of the tables in which whole numbers are looked up. */
    static final int TABLE = 5;

    /**
     * A field.
     *
     * @param operation what it does
     * @param annotation the annotation without {@code @}
     * @param members its members besides {@code from}
     * @param units of a dense layer or an input; the elements of a sequence or lookup that comes
     *     out; otherwise 0
     * @param reads the fields it reads, or {@link #INPUT}
     * @param inputs the elements that a sequence, a lookup or a block reads; otherwise 0
     * @param then further annotations on the field
     * @param isOutput whether it is marked as an output
     * @param shares the field whose weights a block uses; otherwise {@link #INPUT}
     */
    record Part(
            Operation operation,
            String annotation,
            String members,
            int units,
            List<Integer> reads,
            int inputs,
            String then,
            boolean isOutput,
            int shares) {

        Part(
                Operation operation,
                String annotation,
                String members,
                int units,
                List<Integer> reads,
                int inputs,
                String then) {
            this(operation, annotation, members, units, reads, inputs, then, false, INPUT);
        }

        Part(
                Operation operation,
                String annotation,
                String members,
                int units,
                List<Integer> reads) {
            this(operation, annotation, members, units, reads, 0, "");
        }

        /** The same with other units. */
        Part withUnits(int newUnits) {
            return new Part(
                    operation,
                    annotation,
                    members,
                    newUnits,
                    reads,
                    inputs,
                    then,
                    isOutput,
                    shares);
        }

        /** The same reading other fields. */
        Part reading(List<Integer> newReads) {
            return new Part(
                    operation,
                    annotation,
                    members,
                    units,
                    newReads,
                    inputs,
                    then,
                    isOutput,
                    shares);
        }

        /** The same as an output. */
        Part asOutput() {
            return new Part(
                    operation, annotation, members, units, reads, inputs, then, true, shares);
        }

        /** The same using the weights of another field. */
        Part sharing(int field) {
            return new Part(
                    operation, annotation, members, units, reads, inputs, then, isOutput, field);
        }

        /** Whether it reads nothing. */
        boolean isInput() {
            return operation == Operation.INPUT || operation == Operation.INTEGERS;
        }
    }

    /** The same, to be tried with other batches. */
    RandomNetwork withBatches(List<Integer> others) {
        return new RandomNetwork(input, isDouble, inputGradient, others, layers);
    }

    /** The length of a field's value. */
    int length(int field) {
        if (field == INPUT) {
            return input;
        }
        final Part part = layers.get(field);
        return switch (part.operation()) {
            case DENSE, SEQUENCE, INPUT, INTEGERS, LOOKUP, BLOCK -> part.units();
            case CONCAT -> part.reads().stream().mapToInt(this::length).sum();
            default -> length(part.reads().get(0));
        };
    }

    /** Whether some of its fields are inputs. */
    boolean hasInputs() {
        return layers.stream().anyMatch(Part::isInput);
    }

    /** The elements of a sample with all inputs. */
    int inputSize() {
        return input + layers.stream().filter(Part::isInput).mapToInt(Part::units).sum();
    }

    /** Which elements of a sample are whole numbers. */
    BitSet integers() {
        final BitSet integers = new BitSet();
        int offset = input;
        for (final Part part : layers) {
            integers.set(offset, offset + (part.isInput() ? part.units() : 0), isIntegers(part));
            offset += part.isInput() ? part.units() : 0;
        }
        return integers;
    }

    private static boolean isIntegers(Part part) {
        return part.operation() == Operation.INTEGERS;
    }

    /** Whether the processor takes it: shapes fit, everything is used. */
    boolean isSound() {
        final Set<Integer> used = new HashSet<>();
        for (final Part part : layers) {
            used.addAll(part.reads());
            if (part.isInput()) {
                continue;
            }
            final int length = length(part.reads().get(0));
            for (final int read : part.reads()) {
                if (part.operation() == Operation.JOIN && length(read) != length
                        || part.inputs() > 0 && length != part.inputs()
                        || (read != INPUT && isIntegers(layers.get(read)))
                                != (part.operation() == Operation.LOOKUP)
                        || part.operation() == Operation.SOFTMAX && length == 1
                        || comesFromSoftmax(read) && part.operation() == Operation.SOFTMAX
                        || comesFromSoftmax(read)
                                && part.operation() == Operation.ELEMENTWISE
                                && !part.annotation().equals("Dropout")) {
                    return false;
                }
            }
            if (part.shares() != INPUT
                    && !layers.get(part.shares()).members().equals(part.members())) {
                return false;
            }
        }
        final boolean marksOutputs = layers.stream().anyMatch(Part::isOutput);
        for (int k = 0; k < layers.size(); k++) {
            final Part part = layers.get(k);
            final boolean isOutput = marksOutputs ? part.isOutput() : k == layers.size() - 1;
            if (!isOutput && !used.contains(k)
                    || isOutput && (part.isInput() || part.annotation().equals("Dropout"))) {
                return false;
            }
        }
        return !layers.isEmpty() && (!hasInputs() || used.contains(INPUT));
    }

    /** Whether a value is that of a softmax, with or without dropout. */
    private boolean comesFromSoftmax(int field) {
        if (field == INPUT) {
            return false;
        }
        final Part part = layers.get(field);
        return part.operation() == Operation.SOFTMAX
                || part.annotation().equals("Dropout") && comesFromSoftmax(part.reads().get(0));
    }

    /** Smaller networks that might show the same. */
    List<RandomNetwork> smaller() {
        final List<RandomNetwork> all = new ArrayList<>();
        for (int k = layers.size() - 1; k >= 0; k--) {
            without(k).ifPresent(all::add);
        }
        for (int k = 0; k < layers.size(); k++) {
            final Part part = layers.get(k);
            if (part.reads().size() > 2) {
                all.add(with(k, part.reading(part.reads().subList(0, part.reads().size() - 1))));
            }
            if (part.units() > 1 && part.operation() == Operation.DENSE) {
                all.add(with(k, part.withUnits(part.units() / 2)));
                all.add(with(k, part.withUnits(part.units() - 1)));
            }
        }
        if (input > 1) {
            all.add(new RandomNetwork(input / 2, isDouble, inputGradient, batches, layers));
            all.add(new RandomNetwork(input - 1, isDouble, inputGradient, batches, layers));
        }
        if (batches.size() > 1) {
            all.add(
                    new RandomNetwork(
                            input, isDouble, inputGradient, batches.subList(0, 1), layers));
            all.add(
                    new RandomNetwork(
                            input, isDouble, inputGradient, batches.subList(1, 2), layers));
        }
        return all.stream().filter(RandomNetwork::isSound).toList();
    }

    private RandomNetwork with(int field, Part part) {
        final List<Part> changed = new ArrayList<>(layers);
        changed.set(field, part);
        return new RandomNetwork(input, isDouble, inputGradient, batches, changed);
    }

    /** Without a field; its readers read what it read first. */
    private Optional<RandomNetwork> without(int field) {
        if (layers.get(field).isInput()) {
            return Optional.empty();
        }
        final int instead = layers.get(field).reads().get(0);
        final List<Part> rest = new ArrayList<>();
        for (int k = 0; k < layers.size(); k++) {
            if (k != field) {
                final List<Integer> reads = new ArrayList<>();
                for (final int read : layers.get(k).reads()) {
                    final int moved = read == field ? instead : read > field ? read - 1 : read;
                    reads.add(moved);
                }
                final int shares = layers.get(k).shares();
                rest.add(
                        layers.get(k)
                                .reading(reads)
                                .sharing(
                                        shares == field
                                                ? INPUT
                                                : shares > field ? shares - 1 : shares));
            }
        }
        final boolean joinsTwice =
                rest.stream()
                        .anyMatch(part -> new HashSet<>(part.reads()).size() < part.reads().size());
        return rest.isEmpty() || joinsTwice
                ? Optional.empty()
                : Optional.of(new RandomNetwork(input, isDouble, inputGradient, batches, rest));
    }

    /**
     * Its source.
     *
     * @param name the simple name of the class
     * @return the file
     */
    SourceText text(String name) {
        final StringBuilder fields = new StringBuilder();
        final List<String> settings = new ArrayList<>();
        if (hasInputs()) {
            fields.append("    @Input(").append(input).append(") Layer input;\n");
        } else {
            settings.add("input = " + input);
        }
        if (isDouble) {
            settings.add("precision = Precision.DOUBLE");
        }
        if (inputGradient) {
            settings.add("inputGradient = true");
        }
        for (int k = 0; k < layers.size(); k++) {
            final Part part = layers.get(k);
            final List<String> members = new ArrayList<>();
            if (part.operation() == Operation.DENSE || part.isInput()) {
                members.add("value = " + part.units());
            }
            if (!part.members().isEmpty()) {
                members.add(part.members());
            }
            if (part.shares() != INPUT) {
                members.add("sharing = \"" + name(part.shares()) + '"');
            }
            if (part.reads().size() > 1) {
                members.add(
                        part.reads().stream()
                                .map(read -> '"' + name(read) + '"')
                                .collect(Collectors.joining(", ", "from = {", "}")));
            } else if (!part.isInput() && part.reads().get(0) != k - 1) {
                members.add("from = \"" + name(part.reads().get(0)) + '"');
            }
            fields.append("    @")
                    .append(part.annotation())
                    .append(members.isEmpty() ? "" : "(" + String.join(", ", members) + ")")
                    .append(part.then())
                    .append(part.isOutput() ? " @Output" : "")
                    .append(" Layer ")
                    .append(name(k))
                    .append(";\n");
        }
        return SourceText.at(
                PACKAGE + "/" + name + ".java",
                "package "
                        + PACKAGE
                        + ";\nimport dev.tapeless.*;\nimport dev.tapeless.runtime.Layer;\n"
                        + "@Network("
                        + String.join(", ", settings)
                        + ")\nabstract class "
                        + name
                        + " {\n"
                        + fields
                        + "}\n");
    }

    private static String name(int field) {
        return field == INPUT ? "input" : "f" + field;
    }

    /** The declarations of the networks in it. */
    Stream<SourceText> blocks() {
        return layers.stream()
                .filter(part -> part.operation() == Operation.BLOCK)
                .map(part -> RandomBlocks.text(part.inputs()));
    }

    /** The declarations of the activations that are not among ours. */
    static List<SourceText> activations() {
        final List<SourceText> files = new ArrayList<>();
        for (int k = 0; k < FORMULAS.size(); k++) {
            files.add(
                    SourceText.at(
                            PACKAGE + "/Formula" + k + ".java",
                            "package "
                                    + PACKAGE
                                    + ";\n@dev.tapeless.Activation(\""
                                    + FORMULAS.get(k)
                                    + "\")\n@interface Formula"
                                    + k
                                    + " { double c(); String from() default \"\"; }\n"));
        }
        return files;
    }
}
