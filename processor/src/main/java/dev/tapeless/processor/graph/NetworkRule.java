package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Report;

/** What must hold for a network as a whole; one class a rule. */
interface NetworkRule {

    /**
     * Reports whatever breaks the rule, and keeps silent about what a mistake left unknown.
     *
     * @param network the network, perhaps with mistakes
     * @param report where mistakes go
     */
    void check(CheckedNetwork network, Report report);
}
