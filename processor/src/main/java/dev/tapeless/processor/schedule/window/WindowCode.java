package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.WindowProduct;
import dev.tapeless.processor.schedule.nest.Elements;
import dev.tapeless.processor.schedule.nest.Index;
import dev.tapeless.processor.schedule.nest.Target;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the kernels of a convolution have in common, in numbers and in vectors. */
abstract class WindowCode {

    private final KernelScope scope;
    private final Elements elements;
    private final Target target;
    private final WindowProduct product;

    /**
     * Starts the code of one product.
     *
     * @param scope names and parameters of the kernel
     * @param elements knows where values lie
     * @param target where the result goes
     * @param product what is computed
     */
    WindowCode(KernelScope scope, Elements elements, Target target, WindowProduct product) {
        this.scope = scope;
        this.elements = elements;
        this.target = target;
        this.product = product;
    }

    final KernelScope scope() {
        return scope;
    }

    final Elements elements() {
        return elements;
    }

    final Target target() {
        return target;
    }

    final WindowProduct product() {
        return product;
    }

    /** Declares a local for an index, and gives its name. */
    final String declare(String preferred, Index index, List<Statement> before) {
        final String name = scope.name(preferred);
        before.add(new Declare(Kind.INDEX, name, index.value(), ""));
        return name;
    }

    /** Rows of numbers that this kernel needs for itself. */
    final String rowsOf(String name, int rows, int length) {
        return scope.parameter(new Location.Rows(new Buffer(name, rows, length)), name);
    }

    /** Declares a local for a row of such numbers, before all samples, and gives its name. */
    final String declareRow(String preferred, String rows, int row) {
        final String name = scope.name(preferred);
        elements.once().add(new Declare(Kind.ROW, name, Value.element(rows, row), ""));
        return name;
    }

    /** The coordinates of a weight: its number within a unit, and the unit. */
    final List<Index> weightAt(Index number, Index unit) {
        final List<Index> at =
                new ArrayList<>(Collections.nCopies(product.window().size(), Index.of(0)));
        at.add(number);
        at.add(unit);
        return at;
    }
}
