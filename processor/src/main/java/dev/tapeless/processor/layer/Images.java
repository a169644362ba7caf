package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Shape;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Images and sequences, whose last dimension is their channels. */
final class Images {

    private Images() {}

    /**
     * The shape of what a layer reads.
     *
     * @param request the use of the annotation
     * @param dimensions besides the channels: 2 for images, 1 for sequences
     * @return the shape, or empty where it is unknown or another, which is reported
     */
    static Optional<Shape> read(LayerRequest request, int dimensions) {
        final String what =
                dimensions == 1
                        ? "a sequence of length and channels"
                        : "an image of height, width and channels";
        return read(request, dimensions + 1, what);
    }

    private static Optional<Shape> read(LayerRequest request, int rank, String what) {
        final Optional<Shape> shape = request.input().shape();
        if (shape.isPresent() && shape.get().rank() != rank) {
            request.report(
                    Message.SHAPE_RANK,
                    request.subject(),
                    what,
                    request.input().subject(),
                    shape.get(),
                    remedy(request.input().meaning(), shape.get(), rank));
            return Optional.empty();
        }
        return shape;
    }

    /**
     * All outputs, where those of a sequence have been left out; with one channel, where a
     * dimension is missing; otherwise in any shape.
     */
    private static String remedy(Meaning meaning, Shape shape, int rank) {
        if (meaning == Meaning.LAST_OF_SEQUENCE && shape.rank() == 1 && rank == 2) {
            return "write sequence = true in the recurrent layer before it, which gives only its"
                    + " last output otherwise";
        }
        if (shape.rank() == rank - 1) {
            final String channel =
                    shape.extents().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ", "{", ", 1}"));
            return "write @Reshape(" + channel + ") before it for one channel";
        }
        return "write a @Reshape before it";
    }

    /** Whether a parameter fits an array; reported otherwise. */
    static boolean fits(LayerRequest request, String parameter, List<Integer> extents) {
        if (!Sizes.fit(extents)) {
            request.report(
                    Message.SIZE_PARAMETER,
                    request.subject(),
                    parameter,
                    Sizes.productText(extents));
            return false;
        }
        return true;
    }

    /** Whether the result of a layer fits an array; reported otherwise. */
    static boolean fits(LayerRequest request, Shape output) {
        if (!Sizes.fit(output.extents())) {
            request.report(
                    Message.SIZE_OUTPUT, request.subject(), Sizes.productText(output.extents()));
            return false;
        }
        return true;
    }
}
