package dev.tapeless.runtime.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Compares a file's header with the places that its tensors are to go to, and collects everything
 * that does not fit.
 */
final class SlotMatch {
    private static final int MOST_PROBLEMS = 20;

    private final TensorHeader header;
    private final List<TensorSlot> slots;
    private final List<String> problems = new ArrayList<>();
    private boolean namesDiffer;

    private SlotMatch(TensorHeader header, List<TensorSlot> slots) {
        this.header = header;
        this.slots = slots;
    }

    /**
     * Checks that every slot has a tensor of its name and shape and of a type that can be
     * converted.
     *
     * @param file the file, for messages
     * @param header its header
     * @param slots the places to fill
     * @param ignored which other tensors' names are let pass
     * @throws TensorFileException if anything does not fit; the message lists all that does not
     */
    static void check(
            Path file, TensorHeader header, List<TensorSlot> slots, Predicate<String> ignored)
            throws TensorFileException {
        SlotMatch match = new SlotMatch(header, slots);
        for (TensorSlot slot : slots) {
            match.compare(slot);
        }
        match.findExtra(ignored);
        if (!match.problems.isEmpty()) {
            throw new TensorFileException(file, match.message());
        }
    }

    private void compare(TensorSlot slot) {
        TensorEntry entry = header.entries().get(slot.name());
        long[] expected = slot.shape();
        if (entry == null) {
            namesDiffer = true;
            problems.add(
                    "found no "
                            + Wording.tensor(slot.name())
                            + ", expected one of shape "
                            + Wording.shape(expected));
            return;
        }
        long[] found = entry.shape();
        if (!Arrays.equals(found, expected)) {
            problems.add(
                    Wording.tensor(slot.name())
                            + ": found shape "
                            + Wording.shape(found)
                            + ", expected "
                            + Wording.shape(expected)
                            + (isTransposed(found, expected)
                                    ? "; the file has it exactly transposed, a dense weight is"
                                            + " [units, inputs]"
                                    : ""));
        }
        if (!slot.takes(entry.type())) {
            problems.add(
                    Wording.tensor(slot.name())
                            + ": found type "
                            + entry.type()
                            + ", expected "
                            + slot.types());
        }
    }

    private static boolean isTransposed(long[] found, long[] expected) {
        return found.length == 2
                && expected.length == 2
                && found[0] == expected[1]
                && found[1] == expected[0];
    }

    private void findExtra(Predicate<String> ignored) {
        Set<String> extra = new LinkedHashSet<>(header.entries().keySet());
        extra.removeAll(names());
        extra.removeIf(ignored);
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
        for (TensorSlot slot : slots) {
            names.add(slot.name());
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
