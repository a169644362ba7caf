package dev.tapeless.processor.autodiff;

import dev.tapeless.processor.ir.Elementwise;
import dev.tapeless.processor.ir.Elementwise.Read;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The reverse walk: every node hands its adjoint, the gradient of the loss with respect to its
 * value, on to its operands by its rule. An adjoint is the sum over all uses.
 */
final class Backpropagation {

    private record Member(Node node, int index) {}

    private final GraphBuilder builder;
    private final List<Node> nodes;
    private final Set<Node> needed;
    private final Map<Node, Integer> uses = new HashMap<>();
    private final Map<Member, List<Node>> contributions = new HashMap<>();
    private final Map<Member, Node> adjoints = new HashMap<>();

    /**
     * Prepares a walk.
     *
     * @param builder knows the nodes and makes those of the adjoints
     * @param nodes what is differentiated, each node after its operands
     * @param targets whose adjoints are wanted; others are built only on the way to these
     */
    Backpropagation(GraphBuilder builder, List<Node> nodes, Set<Node> targets) {
        this.builder = builder;
        this.nodes = nodes;
        needed = Dependence.on(targets, nodes);
    }

    /**
     * Adds to the adjoint of a node.
     *
     * @param node the node
     * @param adjoint what comes from outside
     */
    void seed(Node node, Node adjoint) {
        contribute(node, 0, adjoint);
        uses.merge(node, 1, Integer::sum);
    }

    /** Walks from the last node to the first. */
    void run() {
        countUses();
        for (int k = nodes.size() - 1; k >= 0; k--) {
            final Node node = nodes.get(k);
            if (needed.contains(node)) {
                visit(node);
            }
        }
    }

    /**
     * The adjoint of a target after the walk.
     *
     * @param target one of the targets
     * @return its adjoint; null where nothing depends on it
     */
    Node adjoint(Node target) {
        return adjoint(target, 0);
    }

    /** Counts for every node from how many places its adjoint will come. */
    private void countUses() {
        for (int k = nodes.size() - 1; k >= 0; k--) {
            final Node node = nodes.get(k);
            for (int operand = 0; operand < node.operands().size(); operand++) {
                if (uses.containsKey(node) && isWanted(node, operand)) {
                    uses.merge(node.operands().get(operand), 1, Integer::sum);
                }
            }
        }
    }

    private void visit(Node node) {
        final List<Node> members = new ArrayList<>();
        for (int index = 0; index < node.shapes().size(); index++) {
            members.add(adjoint(node, index));
        }
        if (members.stream().allMatch(member -> member == null)) {
            return;
        }
        final List<String> labels = new ArrayList<>();
        for (int k = 0; k < node.operands().size(); k++) {
            final Node operand = node.operands().get(k);
            labels.add(isWanted(node, k) ? label(operand, node) : null);
        }
        final GradientRules rules =
                new GradientRules(builder, node, Collections.unmodifiableList(members), labels);
        final List<Node> results = node.op().accept(rules);
        final int member = node.op() instanceof Op.Pick pick ? pick.index() : 0;
        for (int k = 0; k < results.size(); k++) {
            if (labels.get(k) != null && results.get(k) != null) {
                contribute(node.operands().get(k), member, results.get(k));
            }
        }
    }

    private boolean isWanted(Node node, int operand) {
        return needed.contains(node.operands().get(operand)) && Dependence.passes(node, operand);
    }

    private void contribute(Node node, int member, Node adjoint) {
        contributions
                .computeIfAbsent(new Member(node, member), m -> new ArrayList<>())
                .add(adjoint);
    }

    private Node adjoint(Node node, int index) {
        final Member member = new Member(node, index);
        final List<Node> parts = contributions.get(member);
        if (parts == null) {
            return null;
        }
        return adjoints.computeIfAbsent(member, m -> sum(parts, label(node)));
    }

    private Node sum(List<Node> parts, String label) {
        Expression body = Expressions.argument(0);
        for (int k = 1; k < parts.size(); k++) {
            body = Expressions.add(body, Expressions.argument(k));
        }
        final List<Read> reads = parts.stream().map(Read::inPlace).toList();
        return new Elementwise(body, reads, parts.get(0).shape()).build(builder, label);
    }

    private static String label(Node node) {
        return node.label().isEmpty() ? "" : Differentiator.GRADIENT_PREFIX + node.label();
    }

    /** One of several contributions is named after the value through which it comes. */
    private String label(Node operand, Node user) {
        final String whole = label(operand);
        if (uses.getOrDefault(operand, 0) < 2 || whole.isEmpty() || user.label().isEmpty()) {
            return whole;
        }
        final String by = user.label();
        return whole + "Via" + Character.toUpperCase(by.charAt(0)) + by.substring(1);
    }
}
