package dev.tapeless.processor.schedule.nest;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.plan.Location;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the loops of a nest leave what they compute, and the statements that do so. */
public final class Target {

    private final Node node;
    private final Elements elements;
    private final Optional<Location.ParameterGradient> gradient;
    private final String array;
    private final List<Statement> code = new ArrayList<>();
    private final List<Statement> first = new ArrayList<>();
    private final List<Statement> last = new ArrayList<>();

    /**
     * A target.
     *
     * @param node what is computed
     * @param elements knows where values lie
     * @param gradient the gradient to which it is added; empty for a value with a place of its own
     * @param array the parameter of the kernel through which it is written
     */
    public Target(
            Node node,
            Elements elements,
            Optional<Location.ParameterGradient> gradient,
            String array) {
        this.node = node;
        this.elements = elements;
        this.gradient = gradient;
        this.array = array;
    }

    public Node node() {
        return node;
    }

    /** Whether the result is added to what is there already. */
    boolean increases() {
        return gradient.isPresent();
    }

    /** The name of the parameter to whose gradient the result is added. */
    public String parameter() {
        return gradient.orElseThrow().parameter();
    }

    /** Whether all elements of a sample lie in one row. */
    boolean isRow() {
        return gradient.map(Location.ParameterGradient::flat).orElse(true);
    }

    /** The place of an element. */
    public Value place(List<Index> at, Nest nest) {
        final Shape shape = node.shape().sample();
        return gradient.isPresent()
                ? Elements.inStorage(gradient.get().flat(), array, shape, at, nest)
                : elements.element(node, at, nest);
    }

    /** The place of the element with a row-major number. */
    Value flatPlace(Index number, Nest nest) {
        return new Value.Element(Value.name(elements.row(node)), nest.place(number));
    }

    /** Sets all elements to a number before anything is added to them. */
    public void start(double value) {
        if (!increases()) {
            first.add(fill(value));
        }
    }

    /** Sets all elements to a number. */
    Statement fill(double value) {
        final int length = Math.toIntExact(node.shape().elements());
        return new Statement.Fill(Value.name(elements.row(node)), length, value);
    }

    /** Writes an element that is complete. */
    Statement write(Value place, Value value) {
        return increases()
                ? new Statement.Increase(place, value, "")
                : new Statement.Assign(place, value, "");
    }

    /** Adds statements. */
    public void add(List<Statement> statements) {
        code.addAll(statements);
    }

    /** Adds statements that come when all samples have been summed. */
    public void last(List<Statement> statements) {
        last.addAll(statements);
    }

    /** What comes when all samples have been summed. */
    public List<Statement> last() {
        return last;
    }

    /** What comes before all loops over elements. */
    public List<Statement> first() {
        return first;
    }

    /** The loops over elements. */
    public List<Statement> code() {
        return code;
    }
}
