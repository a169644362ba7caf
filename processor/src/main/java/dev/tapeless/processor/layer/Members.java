package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.parse.Sourced;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads members of annotations that are one whole number or several. */
final class Members {

    private final LayerRequest request;

    Members(LayerRequest request) {
        this.request = request;
    }

    /** All numbers of a member. */
    List<Integer> integers(String member) {
        return sourced(member).stream().map(Sourced::value).toList();
    }

    private List<Sourced<Integer>> sourced(String member) {
        final Object value = request.use().member(member).value();
        if (value instanceof List<?> several) {
            final List<Sourced<Integer>> numbers = new ArrayList<>();
            for (final Object element : several) {
                final Sourced<?> number = (Sourced<?>) element;
                numbers.add(new Sourced<>((Integer) number.value(), number.source()));
            }
            return numbers;
        }
        return List.of(new Sourced<>((Integer) value, request.use().member(member).source()));
    }

    /** Whether a member is an array without elements. */
    boolean isEmpty(String member) {
        return sourced(member).isEmpty();
    }

    /**
     * A number for each dimension: one for all, or as many as there are.
     *
     * @param member the member
     * @param count how many dimensions there are
     * @param least the smallest legal number
     * @return the numbers, or empty after a mistake
     */
    Optional<List<Integer>> each(String member, int count, int least) {
        final List<Integer> numbers = integers(member);
        if (numbers.size() != 1 && numbers.size() != count) {
            reportCount(member, numbers.size(), count == 1 ? "1" : "1 or " + count);
            return Optional.empty();
        }
        if (!areAtLeast(member, least)) {
            return Optional.empty();
        }
        return Optional.of(
                numbers.size() == count ? numbers : Collections.nCopies(count, numbers.get(0)));
    }

    /**
     * A number for each side: for all, for each dimension, or for each side; none is 0.
     *
     * @param member the member
     * @param count how many dimensions there are
     * @return the numbers of the sides in front, then those behind, or empty after a mistake
     */
    Optional<List<Integer>> sides(String member, int count) {
        final List<Integer> numbers = integers(member);
        final int size = numbers.size();
        if (size > 1 && size != count && size != 2 * count) {
            reportCount(member, size, count == 1 ? "1 or 2" : "1, 2 or 4");
            return Optional.empty();
        }
        if (!areAtLeast(member, 0)) {
            return Optional.empty();
        }
        final List<Integer> sides = new ArrayList<>();
        for (int k = 0; k < 2 * count; k++) {
            sides.add(size == 0 ? 0 : numbers.get(k % size));
        }
        return Optional.of(sides);
    }

    private boolean areAtLeast(String member, int least) {
        boolean areLegal = true;
        for (final Sourced<Integer> number : sourced(member)) {
            if (number.value() < least) {
                request.report()
                        .add(
                                number.source(),
                                Message.MEMBER_LEAST,
                                request.subject(),
                                member,
                                number.value(),
                                least);
                areLegal = false;
            }
        }
        return areLegal;
    }

    private void reportCount(String member, int found, String expected) {
        request.report(member, Message.MEMBER_COUNT, request.subject(), member, found, expected);
    }
}
