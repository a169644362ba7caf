package dev.tapeless.processor.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** PyTorch's recurrent layers and ours. */
final class RecurrentTranslations {

    private RecurrentTranslations() {}

    /** Adds a line for each layer. */
    static void putAll(BiConsumer<String, BiConsumer<Settings, NetworkText>> table) {
        table.accept("RNN", RecurrentTranslations::rnn);
        table.accept("GRU", (layer, text) -> recurrent(layer, text, "Gru", List.of()));
        table.accept("LSTM", (layer, text) -> recurrent(layer, text, "Lstm", List.of()));
    }

    private static void rnn(Settings layer, NetworkText text) {
        final String activation =
                switch (layer.text("nonlinearity", "tanh")) {
                    case "relu" -> "Relu.class";
                    case "tanh" -> "Tanh.class";
                    default -> throw Inexpressible.forGood("a nonlinearity that RNN does not have");
                };
        recurrent(layer, text, "Rnn", List.of("activation = " + activation));
    }

    private static void recurrent(
            Settings layer, NetworkText text, String annotation, List<String> own) {
        if (layer.number("num_layers", 1) != 1) {
            throw Inexpressible.forGood("several recurrent layers under one name");
        }
        final int length = text.shape().get(0);
        final boolean both = layer.flag("bidirectional", false);
        final boolean isSequence = !layer.text("output", "sequence").equals("last");
        final int units = layer.count("hidden");
        final int width = both ? 2 * units : units;
        layer.count("in");
        layer.flag("batch_first", true);
        final List<String> members = new ArrayList<>(List.of("value = " + units));
        members.add("sequence = " + isSequence);
        members.add("bidirectional = " + both);
        members.add("bias = " + layer.flag("bias", true));
        members.addAll(own);
        text.add(
                layer.get("name").getAsString(),
                isSequence ? List.of(length, width) : List.of(width),
                annotation,
                members.toArray(String[]::new));
    }
}
