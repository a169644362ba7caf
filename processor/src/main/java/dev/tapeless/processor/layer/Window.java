package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Affine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A window that moves along one dimension.
 *
 * @param extent the elements along the dimension
 * @param size the elements of the window
 * @param stride by how many elements it moves
 * @param dilation the distance of its elements
 * @param before how many places there are in front of the first element
 * @param after how many places there are behind the last element
 */
record Window(int extent, int size, int stride, int dilation, int before, int after) {

    private static final List<String> IMAGE = List.of("height", "width");
    private static final List<String> SEQUENCE = List.of("length");

    /**
     * Reads the windows of a layer from its members {@code stride}, {@code dilation}, {@code
     * padding} and {@code pad}; reports what is wrong with them.
     *
     * @param request the use of the annotation
     * @param sizeMember the member that has the size of the window
     * @param extents of the dimensions along which it moves
     * @return a window for each dimension, or empty after a mistake
     */
    static Optional<List<Window>> read(
            LayerRequest request, String sizeMember, List<Integer> extents) {
        final int count = extents.size();
        final Members members = new Members(request);
        final Optional<List<Integer>> sizes = members.each(sizeMember, count, 1);
        final Optional<List<Integer>> strides =
                members.isEmpty("stride") ? sizes : members.each("stride", count, 1);
        final Optional<List<Integer>> dilations = members.each("dilation", count, 1);
        final Optional<List<Integer>> pad = members.sides("pad", count);
        final boolean same = request.use().text("padding").equals("SAME");
        if (same && !members.isEmpty("pad")) {
            request.report("pad", Message.PADDING_TWICE, request.subject());
            return Optional.empty();
        }
        if (sizes.isEmpty() || strides.isEmpty() || dilations.isEmpty() || pad.isEmpty()) {
            return Optional.empty();
        }
        final List<Window> windows = new ArrayList<>();
        for (int d = 0; d < count; d++) {
            final Window window =
                    new Window(
                            extents.get(d),
                            sizes.get().get(d),
                            strides.get().get(d),
                            dilations.get().get(d),
                            pad.get().get(d),
                            pad.get().get(count + d));
            windows.add(same ? window.same() : window);
        }
        return areInside(request, sizeMember, windows) ? Optional.of(windows) : Optional.empty();
    }

    /** Names of the dimensions of an image or a sequence. */
    static List<String> names(int count) {
        return count == 1 ? SEQUENCE : IMAGE;
    }

    private static boolean areInside(
            LayerRequest request, String sizeMember, List<Window> windows) {
        boolean areInside = true;
        for (int d = 0; d < windows.size(); d++) {
            final Window window = windows.get(d);
            if (window.output() < 1) {
                final String name = names(windows.size()).get(d);
                request.report(
                        sizeMember,
                        Message.WINDOW_TOO_LARGE,
                        request.subject(),
                        name,
                        window.arithmetic());
                areInside = false;
            } else if (window.output() > Sizes.LIMIT) {
                request.report("pad", Message.SIZE_OUTPUT, request.subject(), window.arithmetic());
                areInside = false;
            }
        }
        return areInside;
    }

    /** Padded so that the stride alone decides about the length of the output. */
    private Window same() {
        final long places = (extent + stride - 1L) / stride;
        final long padding = Math.max(0, (places - 1) * stride + reach() - extent);
        final int front = Math.toIntExact(padding / 2);
        return new Window(extent, size, stride, dilation, front, Math.toIntExact(padding - front));
    }

    /** The elements from the first to the last of the window. */
    private long reach() {
        return (long) dilation * (size - 1) + 1;
    }

    /** The number of places at which the window stands. */
    long output() {
        return Math.floorDiv((long) extent + before + after - reach(), (long) stride) + 1;
    }

    /**
     * The length of the output when the window spreads every element over it.
     *
     * @param more how many places are added at the end
     * @return {@code (extent - 1) * stride - before - after + dilation * (size - 1) + 1 + more}
     */
    long spread(int more) {
        return (extent - 1L) * stride - before - after + reach() + more;
    }

    /** The arithmetic of the length. */
    String spreadText(int more) {
        return "("
                + extent
                + " - 1) * "
                + stride
                + " - "
                + before
                + " - "
                + after
                + " + "
                + reachText()
                + (more == 0 ? "" : " + " + more)
                + " = "
                + spread(more);
    }

    private String arithmetic() {
        final String padding = before == after ? "2*" + before : before + " + " + after;
        final String window =
                dilation == 1 ? Integer.toString(size) : reach() + " [" + reachText() + "]";
        return "(" + extent + " + " + padding + " - " + window + ") / " + stride + " + 1 = "
                + output();
    }

    private String reachText() {
        return dilation + "*(" + size + " - 1) + 1";
    }

    /** Whether every place of the window has an element of the input in it. */
    boolean meetsInput() {
        for (long place = 0; place < output(); place++) {
            boolean meets = false;
            for (int k = 0; k < size && !meets; k++) {
                final long at = place * stride + (long) k * dilation - before;
                meets = at >= 0 && at < extent;
            }
            if (!meets) {
                return false;
            }
        }
        return true;
    }

    /**
     * The coordinate in the input.
     *
     * @param axes how many iteration axes there are
     * @param place the axis of the places of the window
     * @param element the axis of the elements of the window
     * @return {@code place * stride + element * dilation - before}
     */
    Affine coordinate(int axes, int place, int element) {
        return coordinate(axes, place, element, before);
    }

    /** The same where fewer places are missing in front of the first element. */
    Affine coordinate(int axes, int place, int element, int front) {
        return Affine.scaled(axes, place, stride)
                .plus(Affine.scaled(axes, element, dilation))
                .plus(-front);
    }
}
