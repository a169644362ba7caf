package dev.tapeless.processor.schedule.window;

import static dev.tapeless.processor.schedule.lane.RoutineCode.vectors;

import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.CopyPart;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.WindowProduct;
import dev.tapeless.processor.schedule.nest.Counter;
import dev.tapeless.processor.schedule.nest.Elements;
import dev.tapeless.processor.schedule.nest.Index;
import dev.tapeless.processor.schedule.nest.Target;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.LocalNames;
import dev.tapeless.processor.schedule.window.WindowLayout.Places;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * What the kernels of a convolution in vectors have in common: where its rows are, numbers of their
 * own, loops over the rows of places. Channels that do not fill vectors are padded.
 */
final class WindowFrame extends WindowCode {

    private final WindowLayout layout;
    private final List<Counter> rows;

    /**
     * The frame of one kernel.
     *
     * @param scope names and parameters of the kernel
     * @param elements knows where values lie
     * @param target where the result goes
     * @param product what is computed
     */
    WindowFrame(KernelScope scope, Elements elements, Target target, WindowProduct product) {
        super(scope, elements, target, product);
        this.layout = WindowLayout.of(product);
        this.rows = rowCounters();
    }

    private List<Counter> rowCounters() {
        final List<Integer> extents = layout.rows().stream().map(Places::extent).toList();
        final List<Counter> counters = new ArrayList<>();
        for (int k = 0; k < extents.size(); k++) {
            // The counter of columns is j.
            counters.add(new Counter(k == 0 ? "i" : scope().name("k"), extents.get(k)));
        }
        return counters;
    }

    WindowLayout layout() {
        return layout;
    }

    /** The counters of all dimensions of places but for the innermost. */
    List<Counter> rows() {
        return rows;
    }

    /** The layer whose weights they are, and the extents of x. */
    private String stem() {
        final String parameter =
                product().weight() != null && product().weight().op() instanceof Op.Parameter weight
                        ? weight.name()
                        : target().parameter();
        return LocalNames.identifier(parameter.replaceFirst("\\.weight$", ""));
    }

    /** The tiles of this convolution. */
    WindowTiles tiles() {
        final List<Integer> extents = product().x().shape().sample().extents();
        final String size =
                extents.subList(0, extents.size() - 1).stream()
                        .map(Object::toString)
                        .collect(Collectors.joining("x"));
        return new WindowTiles(stem(), "On" + size, layout);
    }

    /** The smallest number of channels that fills vectors of any width. */
    static int padded(int channels) {
        return (channels + CostModel.WIDE - 1) / CostModel.WIDE * CostModel.WIDE;
    }

    static String vectorsOf(int count, String what) {
        return count + (count == 1 ? " vector of " : " vectors of ") + what;
    }

    /** The place of the current row, in distances of x or y. */
    Index row(ToIntFunction<Places> distance) {
        return row(rows, distance);
    }

    /** The place where the first of all rows of places stand, in distances of x or y. */
    Index row(List<Counter> rows, ToIntFunction<Places> distance) {
        Index index = Index.of(0);
        for (int k = 0; k < rows.size(); k++) {
            final int step = distance.applyAsInt(layout.rows().get(k));
            index = index.plus(Index.of(rows.get(k)).times(step));
        }
        return index;
    }

    /** A loop over the vectors of a row. */
    static Statement inVectors(String counter, int width, int vectors, Statement body) {
        return new Statement.Loop(
                counter,
                new Value.Whole(0),
                new Value.Whole(width),
                vectors(vectors),
                List.of(body),
                "");
    }

    static Statement copy(String from, Index at, String to, Index place, int length) {
        return new CopyPart(Value.name(from), at.value(), Value.name(to), place.value(), length);
    }

    /** Moves the first channels of padded places to a row. */
    Statement unpack(String padded, String row, Index to, int places, int channels) {
        return new Statement.Call(
                WindowPanels.unpack(),
                List.of(
                        Value.name(padded),
                        Value.name(row),
                        to.value(),
                        new Value.Whole(places),
                        new Value.Whole(channels),
                        new Value.Whole(padded(channels))));
    }

    /** The only row of some numbers that this kernel needs for itself. */
    String own(String what, int length) {
        final String name = stem() + what;
        return declareRow(LocalNames.uncapitalized(what), rowsOf(name, 1, length), 0);
    }
}
