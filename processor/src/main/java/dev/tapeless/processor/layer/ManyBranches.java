package dev.tapeless.processor.layer;

import dev.tapeless.processor.ir.Node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Joins branches, however many there are: one operation that reads them all would become a method
 * of more than the 255 parameters that there can be.
 */
final class ManyBranches {

    /** Branches that one operation joins to those before it. */
    private static final int MOST_AT_ONCE = 100;

    private ManyBranches() {}

    /**
     * Joins branches from left to right.
     *
     * @param branches the branches
     * @param join joins some of them
     * @return all of them, joined
     */
    static Node join(List<Node> branches, Function<List<Node>, Node> join) {
        Node joined = branches.get(0);
        for (int first = 1; first < branches.size(); first += MOST_AT_ONCE) {
            final List<Node> operands = new ArrayList<>(List.of(joined));
            operands.addAll(
                    branches.subList(first, Math.min(first + MOST_AT_ONCE, branches.size())));
            joined = join.apply(operands);
        }
        return joined;
    }
}
