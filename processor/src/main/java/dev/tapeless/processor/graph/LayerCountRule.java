package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;

/** A network fits one class, which the compiler must be able to take. */
final class LayerCountRule implements NetworkRule {

    /**
     * Layers that are known to compile with the stack that javac has by default; with 1,000 layers
     * of 32 units it overflows on JDK 17.
     */
    static final int MOST = 400;

    @Override
    public void check(CheckedNetwork network, Report report) {
        final int layers = network.layerCount();
        if (layers > MOST) {
            report.add(
                    network.declaration().source(),
                    Message.NETWORK_DEEP,
                    network.declaration().displayName(),
                    Integer.toString(layers),
                    Integer.toString(MOST));
        }
    }
}
