package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.parse.AnnotationUse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every element of an image, spread over a window of a larger one. */
@AutoService(LayerDefinition.class)
public final class ConvTranspose2dLayer implements LayerDefinition {

    /** For the service loader. */
    public ConvTranspose2dLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.ConvTranspose2d";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final AnnotationUse use = request.use();
        final String text =
                OperationText.of(
                        use,
                        "value",
                        "kernel",
                        "stride",
                        "dilation",
                        "pad",
                        "outputPadding",
                        "bias");
        final Initializer initializer = Initializer.read(request);
        final Optional<Shape> input = Images.read(request, 2);
        final int outputs = use.integer("value");
        if (outputs < 1) {
            request.report("value", Message.SIZE_UNITS, request.subject(), outputs);
        }
        final Members members = new Members(request);
        final Optional<List<Integer>> kernel = members.each("kernel", 2, 1);
        final Optional<List<Integer>> stride = members.each("stride", 2, 1);
        final Optional<List<Integer>> dilation = members.each("dilation", 2, 1);
        final Optional<List<Integer>> pad = members.sides("pad", 2);
        final Optional<List<Integer>> more = members.each("outputPadding", 2, 0);
        if (input.isEmpty()
                || outputs < 1
                || kernel.isEmpty()
                || stride.isEmpty()
                || dilation.isEmpty()
                || pad.isEmpty()
                || more.isEmpty()) {
            return LayerOperation.unknown(text);
        }
        final List<Integer> extents = new ArrayList<>();
        final List<Window> windows = new ArrayList<>();
        for (int d = 0; d < 2; d++) {
            final Window window =
                    new Window(
                            input.get().extent(d),
                            kernel.get().get(d),
                            stride.get().get(d),
                            dilation.get().get(d),
                            pad.get().get(d),
                            pad.get().get(2 + d));
            if (!spreads(request, window, more.get().get(d))) {
                return LayerOperation.unknown(text);
            }
            windows.add(window);
            extents.add((int) window.spread(more.get().get(d)));
        }
        extents.add(outputs);
        final Shape output = new Shape(extents);
        final List<Integer> natural =
                List.of(input.get().extent(2), outputs, kernel.get().get(0), kernel.get().get(1));
        if (!Images.fits(request, "weight", natural) || !Images.fits(request, output)) {
            return LayerOperation.unknown(text);
        }
        final int taps = kernel.get().get(0) * kernel.get().get(1);
        final int fanIn = natural.get(0) * taps;
        final List<LayerParameter> parameters =
                Convolution.parameters(
                        request,
                        initializer,
                        natural,
                        List.of(2, 3, 0, 1),
                        outputs,
                        fanIn,
                        outputs * taps);
        return new LayerOperation(
                text,
                Optional.of(output),
                Meaning.VALUES,
                parameters,
                input.get().elements() * outputs * taps,
                (context, values) ->
                        lower(context, values.get(0), windows, output.batched(), parameters));
    }

    /** Whether a window spreads elements over a dimension that there can be. */
    private static boolean spreads(LayerRequest request, Window window, int more) {
        final long extent = window.spread(more);
        if (more >= window.stride()) {
            request.report(
                    "outputPadding",
                    Message.OUTPUT_PADDING,
                    request.subject(),
                    more,
                    window.stride());
            return false;
        } else if (extent < 1 || extent > Sizes.LIMIT) {
            request.report(
                    extent < 1 ? "pad" : "stride",
                    extent < 1 ? Message.SPREAD_EMPTY : Message.SIZE_OUTPUT,
                    request.subject(),
                    window.spreadText(more));
            return false;
        }
        return true;
    }

    /** The iteration axes are samples, places of the input, elements of the window, channels. */
    private static Node lower(
            LoweringContext context,
            Node input,
            List<Window> windows,
            Shape output,
            List<LayerParameter> parameters) {
        final Node weight = context.parameter(parameters.get(0));
        final boolean hasBias = parameters.size() > 1;
        final Op.Contract product =
                new Op.Contract(
                        List.of(
                                Shape.BATCH,
                                windows.get(0).extent(),
                                windows.get(1).extent(),
                                windows.get(0).size(),
                                windows.get(1).size(),
                                weight.shape().extent(2),
                                weight.shape().extent(3)),
                        List.of(IndexMap.ofAxes(7, 0, 1, 2, 5), IndexMap.ofAxes(7, 3, 4, 5, 6)),
                        new IndexMap(
                                List.of(
                                        Affine.axis(7, 0),
                                        windows.get(0).coordinate(7, 1, 3),
                                        windows.get(1).coordinate(7, 2, 4),
                                        Affine.axis(7, 6))),
                        output);
        final String label = hasBias ? context.inner("Product") : context.label();
        final Node sums = context.builder().contract(label, product, input, weight);
        return hasBias ? context.withBias(context.label(), sums, parameters.get(1)) : sums;
    }
}
