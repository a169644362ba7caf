package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.ExpressionPrinter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every position of a sequence reads all positions, weighted by how much they concern it. */
@AutoService(LayerDefinition.class)
public final class SelfAttentionLayer implements LayerDefinition {

    private static final Initializer UNIFORM = new Initializer("glorotUniform", 0);

    /** For the service loader. */
    public SelfAttentionLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.SelfAttention";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final String text = OperationText.of(request.use(), "heads", "causal", "bias", "dropout");
        final Optional<Shape> input = Images.read(request, 1);
        final Optional<List<Integer>> heads = new Members(request).each("heads", 1, 1);
        final double dropout = DropoutMask.rate(request, "dropout");
        if (input.isEmpty() || heads.isEmpty()) {
            return LayerOperation.unknown(text).output(input);
        }
        final Attention attention =
                new Attention(
                        input.get().extent(0),
                        input.get().extent(1),
                        heads.get().get(0),
                        request.use().flag("causal"),
                        dropout);
        if (!divides(request, attention) || !fits(request, attention)) {
            return LayerOperation.unknown(text).output(input);
        }
        final int features = attention.features();
        final boolean bias = request.use().flag("bias");
        final Linear in = Linear.of("in_proj_", features, 3 * features, UNIFORM, bias);
        final Linear out = Linear.of("out_proj.", features, features, UNIFORM, bias);
        final List<LayerParameter> parameters = new ArrayList<>(in.parameters());
        parameters.addAll(out.parameters());
        return new LayerOperation(
                text,
                input,
                Meaning.VALUES,
                parameters,
                in.multiplyAdds(input.get())
                        + out.multiplyAdds(input.get())
                        + attention.multiplyAdds(),
                (context, values) ->
                        out.lower(
                                context,
                                context.label(),
                                context.inner("Product"),
                                attention.lower(
                                        context,
                                        in.lower(
                                                context,
                                                context.inner("Projections"),
                                                context.inner("ProjectionsProduct"),
                                                values.get(0)))));
    }

    private static boolean divides(LayerRequest request, Attention attention) {
        if (attention.features() % attention.heads() == 0) {
            return true;
        }
        final double share = (double) attention.features() / attention.heads();
        request.report(
                "heads",
                Message.ATTENTION_HEADS,
                request.subject(),
                attention.heads(),
                attention.features(),
                request.input().subject(),
                attention.features()
                        + " / "
                        + attention.heads()
                        + " = "
                        + ExpressionPrinter.print(Math.round(share * 1000) / 1000.0));
        return false;
    }

    private static boolean fits(LayerRequest request, Attention attention) {
        final int features = attention.features();
        final List<Integer> scores =
                List.of(attention.length(), attention.heads(), attention.length());
        if (!Images.fits(request, "in_proj_weight", List.of(3, features, features))
                || !Images.fits(request, Shape.of(attention.length(), 3, features))) {
            return false;
        } else if (!Sizes.fit(scores)) {
            request.report(Message.ATTENTION_SCORES, request.subject(), Sizes.productText(scores));
            return false;
        }
        return true;
    }
}
