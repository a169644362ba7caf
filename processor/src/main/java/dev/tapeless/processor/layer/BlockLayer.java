package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import java.util.Optional;

/** Another network in the place of one layer. */
@AutoService(LayerDefinition.class)
public final class BlockLayer implements LayerDefinition {

    /** For the service loader. */
    public BlockLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Block";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final String text = OperationText.of(request.use(), "value", "sharing");
        final Optional<Block> block = request.block();
        if (block.isEmpty()) {
            return LayerOperation.unknown(text);
        }
        block.get().takes(request);
        return block.get()
                .operation(
                        text,
                        block.get().output(),
                        block.get().meaning(),
                        (context, inputs) -> block.get().lower(context, inputs.get(0)));
    }
}
